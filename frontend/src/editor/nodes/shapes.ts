import type { NodeRecord } from "../../state/records";
import type { Neurons } from "../../wire/types";

/** Side of a node on which an edge begins or ends. */
export type Side = "left" | "right" | "top" | "bottom";

/** The drawn outline of a node, in board units around its centre. */
export interface Shape {
  readonly kind: "triangle" | "circle" | "hexagon" | "square" | "panel";
  readonly width: number;
  readonly height: number;
}

export function sameShape(a: Shape, b: Shape | undefined): boolean {
  return a.kind === b?.kind && a.width === b.width && a.height === b.height;
}

const APEX = -28;
const BASE = 23.6;
const HALF = 29.4;
const RADIUS = 27;
const HEX_HALF = RADIUS * Math.cos(Math.PI / 6);

const TRIANGLE: Shape = { kind: "triangle", width: 60, height: 60 };
const CIRCLE: Shape = { kind: "circle", width: 54, height: 54 };
const HEXAGON: Shape = { kind: "hexagon", width: 54, height: 54 };
const SQUARE: Shape = { kind: "square", width: 48, height: 48 };

/** Padding, header and smallest width of a population's panel. */
export const PANEL = { pad: 13, header: 30, smallest: 110 } as const;
/** Cells of a population that are drawn; the server sends the activity of no more. */
export const MAX_CELLS = 10_000;
/** Below this pitch cells are squares without a ring. */
export const SQUARE_PITCH = 6;

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly pitch: number;
}

/** How the cells of a population are laid out: twice as wide as high, closer when there are many. */
export function gridOf(size: number): Grid {
  const cells = Math.min(size, MAX_CELLS);
  const columns = Math.min(cells, Math.ceil(Math.sqrt(2 * cells)));
  const rows = Math.ceil(cells / columns);
  const pitch = cells <= 400 ? 12.5 : Math.max(3, 12.5 * Math.sqrt(400 / cells));
  return { columns, rows, pitch };
}

export function shapeOf(node: NodeRecord, sign: Neurons["sign"]): Shape {
  if (node.kind === "stimulus") {
    return SQUARE;
  }
  if (node.size > 1) {
    const { columns, rows, pitch } = gridOf(node.size);
    return {
      kind: "panel",
      width: Math.ceil(Math.max(PANEL.smallest, columns * pitch + 2 * PANEL.pad)),
      height: Math.ceil(rows * pitch + PANEL.header + PANEL.pad),
    };
  }
  return sign === "excitatory" ? TRIANGLE : sign === "inhibitory" ? CIRCLE : HEXAGON;
}

/** Outline of a single cell as an SVG path, grown outwards by `grow`. */
export function outline(kind: Shape["kind"], grow = 0): string {
  switch (kind) {
    case "triangle": {
      // A line moved outwards by d moves its corners by more; at the apex by 1 / sin(half angle).
      const slope = Math.hypot(HALF, BASE - APEX) / HALF;
      const top = APEX - grow * slope;
      const base = BASE + grow;
      const half = ((base - top) * HALF) / (BASE - APEX);
      return `M0 ${top}L${half} ${base}H${-half}Z`;
    }
    case "hexagon": {
      const r = RADIUS + (grow * 2) / Math.sqrt(3);
      const w = r * Math.cos(Math.PI / 6);
      return `M0 ${-r}L${w} ${-r / 2}V${r / 2}L0 ${r}L${-w} ${r / 2}V${-r / 2}Z`;
    }
    case "circle": {
      const r = RADIUS + grow;
      return `M${-r} 0a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`;
    }
    case "square":
    case "panel":
      return "";
  }
}

/** How far along a side an edge may be attached, from the middle of the side. */
export function reach(shape: Shape, side: Side): number {
  if (shape.kind === "panel") {
    return Math.max(0, (side === "left" || side === "right" ? shape.height : shape.width) / 2 - 16);
  }
  return shape.kind === "square" ? 16 : 18;
}

/** The point of the outline on a side, `along` from its middle (down or right positive). */
export function sidePoint(shape: Shape, side: Side, along: number): { x: number; y: number } {
  const horizontal = side === "left" || side === "right";
  const depth = horizontal ? acrossAt(shape, along) : downAt(shape, along, side === "bottom");
  const sign = side === "left" || side === "top" ? -1 : 1;
  return horizontal ? { x: sign * depth, y: along } : { x: along, y: sign * depth };
}

/** Half width at height y. */
function acrossAt(shape: Shape, y: number): number {
  switch (shape.kind) {
    case "triangle":
      return Math.max(0, ((y - APEX) * HALF) / (BASE - APEX));
    case "circle":
      return Math.sqrt(Math.max(0, RADIUS ** 2 - y ** 2));
    case "hexagon":
      return Math.abs(y) <= RADIUS / 2
        ? HEX_HALF
        : ((RADIUS - Math.abs(y)) * HEX_HALF * 2) / RADIUS;
    case "square":
    case "panel":
      return shape.width / 2;
  }
}

/** Distance from the middle to the outline at x, downwards or upwards. */
function downAt(shape: Shape, x: number, below: boolean): number {
  switch (shape.kind) {
    case "triangle":
      return below ? BASE : -(APEX + (Math.abs(x) * (BASE - APEX)) / HALF);
    case "circle":
      return Math.sqrt(Math.max(0, RADIUS ** 2 - x ** 2));
    case "hexagon":
      return RADIUS - Math.abs(x) / Math.sqrt(3);
    case "square":
    case "panel":
      return shape.height / 2;
  }
}

/** Lowest point of the outline: labels hang below it. */
export function bottomOf(shape: Shape): number {
  return shape.kind === "triangle" ? BASE : shape.height / 2;
}
