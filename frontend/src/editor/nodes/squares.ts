import type { NodeActivity } from "../../live/live";
import { levelOf } from "../../look/voltage";
import type { CellStyle } from "./cells";
import type { Grid } from "./shapes";

/** Red, green, blue, opaque as one number in the byte order of a canvas; `#rrggbb` or `rgb(r g b)`,
 * nothing for any other. */
export function packed(colour: string): number {
  const hex = /^#([0-9a-f]{6})/i.exec(colour)?.[1];
  const parts = hex
    ? [0, 2, 4].map((i) => parseInt(hex.slice(i, i + 2), 16))
    : (colour.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  const [r = 0, g = 0, b = 0] = parts;
  return parts.length === 3 ? ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0 : 0;
}

/** Two packed colours mixed; `share` of the second. */
export function mixed(a: number, b: number, share: number): number {
  let out = 255 << 24;
  for (const shift of [0, 8, 16]) {
    const from = (a >>> shift) & 255;
    out |= Math.round(from + (((b >>> shift) & 255) - from) * share) << shift;
  }
  return out >>> 0;
}

/**
 * The cells of a large population as the pixels of a picture: each a square with a gap on its right
 * and below. Ten thousand cells as paths would take the time of a whole frame; of the picture only
 * the cells that change are written.
 */
export class Squares {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array<ArrayBuffer>;
  private readonly side: number;
  private readonly columns: number;
  private readonly shown: Uint32Array;

  constructor({ columns, rows, pitch }: Grid, count: number) {
    this.side = Math.ceil(pitch) + 1;
    this.columns = columns;
    this.width = columns * this.side;
    this.height = rows * this.side;
    this.pixels = new Uint32Array(this.width * this.height);
    this.shown = new Uint32Array(count);
  }

  /** As `paintCells`, into the pixels. */
  paint(
    activity: NodeActivity | undefined,
    flashes: Float64Array,
    style: CellStyle,
    now: number,
    fade: number,
  ): boolean {
    const colours = style.colours.map(packed);
    const [spike, rest] = [packed(style.spike), packed(style.rest)];
    const range = [style.low, style.high] as const;
    const values = activity?.values;
    const spiked = activity?.spiked;
    let fading = false;
    for (let i = 0; i < this.shown.length; i++) {
      if (spiked?.[i] === 1) flashes[i] = now;
      let colour = values ? (colours[levelOf(values[i] ?? style.low, range)] ?? rest) : rest;
      const age = now - (flashes[i] ?? -Infinity);
      if (age < fade) {
        fading = true;
        colour = age <= 0 ? spike : mixed(spike, colour, age / fade);
      }
      if (colour !== this.shown[i]) this.fill(i, colour);
    }
    return fading;
  }

  private fill(cell: number, colour: number): void {
    this.shown[cell] = colour;
    const { side, width } = this;
    const row = Math.floor(cell / this.columns);
    let from = row * side * width + (cell - row * this.columns) * side;
    for (let y = 1; y < side; y++, from += width) this.pixels.fill(colour, from, from + side - 1);
  }
}
