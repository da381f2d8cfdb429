import { Position } from "@xyflow/react";
import type { Point } from "../place";
import type { BoardNode, CircuitNode } from "../scene";
import { sidePoint, type Shape, type Side } from "./shapes";

const sides: readonly (readonly [Side, Position])[] = [
  ["left", Position.Left],
  ["right", Position.Right],
  ["top", Position.Top],
  ["bottom", Position.Bottom],
];

/** Side of the square around a handle dot in which it can be grasped. */
export const HANDLE = 24;
/** How far outside the outline its middle lies. */
export const HANDLE_OUT = 4;

/** Upper left corner of each handle's square, from the upper left corner of the node. */
export function handlesOf(shape: Shape): NonNullable<CircuitNode["handles"]> {
  return sides.map(([side, position]) => {
    const point = sidePoint(shape, side, 0);
    const out = side === "left" || side === "top" ? -HANDLE_OUT : HANDLE_OUT;
    const flat = side === "left" || side === "right";
    return {
      id: side,
      type: "source" as const,
      position,
      x: shape.width / 2 + point.x + (flat ? out : 0) - HANDLE / 2,
      y: shape.height / 2 + point.y + (flat ? 0 : out) - HANDLE / 2,
      width: HANDLE,
      height: HANDLE,
    };
  });
}

/** The neuron or population whose nearest dot lies within `radius` of a point of the board. */
export function dotNear(
  nodes: readonly BoardNode[],
  point: Point,
  radius: number,
): string | undefined {
  let nearest: string | undefined;
  let least = radius;
  for (const { id, type, position, data } of nodes) {
    if (type !== "cell" && type !== "population") continue;
    const { width, height } = data.shape;
    for (const dot of handlesOf(data.shape)) {
      const dx = position.x - width / 2 + dot.x + HANDLE / 2 - point.x;
      const dy = position.y - height / 2 + dot.y + HANDLE / 2 - point.y;
      const away = Math.hypot(dx, dy);
      if (away <= least) [nearest, least] = [id, away];
    }
  }
  return nearest;
}
