import type { EdgeProps } from "@xyflow/react";
import { memo } from "react";
import type { BoardEdge } from "../scene";
import { PERIOD } from "./bundle";

const THICK = 4;

/** A connection: its end tells the type, its width the weight. */
export const ProjectionEdge = memo(function ProjectionEdge({ id, data }: EdgeProps<BoardEdge>) {
  if (!data) return null;
  const { type, d, x, y, width, mixed, text, labelSide, prominent } = data;
  const marker = `url(#end-${type}${width > THICK ? "-thick" : ""})`;
  const beside = labelSide === "left" ? -10 : labelSide === "right" ? 10 : 0;
  return (
    <g className={`edge edge-${type}`} data-edge-id={id}>
      <path className="edge-halo" d={d} />
      <path className="edge-line" d={d} strokeWidth={width} markerEnd={marker} />
      {mixed > 0 && (
        <path
          className="edge-line edge-counter"
          d={d}
          strokeWidth={width}
          strokeDasharray={`${mixed} ${PERIOD - mixed}`}
        />
      )}
      <path className="react-flow__edge-interaction edge-hit" d={d} />
      <text
        className={`edge-number num${prominent ? " prominent" : ""}`}
        x={x + beside}
        y={beside === 0 ? y - 9 : y + 4}
        textAnchor={beside === 0 ? "middle" : beside < 0 ? "end" : "start"}
      >
        {text}
      </text>
    </g>
  );
});
