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
  /** Middles of the cells in units of the pitch, x and y in turn; row by row where there are none. */
  readonly places?: Float32Array | undefined;
}

/** More cells than this are drawn as a grid whatever their layout: they would be too small. */
const MOST_IN_LINE = 170;
const MOST_IN_RING = 300;
export const MOST_AT_RANDOM = 2000;
/** Lengths of a line, and sides of a ring or a square, in board units. */
const LINE = 520;
const SQUARE_SIDE = 260;
const PITCH = 12.5;
const SMALLEST_PITCH = 3;

/** How the cells of a population are drawn: as their layout says. A grid is twice as wide as high
 * and closer when there are many; what is at random is drawn as a grid until its places are known. */
export function gridOf(size: number, layout: Neurons["layout"] = "grid"): Grid {
  const fit = (length: number, cells: number): number =>
    Math.min(PITCH, Math.max(SMALLEST_PITCH, length / cells));
  if (layout === "line" && size <= MOST_IN_LINE) {
    return { columns: size, rows: 1, pitch: fit(LINE, size) };
  }
  if (layout === "ring" && size <= MOST_IN_RING) {
    const radius = Math.max(0.8, size / (2 * Math.PI));
    const side = 2 * radius + 1;
    return { columns: side, rows: side, pitch: fit(SQUARE_SIDE, side), places: ring(size, radius) };
  }
  if (layout === "random" && size <= MOST_AT_RANDOM) {
    const side = Math.ceil(1.4 * Math.sqrt(size));
    return { columns: side, rows: side, pitch: fit(SQUARE_SIDE, side) };
  }
  const cells = Math.min(size, MAX_CELLS);
  const columns = Math.min(cells, Math.ceil(Math.sqrt(2 * cells)));
  const rows = Math.ceil(cells / columns);
  const pitch = cells <= 400 ? 12.5 : Math.max(3, 12.5 * Math.sqrt(400 / cells));
  return { columns, rows, pitch };
}

/** Evenly along a circle, the first and the last cell on either side of its top. */
function ring(size: number, radius: number): Float32Array {
  const places = new Float32Array(2 * size);
  for (let cell = 0; cell < size; cell++) {
    const angle = (2 * Math.PI * (cell + 0.5)) / size;
    places[2 * cell] = radius + 0.5 + radius * Math.sin(angle);
    places[2 * cell + 1] = radius + 0.5 - radius * Math.cos(angle);
  }
  return places;
}

/** The middle of a cell in units of the pitch. */
export function middleOfCell({ columns, places }: Grid, cell: number): { x: number; y: number } {
  return places
    ? { x: places[2 * cell] ?? 0, y: places[2 * cell + 1] ?? 0 }
    : { x: (cell % columns) + 0.5, y: Math.floor(cell / columns) + 0.5 };
}

export function shapeOf(node: NodeRecord, sign: Neurons["sign"]): Shape {
  if (node.kind === "stimulus") {
    return SQUARE;
  }
  if (node.size > 1) {
    const { columns, rows, pitch } = gridOf(node.size, node.layout);
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
