import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactElement } from "react";
import { niceAbove } from "../shared/nice";
import { formatQuantity } from "../shared/format";
import { useGesture } from "../shared/gesture";
import { keyStep, tidy } from "../shared/steps";
import { Axes } from "./Axes";
import { at, BOTTOM, LEFT, pointIn, RIGHT, snapped, TOP, xOf, type Plane } from "./plane";
import { added, MOST_ROWS, MOST_TICKS, moved, removed, rowsOf, type Times } from "./spiketimes";
import "./stimuli.css";

const WIDTH = 272;
const ROW = 26;

interface Props {
  times: Times;
  onChange: (times: Times, gesture: string | null) => void;
}

/** Spikes on a time line: a press adds one, a drag moves it, Delete or a double press removes it. */
export function SpikeLine({ times, onChange }: Props): ReactElement {
  const svg = useRef<SVGSVGElement>(null);
  const gesture = useGesture();
  const dragged = useRef<{ row: number; spike: number } | null>(null);
  const [held, setHeld] = useState<number | null>(null);
  const rows = rowsOf(times);
  const count = rows.reduce((sum, row) => sum + row.length, 0);
  if (count > MOST_TICKS || rows.length > MOST_ROWS) {
    return (
      <p className="section-note num">
        {count} spikes of {rows.length === 1 ? "all sources" : `${rows.length} sources`}: too many
        for a time line.
      </p>
    );
  }
  const latest = rows.reduce((most, row) => Math.max(most, row.at(-1) ?? 0), 0);
  const t1 = held ?? Math.max(100, niceAbove(1.2 * latest));
  const height = TOP + rows.length * ROW + BOTTOM;
  const plane: Plane = { t1, lo: 0, hi: 0, width: WIDTH, height };
  const step = niceAbove(t1 / 250);
  const top = (row: number): number => TOP + row * ROW;
  const timeAt = (event: PointerEvent): number => {
    const { x } = svg.current ? pointIn(svg.current, plane, event) : { x: 0 };
    return Math.max(0, snapped(at(plane, x, 0).t, step));
  };
  const move = (row: number, spike: number, t: number): number => {
    const next = moved(times, row, spike, t);
    gesture.change((id) => onChange(next.times, id));
    return next.spike;
  };
  const onMove = (event: PointerEvent): void => {
    const now = dragged.current;
    if (now) now.spike = move(now.row, now.spike, timeAt(event));
  };
  const end = (): void => {
    dragged.current = null;
    gesture.finish();
    setHeld(null);
  };
  const onKeyDown = (event: KeyboardEvent, row: number, spike: number): void => {
    const by = keyStep(event, step);
    if (event.key === "Delete" || event.key === "Backspace") {
      onChange(removed(times, row, spike), null);
    } else if (by !== 0) {
      move(row, spike, tidy((rows[row]?.[spike] ?? 0) + by));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="spike-line">
      <svg
        ref={svg}
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="group"
        aria-label="Spikes on a time line"
        onPointerMove={onMove}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {rows.map((_, row) => (
          <rect
            key={row}
            className="spike-row"
            x={LEFT}
            y={top(row)}
            width={WIDTH - LEFT - RIGHT}
            height={ROW - 2}
            onPointerDown={(event) => {
              if (event.button === 0) onChange(added(times, row, timeAt(event)), null);
            }}
          />
        ))}
        <Axes plane={plane} unit="" />
        {rows.map((spikes, row) => (
          <g key={row}>
            {rows.length > 1 && (
              <text className="spike-name num" x={LEFT - 6} y={top(row) + 16} textAnchor="end">
                {row}
              </text>
            )}
            {spikes.map((t, spike) => (
              <g
                key={spike}
                className="spike-tick"
                role="slider"
                tabIndex={0}
                aria-label={
                  rows.length > 1 ? `Spike ${spike + 1} of source ${row}` : `Spike ${spike + 1}`
                }
                aria-valuenow={t}
                aria-valuetext={formatQuantity(t, "ms")}
                data-tip={formatQuantity(t, "ms")}
                transform={`translate(${xOf(plane, t)} ${top(row)})`}
                onPointerDown={(event) => {
                  if (event.button !== 0) return;
                  event.preventDefault();
                  event.stopPropagation();
                  event.currentTarget.focus();
                  dragged.current = { row, spike };
                  setHeld(t1);
                  svg.current?.setPointerCapture(event.pointerId);
                }}
                onDoubleClick={() => onChange(removed(times, row, spike), null)}
                onKeyDown={(event) => onKeyDown(event, row, spike)}
                onKeyUp={gesture.finish}
                onBlur={gesture.finish}
              >
                <rect className="plane-touch" x={-6} width={12} height={ROW - 2} />
                <line y1={3} y2={ROW - 5} />
              </g>
            ))}
          </g>
        ))}
      </svg>
      <div className="time-line-row">
        <button
          type="button"
          className="text-button"
          onClick={() => onChange(added(times, 0, tidy(latest + 10 * step)), null)}
        >
          Add a spike
        </button>
        <span className="section-note">Press to add, drag to move, Delete to remove.</span>
      </div>
    </div>
  );
}
