import { useEffect, useRef, type ReactElement } from "react";
import { cursorTime } from "../../live/clock";
import { onFrame } from "../../live/loop";
import { Icon } from "../../look/icons";
import { formatReading, MINUS, THIN } from "../../shared/format";
import { valueAt } from "../measure/measure";
import type { TracePlot } from "../trace/plot";
import { lookOf, removeRun, renameRun, useRuns, type KeptRun } from "./runs";
import "./compare.css";

const EVERY = 100;

/** The runs that lie behind a trace: their names, their lines, and how far the run now is from them
 * at the cursor. */
export function Chips({ view, plot }: { view: string; plot: TracePlot }): ReactElement | null {
  const runs = useRuns((state) => state.of.get(view));
  if (!runs || runs.length === 0) return null;
  return (
    <ul className="runs" aria-label="Kept runs">
      {runs.map((run) => (
        <Chip key={run.id} view={view} run={run} plot={plot} />
      ))}
    </ul>
  );
}

function Chip({ view, run, plot }: { view: string; run: KeptRun; plot: TracePlot }): ReactElement {
  const difference = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let next = 0;
    return onFrame((now) => {
      const place = difference.current;
      if (!place) return undefined;
      if (now < next) return true;
      next = now + EVERY;
      const text = differenceText(run, plot);
      if (place.textContent !== text) place.textContent = text;
      return undefined;
    });
  }, [run, plot]);
  const { color, dash } = lookOf(run);
  return (
    <li className="run-chip">
      <svg width={22} height={8} aria-hidden="true">
        <path
          d="M0 4H22"
          stroke={`var(--${color})`}
          strokeWidth={1.5}
          strokeDasharray={dash.join(" ")}
        />
      </svg>
      <input
        type="text"
        aria-label="Name of the run"
        defaultValue={run.name}
        size={Math.max(4, run.name.length)}
        maxLength={24}
        onBlur={(event) => renameRun(view, run.id, event.target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <span ref={difference} className="num run-difference" />
      <button
        type="button"
        className="icon-button"
        aria-label={`Remove ${run.name}`}
        data-tip={`Remove ${run.name}`}
        onClick={() => removeRun(view, run.id)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

/** The run now minus a kept one at the cursor, or at the end of the axis: "Δ V 2.1 mV". */
function differenceText(run: KeptRun, plot: TracePlot): string {
  const t = cursorTime() ?? plot.end();
  const parts = plot.source.signals.flatMap((signal) => {
    const now = valueAt(plot.source.series(signal.key), t);
    const then = valueAt(run.series.get(signal.key), t);
    if (now === null || then === null) return [];
    const text = formatReading(now - then).replace("-", MINUS);
    const name = signal.runs.map((part) => part.text).join("");
    return [`${name} ${text}${signal.unit === "" ? "" : THIN + signal.unit}`];
  });
  return parts.length > 0 ? `Δ ${parts.slice(0, 3).join(", ")}` : "";
}
