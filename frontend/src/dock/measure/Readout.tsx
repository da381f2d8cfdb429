import { useEffect, useState, type ReactElement } from "react";
import { onFrame } from "../../live/loop";
import { formatNumber, formatReading, MINUS } from "../../shared/format";
import { SymbolRuns } from "../../shared/MathSymbol";
import { NumberField } from "../../shared/NumberField";
import { timeUnit, timeWord, useTimeUnit } from "../../shared/timeunit";
import { useBoard } from "../../state/board";
import type { TracePlot } from "../trace/plot";
import { rateText, readingText, type Reading, type Spikes, type Value } from "./measure";
import { cursorsOf, moveCursor, useMeasure } from "./store";
import "./measure.css";

/** ms between two looks at data that still arrive. */
const EVERY = 200;
/** Times of spikes that are listed; the copy has more. */
const LISTED = 8;

/** What the two cursors of a trace measure, beside it. */
export function Readout({ view, plot }: { view: string; plot: TracePlot }): ReactElement | null {
  const cursors = useMeasure((state) => state.of.get(view) ?? null);
  const found = useReading(view, plot);
  const unit = useTimeUnit();
  const [problem, setProblem] = useState<string | null>(null);
  if (!cursors || !found) return null;
  const field = (which: "a" | "b", name: string): ReactElement => (
    <NumberField
      value={cursors[which] ?? 0}
      step={unit === "step" ? 1 : 0.1}
      low={0}
      high={1e12}
      name={name}
      placeholder={cursors[which] === null ? "–" : undefined}
      onChange={(t) => moveCursor(view, which, t)}
      onProblem={setProblem}
    />
  );
  const none = cursors.a === null && cursors.b === null;
  return (
    <section className="readout num" aria-label="Measured between the cursors">
      {none && (
        <p className="readout-hint">
          Click in the trace to place two cursors; drag them, or use the arrow keys, to move them.
        </p>
      )}
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">1</th>
            <th scope="col">2</th>
            <th scope="col">2 {MINUS} 1</th>
            <td />
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              <span className="math">t</span>
            </th>
            <td>{field("a", "Time of cursor 1")}</td>
            <td>{field("b", "Time of cursor 2")}</td>
            <td>{number(found.between)}</td>
            <td className="readout-unit">{timeWord(unit)}</td>
          </tr>
          {!none && found.values.map((value) => <ValueRow key={value.signal.key} value={value} />)}
        </tbody>
      </table>
      {problem !== null && <p role="alert">{problem}</p>}
      {found.spikes.map((spikes) => (
        <SpikeLine key={spikes.name} spikes={spikes} alone={found.spikes.length === 1} />
      ))}
      {!none && found.between === null && (
        <p className="readout-hint">Click in the trace to place the second cursor.</p>
      )}
      {found.between !== null && (
        <button type="button" className="button" onClick={() => copy(found)}>
          Copy as text
        </button>
      )}
    </section>
  );
}

function ValueRow({ value }: { value: Value }): ReactElement {
  const { signal, a, b } = value;
  return (
    <tr>
      <th scope="row" title={signal.name}>
        <SymbolRuns runs={signal.runs} />
      </th>
      <td>{number(a)}</td>
      <td>{number(b)}</td>
      <td>{number(a === null || b === null ? null : b - a)}</td>
      <td className="readout-unit">{signal.unit}</td>
    </tr>
  );
}

function SpikeLine({ spikes, alone }: { spikes: Spikes; alone: boolean }): ReactElement {
  const { name, count, perMs, times } = spikes;
  const unit = useTimeUnit();
  const listed = times.slice(0, LISTED).map((t) => formatNumber(t, 6));
  const more = count > listed.length ? ` and ${count - listed.length} more` : "";
  return (
    <p>
      {alone ? "" : `${name}: `}
      <b>{count === 1 ? "1 spike" : `${count} spikes`}</b>, {rateText(perMs, unit)}
      {count > 0 && (
        <span className="readout-more">{` at ${listed.join(", ")}${more} ${timeWord(unit)}`}</span>
      )}
    </p>
  );
}

function number(value: number | null): string {
  return value === null ? "–" : formatReading(value);
}

/** The reading now; looked up again when a cursor moves and while data arrive. */
function useReading(view: string, plot: TracePlot): Reading | null {
  const cursors = useMeasure((state) => state.of.get(view) ?? null);
  const [found, setFound] = useState<Reading | null>(null);
  useEffect(() => {
    let seen = "";
    let next = 0;
    return onFrame((now) => {
      const version = plot.dataVersion();
      if (version === seen) return undefined;
      if (now < next) return true;
      seen = version;
      next = now + EVERY;
      const at = cursorsOf(view);
      setFound(at && plot.measured(at));
      return undefined;
    });
  }, [view, plot, cursors]);
  return found;
}

function copy(found: Reading): void {
  const { notify } = useBoard.getState();
  navigator.clipboard.writeText(readingText(found, timeUnit())).then(
    () => notify("The readings are on the clipboard, as a table with tabs.", "info"),
    () => notify("The browser keeps this page from the clipboard. Select the readings and copy."),
  );
}
