import { useEffect, useState, type ReactElement } from "react";
import { useBoard } from "../state/board";
import { announce, type Heard } from "./announce";

/** Time in which changes that belong together are read out as one; ms. */
const TOGETHER = 200;

/** Says, for those who cannot see it, that the network runs, and what was added, removed, undone. */
export function Announcer(): ReactElement {
  const [text, setText] = useState("");

  useEffect(() => {
    let board = useBoard.getState().boardId;
    let heard = now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = (): void => {
      timer = undefined;
      const next = now();
      const { catalog, boardId, connection } = useBoard.getState();
      // What a board begins with is not news.
      const known = boardId === board && heard.records.size > 0;
      const said = known ? announce(heard, next, catalog) : [];
      if (connection === "open") board = boardId;
      heard = next;
      if (said.length > 0) setText(said.join(". "));
    };
    const stop = useBoard.subscribe((state, before) => {
      const same =
        state.records === before.records &&
        state.history === before.history &&
        state.status?.running === before.status?.running;
      if (!same) timer ??= setTimeout(say, TOGETHER);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);

  return (
    <div className="visually-hidden" role="status" aria-live="polite" data-testid="announcer">
      {text}
    </div>
  );
}

function now(): Heard {
  const { records, history, status } = useBoard.getState();
  return { records, history, running: status?.running ?? false };
}
