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

/** Side of the square around a handle dot in which it can be grasped: with a mouse, with a finger. */
const HANDLE = 24;
const HANDLE_TOUCHED = 40;
/** How far outside the outline its middle lies. */
const HANDLE_OUT = 4;
/** From the middle of a node, what a finger takes to move it; no dot reaches in there. */
const GRIP = 20;

const touch = window.matchMedia("(pointer: coarse)");

/** Upper left corner of each handle's square, from the upper left corner of the node. */
export function handlesOf(shape: Shape): NonNullable<CircuitNode["handles"]> {
  const size = touch.matches ? HANDLE_TOUCHED : HANDLE;
  const least = touch.matches ? GRIP + size / 2 : 0;
  return sides.map(([side, position]) => {
    const point = sidePoint(shape, side, 0);
    const flat = side === "left" || side === "right";
    const sign = side === "left" || side === "top" ? -1 : 1;
    const away = sign * Math.max(least, Math.abs(flat ? point.x : point.y) + HANDLE_OUT);
    return {
      id: side,
      type: "source" as const,
      position,
      x: shape.width / 2 + (flat ? away : point.x) - size / 2,
      y: shape.height / 2 + (flat ? point.y : away) - size / 2,
      width: size,
      height: size,
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
      const dx = position.x - width / 2 + dot.x + (dot.width ?? HANDLE) / 2 - point.x;
      const dy = position.y - height / 2 + dot.y + (dot.height ?? HANDLE) / 2 - point.y;
      const away = Math.hypot(dx, dy);
      if (away <= least) [nearest, least] = [id, away];
    }
  }
  return nearest;
}
