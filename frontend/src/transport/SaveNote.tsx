import { useEffect, useState, type ReactElement } from "react";
import { useBoard } from "../state/board";

/** How long the server may take before the page says that it saves; ms. */
const PATIENCE = 400;

/** Where the board is kept, and whether everything is there. */
export function SaveNote(): ReactElement {
  const connection = useBoard((state) => state.connection);
  const waiting = useBoard((state) => state.ledger.pending.length);
  const blank = useBoard((state) => state.records.size <= 1 && state.history.undo === null);
  const [slow, setSlow] = useState(false);
  const isWaiting = waiting > 0;

  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setSlow(true), PATIENCE);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isWaiting]);

  const text =
    connection !== "open"
      ? connection === "connecting"
        ? "Connecting"
        : "Not connected"
      : slow
        ? "Saving"
        : blank
          ? "Nothing to save yet"
          : "Saved on this computer";
  return (
    <span className="save-note" role="status" data-waiting={waiting}>
      {text}
    </span>
  );
}
