import type { Shape, Side } from "../nodes/shapes";
import { sidePoint } from "../nodes/shapes";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A cubic Bézier curve. */
export interface Path {
  readonly points: readonly [Point, Point, Point, Point];
  readonly d: string;
}

const unit: Readonly<Record<Side, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
};

const show = (value: number): string => String(Math.round(value * 10) / 10);
const at = ({ x, y }: Point): string => `${show(x)} ${show(y)}`;

function cubic(a: Point, b: Point, c: Point, d: Point): Path {
  return { points: [a, b, c, d], d: `M${at(a)}C${at(b)} ${at(c)} ${at(d)}` };
}

/** From a side of one node to a side of another, leaving and entering at right angles. */
export function bezier(start: Point, from: Side, end: Point, to: Side): Path {
  const flat = from === "left" || from === "right";
  const along = Math.abs(flat ? end.x - start.x : end.y - start.y);
  const across = Math.abs(flat ? end.y - start.y : end.x - start.x);
  const pull = across < 0.5 ? along / 3 : Math.max(24, along * 0.5);
  const out = unit[from];
  const into = unit[to];
  return cubic(
    start,
    { x: start.x + out.x * pull, y: start.y + out.y * pull },
    { x: end.x + into.x * pull, y: end.y + into.y * pull },
    end,
  );
}

/** From the top of a node around its upper right corner into its right side; `nth` grows. */
export function loop(centre: Point, shape: Shape, room: number, nth: number): Path {
  const panel = shape.kind === "panel";
  const grow = 1 + 0.35 * nth;
  const up = panel ? Math.min(46, shape.width / 3) : 0;
  const down = panel ? Math.min(46, shape.height / 2) - shape.height / 2 : 6;
  const top = sidePoint(shape, "top", panel ? shape.width / 2 - up : 8);
  const right = sidePoint(shape, "right", down);
  const start = { x: centre.x + top.x, y: centre.y + top.y - 1 };
  const end = { x: centre.x + right.x + room, y: centre.y + right.y };
  const pull = (panel ? 62 : 58) * grow;
  return cubic(
    start,
    { x: start.x + (panel ? 0 : 6), y: start.y - pull },
    { x: end.x + pull, y: end.y - (panel ? 18 : 10) },
    end,
  );
}

/** The curve's point at parameter 1/2. */
export function middleOf({ points: [a, b, c, d] }: Path): Point {
  return { x: (a.x + 3 * b.x + 3 * c.x + d.x) / 8, y: (a.y + 3 * b.y + 3 * c.y + d.y) / 8 };
}

/** The four points of a curve written as "Mx yCx y x y x y". */
export function pathPoints(d: string): Point[] {
  const all = (d.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
  return [0, 2, 4, 6].map((i) => ({ x: all[i] ?? 0, y: all[i + 1] ?? 0 }));
}
