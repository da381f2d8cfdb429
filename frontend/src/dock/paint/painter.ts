import type { Run } from "../../shared/symbol";

/** Strokes and fills as CSS colours. */
export interface Stroke {
  color: string;
  width: number;
  dash?: readonly number[];
  cap?: "butt" | "round";
}

export interface TextStyle {
  size: number;
  color: string;
  align?: "left" | "center" | "right";
  weight?: number;
  /** Typeset as a formula: the math font, italic where the run is not upright. */
  math?: boolean;
  /** Radians, about the anchor. */
  rotate?: number;
}

/**
 * What a plot draws with. Two things implement it: a canvas for the screen and PNG, and a recorder
 * that writes SVG, so that both show the same. Lengths are CSS pixels, y grows downwards. A list of
 * points is x0, y0, x1, y1 ...; a NaN breaks the line.
 */
export interface Painter {
  readonly width: number;
  readonly height: number;
  /** Points of a line that can be told apart in a pixel: more on a sharp screen and in SVG. */
  readonly detail: number;
  rect: (x: number, y: number, w: number, h: number, fill: string, radius?: number) => void;
  frame: (x: number, y: number, w: number, h: number, stroke: Stroke) => void;
  line: (points: Float32Array, length: number, stroke: Stroke) => void;
  /** The area between a line and the height `base`. */
  area: (points: Float32Array, length: number, base: number, fill: string) => void;
  /** Vertical strokes: x, y0, y1 for each. */
  verticals: (triples: Float32Array, length: number, stroke: Stroke) => void;
  /** Rectangles of one size, by their upper left corners. */
  dots: (points: Float32Array, length: number, w: number, h: number, fill: string) => void;
  circle: (x: number, y: number, r: number, fill: string, stroke: Stroke) => void;
  text: (x: number, y: number, text: string, style: TextStyle) => void;
  measure: (text: string, style: TextStyle) => number;
  /** A picture of `columns` by `rows` cells, four bytes of RGBA each, row by row. */
  cells: (
    x: number,
    y: number,
    w: number,
    h: number,
    columns: number,
    rows: number,
    rgba: Uint8ClampedArray,
  ) => void;
  /** A vertical run of colours, the first one at the top. */
  gradient: (x: number, y: number, w: number, h: number, colors: readonly string[]) => void;
  /** What `body` draws is cut off outside of the rectangle. */
  clip: (x: number, y: number, w: number, h: number, body: () => void) => void;
}

/** A straight line. */
export function stroke(
  painter: Painter,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  style: Stroke,
): void {
  segment[0] = x0;
  segment[1] = y0;
  segment[2] = x1;
  segment[3] = y1;
  painter.line(segment, 4, style);
}
const segment = new Float32Array(4);

/** A symbol with its subscripts from x rightwards; the answer is where it ends. */
export function symbol(
  painter: Painter,
  x: number,
  y: number,
  runs: readonly Run[],
  size: number,
  color: string,
): number {
  for (const run of runs) {
    const small = run.place !== "base";
    const style: TextStyle = {
      size: small ? Math.max(10, size * 0.72) : size,
      color,
      math: !run.upright,
      weight: 400,
    };
    const shift = run.place === "sub" ? size * 0.21 : run.place === "sup" ? -size * 0.35 : 0;
    painter.text(x, y + shift, run.text, style);
    x += painter.measure(run.text, style);
  }
  return x;
}

/** Width of a symbol in pixels. */
export function symbolWidth(painter: Painter, runs: readonly Run[], size: number): number {
  return runs.reduce(
    (sum, run) =>
      sum +
      painter.measure(run.text, {
        size: run.place === "base" ? size : Math.max(10, size * 0.72),
        color: "",
        math: !run.upright,
        weight: 400,
      }),
    0,
  );
}
