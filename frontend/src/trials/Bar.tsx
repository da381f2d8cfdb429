import type { ReactElement } from "react";
import { useBoard } from "../state/board";
import { same } from "../state/records";
import type { Trials } from "../wire/types";
import { useTrials } from "./store";
import "./trials.css";

/** Runs the trials of a view, says how far they are, and gives them up. */
export function TrialsBar({ view }: { view: Trials }): ReactElement {
  const made = useTrials((state) => state.made.get(view.id));
  const { run, cancel } = useTrials.getState();
  const runnable = useBoard((state) => state.status?.runnable === true);
  const running = made?.state === "running";
  const done = made?.trials.length ?? 0;
  const changed = made !== undefined && !running && !same(asked(made.view), asked(view));
  return (
    <div className="trials-bar">
      {running ? (
        <>
          <progress aria-label="Trials" max={made.view.n} value={done} />
          <span className="num">
            {done} of {made.view.n}
          </span>
          <button type="button" className="button" onClick={() => cancel(view.id)}>
            Cancel
          </button>
        </>
      ) : (
        <>
          <button
            type="button"
            className="button"
            disabled={!runnable}
            onClick={() => void run(view)}
          >
            {view.n === 1 ? "Run 1 trial" : `Run ${view.n} trials`}
          </button>
          {made?.problem !== undefined && made.problem !== null && (
            <span className="trials-problem" role="alert">
              {made.problem}
            </span>
          )}
          {changed && made.problem === null && <span>Settings have changed since.</span>}
        </>
      )}
    </div>
  );
}

/** What makes trials what they are. */
function asked(view: Trials): object {
  const { of, n, begin, span, since, draws } = view;
  return { of, n, begin, span, since, draws };
}
