import { useEffect, useState, type ReactElement } from "react";
import { formatNumber } from "../shared/format";
import { named } from "../shared/sentence";
import * as api from "../state/api";
import { useBoard } from "../state/board";
import type { ConnectionPreview, DegreeRange, Projection } from "../wire/types";
import { MatrixPicture } from "./MatrixPicture";
import "./matrix.css";

/** ms that a number is left alone until it is looked at. */
const PAUSE = 200;

interface Seen {
  readonly of: Projection;
  readonly answer: ConnectionPreview | null;
  readonly problem: string | null;
}

/** The matrix that a connection would have, before it is made. */
export function RulePreview({ proposed }: { proposed: Projection }): ReactElement {
  const board = useBoard((state) => state.boardId);
  const [seen, setSeen] = useState<Seen | null>(null);
  useEffect(() => {
    if (board === null) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      const edit = { put: [proposed], remove: [] };
      api
        .previewConnection(board, proposed.id, edit, abort.signal)
        .then((answer) => setSeen({ of: proposed, answer, problem: null }))
        .catch((error: unknown) => {
          if (abort.signal.aborted) return;
          const { records, catalog } = useBoard.getState();
          const said = error instanceof Error ? error.message : String(error);
          setSeen({ of: proposed, answer: null, problem: named(said, records, catalog) });
        });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [board, proposed]);
  const answer = seen?.answer ?? null;
  const late = seen?.of !== proposed;
  return (
    <div className="rule-preview" role="group" aria-label="Preview" aria-busy={late}>
      {answer && (
        <>
          <MatrixPicture
            rows={answer.rows}
            columns={answer.columns}
            weights={answer.weights}
            filled={answer.filled}
            name={`${answer.synapses} synapses of ${answer.target_size} targets down and ${answer.source_size} sources across`}
          />
          <dl className="matrix-facts num">
            <dt>Synapses</dt>
            <dd>{answer.synapses.toLocaleString("en").replace(/,/g, "\u2009")}</dd>
            <dt>Inputs of a cell</dt>
            <dd>{degrees(answer.inputs)}</dd>
            <dt>Outputs of a cell</dt>
            <dd>{degrees(answer.outputs)}</dd>
            <dt>Memory</dt>
            <dd>{bytes(answer.memory)}</dd>
          </dl>
          {answer.fold > 1 && (
            <p className="matrix-note">
              Each dot is the strongest of {answer.fold}×{answer.fold} pairs, fainter where few are
              connected.
            </p>
          )}
        </>
      )}
      {seen?.problem && <p className="matrix-problem">{seen.problem}</p>}
      {!seen && <p className="matrix-note">Drawing it from the seed.</p>}
    </div>
  );
}

function degrees({ least, mean, most }: DegreeRange): string {
  return least === most ? `${least}` : `${least} to ${most}, mean ${formatNumber(mean, 3)}`;
}

/** "1.2 MiB". */
function bytes(count: number): string {
  const units = ["B", "KiB", "MiB", "GiB"];
  let size = count;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${formatNumber(size, 3)}\u2009${units[unit] ?? ""}`;
}
