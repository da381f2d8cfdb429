import { useEffect, useState, type ReactElement } from "react";
import { formatNumber } from "../shared/format";
import { niceAbove } from "../shared/nice";
import { NumberField } from "../shared/NumberField";
import { named } from "../shared/sentence";
import * as api from "../state/api";
import { useBoard } from "../state/board";
import type { MatrixSpectrum, Projection } from "../wire/types";
import { multiplied } from "./operations";
import type { ToolProps } from "./Panel";
import { MAX_ENTRIES, wholeOf } from "./table";

/** Rows up to which eigenvalues are computed unasked. */
const QUICK = 128;
/** ms until the work says that it goes on. */
const SOON = 500;

/** What was asked last, and what came of it. */
interface Asked {
  readonly of: Projection | null;
  readonly request: number;
  readonly answer: MatrixSpectrum | null;
  readonly problem: string | null;
}

const NOTHING: Asked = { of: null, request: 0, answer: null, problem: null };

/** Eigenvalues in the complex plane, the spectral radius, and another one in its place. */
export function SpectrumSection(
  props: ToolProps & { live: boolean; whole: boolean },
): ReactElement {
  const { edge, table, edits, live, whole } = props;
  const square = table.rows === table.columns;
  const board = useBoard((state) => state.boardId);
  /** The server knows of these weights, and would not answer about earlier ones. */
  const current = useBoard((state) => state.ledger.confirmed.get(edge.id) === edge);
  const [asked, setAsked] = useState(NOTHING);
  const [request, setRequest] = useState(0);
  const [wanted, setWanted] = useState<number | null>(null);
  const small = Math.max(table.rows, table.columns) <= QUICK && !live;
  const pending = (small && asked.of !== edge) || asked.request !== request;
  useEffect(() => {
    if (board === null || !current || !pending) return;
    const abort = new AbortController();
    const settle = (answer: MatrixSpectrum | null, problem: string | null): void =>
      setAsked({ of: edge, request, answer, problem });
    api.fetchSpectrum(board, edge.id, abort.signal).then(
      (answer) => settle(answer, null),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const { records, catalog } = useBoard.getState();
        settle(
          null,
          named(error instanceof Error ? error.message : String(error), records, catalog),
        );
      },
    );
    return () => abort.abort();
  }, [board, edge, current, pending, request]);
  const { answer, problem } = asked;
  const cancel = (): void => setAsked({ ...asked, of: edge, request });
  const title = square ? "Eigenvalues" : "Singular values";
  const radius = answer?.radius ?? 0;
  return (
    <section className="matrix-section" aria-label={title}>
      <h3>
        {title}
        {!small && !pending && (
          <button type="button" className="button" onClick={() => setRequest(request + 1)}>
            {answer ? "Compute again" : "Compute"}
          </button>
        )}
      </h3>
      {pending && <Progress onCancel={cancel} />}
      {problem !== null && <p className="matrix-problem">{problem}</p>}
      {answer && (
        <>
          {square && <Plane spectrum={answer} />}
          <dl className="matrix-facts num">
            <dt>{square ? "Spectral radius" : "Largest"}</dt>
            <dd>{formatNumber(radius)}</dd>
            {square && (
              <>
                <dt>Largest real part</dt>
                <dd>{formatNumber(Math.max(...answer.real))}</dd>
              </>
            )}
          </dl>
        </>
      )}
      {square && whole && table.values.length <= MAX_ENTRIES && answer && radius > 0 && (
        <div className="matrix-row">
          <NumberField
            name="Spectral radius"
            value={wanted ?? Number(radius.toPrecision(4))}
            step={0.1}
            low={0}
            high={1e9}
            onChange={setWanted}
            onProblem={edits.setProblem}
          />
          <button
            type="button"
            className="button"
            disabled={wanted === null}
            onClick={() => {
              const factor = (wanted ?? radius) / radius;
              edits.apply("Set spectral radius", (now) => multiplied(now, wholeOf(now), factor));
              setWanted(null);
            }}
          >
            Set radius
          </button>
        </div>
      )}
    </section>
  );
}

function Progress({ onCancel }: { onCancel: () => void }): ReactElement | null {
  const [waited, setWaited] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setWaited(performance.now() - began), 250);
    return () => clearInterval(timer);
  }, []);
  if (waited < SOON) return null;
  return (
    <div className="matrix-row" role="status">
      <progress aria-label="Computing" />
      <span className="num">{(waited / 1000).toFixed(0)} s</span>
      <button type="button" className="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}

/** The complex plane with the unit circle, within which an iterated map calms down. */
function Plane({ spectrum }: { spectrum: MatrixSpectrum }): ReactElement {
  const reach = niceAbove(Math.max(1.1, spectrum.radius * 1.05));
  const scale = 100 / reach;
  const mark = Math.max(1.2, Math.min(3, 40 / Math.sqrt(spectrum.real.length)));
  return (
    <figure className="matrix-plane">
      <svg
        viewBox="-104 -104 208 208"
        role="img"
        aria-label={`${spectrum.real.length} eigenvalues in the complex plane; spectral radius ${formatNumber(spectrum.radius)}`}
      >
        <line x1={-100} x2={100} y1={0} y2={0} />
        <line x1={0} x2={0} y1={-100} y2={100} />
        <circle className="unit" r={scale} />
        {spectrum.real.map((real, i) => (
          <circle
            key={i}
            className="eigenvalue"
            cx={real * scale}
            cy={-(spectrum.imaginary[i] ?? 0) * scale}
            r={mark}
          />
        ))}
      </svg>
      <figcaption className="num">
        <span>real part to ±{formatNumber(reach)}</span>
        <span>circle: 1</span>
      </figcaption>
    </figure>
  );
}
