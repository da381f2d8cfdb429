import type { ReactElement } from "react";
import { formatNumber } from "../shared/format";

interface Props {
  name: string;
  x: readonly number[];
  y: readonly (number | null)[];
  /** Names of the axes with their units. */
  xName: string;
  yName: string;
  /** Points on the line y = 0 that are filled when stable. */
  zeros?: readonly { x: number; stable: boolean }[];
  /** Whether y = 0 is always in sight. */
  grounded?: boolean;
}

const WIDTH = 368;
const HEIGHT = 180;
const LEFT = 46;
const RIGHT = 10;
const TOP = 10;
const BOTTOM = 34;

/** A small curve with its axes: two or three ticks, the unit once per axis. */
export function MiniPlot({
  name,
  x,
  y,
  xName,
  yName,
  zeros = [],
  grounded = true,
}: Props): ReactElement {
  const xs = range(x);
  const ys = range([...(grounded ? [0] : []), ...y.filter((value) => value !== null)]);
  const px = (value: number): number =>
    LEFT + ((value - xs[0]) / (xs[1] - xs[0])) * (WIDTH - LEFT - RIGHT);
  const py = (value: number): number =>
    HEIGHT - BOTTOM - ((value - ys[0]) / (ys[1] - ys[0])) * (HEIGHT - TOP - BOTTOM);
  // A value that is missing ends the line; the next one begins anew.
  const path = y
    .map((value, i) => {
      if (value === null) return "";
      const begins = i === 0 || y[i - 1] === null;
      return `${begins ? "M" : "L"}${px(x[i] ?? 0).toFixed(1)} ${py(value).toFixed(1)}`;
    })
    .join("");
  const ticks = ys[0] < 0 && ys[1] > 0 ? [ys[0], 0, ys[1]] : [ys[0], ys[1]];
  return (
    <svg className="mini-plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={name}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? "mini-grid mini-zero" : "mini-grid"}
            x1={LEFT}
            x2={WIDTH - RIGHT}
            y1={py(tick)}
            y2={py(tick)}
          />
          <text x={LEFT - 6} y={py(tick) + 4} textAnchor="end">
            {formatNumber(tick, 3)}
          </text>
        </g>
      ))}
      {xs.map((tick, i) => (
        <text key={i} x={px(tick)} y={HEIGHT - BOTTOM + 14} textAnchor={i === 0 ? "start" : "end"}>
          {formatNumber(tick, 3)}
        </text>
      ))}
      <text x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 6} textAnchor="middle">
        {xName}
      </text>
      <text
        x={12}
        y={(TOP + HEIGHT - BOTTOM) / 2}
        textAnchor="middle"
        transform={`rotate(-90 12 ${(TOP + HEIGHT - BOTTOM) / 2})`}
      >
        {yName}
      </text>
      <path className="mini-line" d={path} />
      {zeros.map((zero) => (
        <circle
          key={zero.x}
          className={zero.stable ? "stable" : ""}
          cx={px(zero.x)}
          cy={py(0)}
          r={4}
        />
      ))}
    </svg>
  );
}

/** Least and largest value; never the same. */
function range(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  return low < high ? [low, high] : [low - 1, high + 1];
}
