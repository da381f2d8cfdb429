import type { ReactElement } from "react";
import { named } from "../shared/sentence";
import { useBoard } from "../state/board";
import { boardOf } from "../state/records";
import "./banner.css";

/** What stands above the board until it is over: no connection, or a run that halted by itself. */
export function Banner(): ReactElement | null {
  const connection = useBoard((state) => state.connection);
  const arrived = useBoard((state) => state.records.size > 0);
  const halted = useBoard((state) => state.halted);
  const sentence = useBoard(({ halted, records, catalog }) =>
    named(halted?.message ?? "", records, catalog),
  );
  const waiting = useBoard((state) => state.ledger.pending.length);
  const select = useBoard((state) => state.select);
  const newBoard = useBoard((state) => state.newBoard);

  if (connection === "outdated") {
    return (
      <Strip text="The server is of another version than this page.">
        <button type="button" onClick={() => window.location.reload()}>
          Reload
        </button>
      </Strip>
    );
  }
  if (connection === "missing") {
    return (
      <Strip text="There is no board at this address.">
        <button type="button" onClick={() => void newBoard()}>
          New board
        </button>
      </Strip>
    );
  }
  if (connection === "waiting" || (connection === "connecting" && arrived)) {
    const kept =
      waiting === 0 ? "" : waiting === 1 ? " 1 change waits." : ` ${waiting} changes wait.`;
    return (
      <Strip
        text={`Not connected: changes are kept here and sent when the server is back.${kept}`}
      />
    );
  }
  if (halted) {
    const { record } = halted;
    return (
      <Strip text={sentence}>
        {record !== null && record !== "board" && (
          <button type="button" onClick={() => select([record])}>
            Show
          </button>
        )}
        {remedy(halted.message) && (
          <button type="button" onClick={withExponentialEuler}>
            Use exponential Euler
          </button>
        )}
        <button type="button" onClick={() => useBoard.getState().control("reset")}>
          Back to start
        </button>
      </Strip>
    );
  }
  return null;
}

/** Whether the sentence names the other method as a way out. */
const remedy = (message: string): boolean => message.includes('method "exponential_euler"');

/** Change the method, and begin anew with it. */
function withExponentialEuler(): void {
  const { records, edit, control } = useBoard.getState();
  const board = boardOf(records);
  if (!board) return;
  const settings = { ...board.settings, method: "exponential_euler" as const };
  edit({ put: [{ ...board, settings }] }, { label: "Use exponential Euler" });
  control("reset");
}

function Strip(props: { text: string; children?: React.ReactNode }): ReactElement {
  return (
    <div className="banner" role="alert">
      <span>{props.text}</span>
      {props.children}
    </div>
  );
}
