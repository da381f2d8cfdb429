import { useEffect, useState, type ReactElement } from "react";
import { useBoard } from "../state/board";
import { announce, undoneOrRedone, type Heard } from "./announce";

/** Time in which changes that belong together are read out as one; ms. */
const TOGETHER = 200;

/** Says, for those who cannot see it, that the network runs, and what was added, removed, undone. */
export function Announcer(): ReactElement {
  const [text, setText] = useState("");

  useEffect(() => {
    /** The board that `heard` is of, once it has arrived. */
    let board: string | null = null;
    let heard = now();
    /** Undone or redone since then: each tells more than the first and the last state. */
    let steps: string[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = (): void => {
      timer = undefined;
      const next = now();
      const { catalog, boardId } = useBoard.getState();
      if (boardId !== board) return;
      const said = announce(heard, next, catalog, steps);
      heard = next;
      steps = [];
      if (said.length > 0) setText(said.join(". "));
    };
    const arrive = ({ boardId, connection }: ReturnType<typeof useBoard.getState>): void => {
      if (connection !== "open" || boardId === board) return;
      // What a board begins with is not news; what is done to it at once is.
      board = boardId;
      heard = now();
      steps = [];
    };
    arrive(useBoard.getState());
    const stop = useBoard.subscribe((state, before) => {
      arrive(state);
      const step = undoneOrRedone(before.history, state.history);
      if (step !== null && state.history !== before.history) steps.push(step);
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
  const { records, status } = useBoard.getState();
  return { records, running: status?.running ?? false };
}
