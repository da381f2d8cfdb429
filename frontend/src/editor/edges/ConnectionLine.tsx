import type { ConnectionLineComponentProps } from "@xyflow/react";
import { Position } from "@xyflow/react";
import { outputOf } from "../connect";
import type { BoardNode } from "../scene";
import { useBoard } from "../../state/board";
import type { Side } from "../nodes/shapes";
import { bezier } from "./path";

const sideOf: Readonly<Record<Position, Side>> = {
  [Position.Left]: "left",
  [Position.Right]: "right",
  [Position.Top]: "top",
  [Position.Bottom]: "bottom",
};

/** The line that follows the pointer while a connection is drawn, in the colour of its source. */
export function ConnectionLine(props: ConnectionLineComponentProps<BoardNode>) {
  const { fromNode, fromX, fromY, fromPosition, toX, toY } = props;
  const catalog = useBoard((state) => state.catalog);
  const { data } = fromNode;
  if (!("sign" in data)) return null;
  const { record, sign } = data;
  const current = outputOf(record, catalog) === "current";
  const type = current ? "current" : sign === "inhibitory" ? "inhibitory" : "excitatory";
  const flat = fromPosition === Position.Left || fromPosition === Position.Right;
  const to: Side = flat ? (toX >= fromX ? "left" : "right") : toY >= fromY ? "top" : "bottom";
  const { d } = bezier({ x: fromX, y: fromY }, sideOf[fromPosition], { x: toX, y: toY }, to);
  return (
    <g className={`edge edge-${type} drawing`}>
      <path className="edge-line" d={d} strokeWidth={2} markerEnd={`url(#end-${type})`} />
    </g>
  );
}
