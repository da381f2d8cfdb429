import type { ReactElement } from "react";
import { formatNumber } from "../shared/format";
import { BOTTOM, LEFT, RIGHT, timeMarks, TOP, valueMarks, xOf, yOf, type Plane } from "./plane";

/** Hairlines and numbers of a plane, the unit once at each axis. */
export function Axes({ plane, unit }: { plane: Plane; unit: string }): ReactElement {
  const { width, height } = plane;
  const times = timeMarks(plane);
  return (
    <g className="plane-axes num" aria-hidden="true">
      {valueMarks(plane).map((v) => (
        <g key={v}>
          <line
            className={v === 0 ? "plane-zero" : undefined}
            x1={LEFT}
            x2={width - RIGHT}
            y1={yOf(plane, v)}
            y2={yOf(plane, v)}
          />
          <text x={LEFT - 5} y={yOf(plane, v) + 4} textAnchor="end">
            {formatNumber(v)}
          </text>
        </g>
      ))}
      {times.map((t, i) => (
        <text
          key={t}
          x={xOf(plane, t)}
          y={height - 5}
          textAnchor={i === 0 ? "start" : i === times.length - 1 ? "end" : "middle"}
        >
          {formatNumber(t)}
          {i === times.length - 1 ? " ms" : ""}
        </text>
      ))}
      {unit !== "" && (
        <text x={LEFT + 4} y={TOP + 6}>
          {unit}
        </text>
      )}
      <line x1={LEFT} x2={LEFT} y1={TOP} y2={height - BOTTOM} />
    </g>
  );
}
