import type { WeightMatrix } from "../../live/live";
import { mix, palette, rgb } from "../paint/palette";
import { niceAbove } from "../../shared/nice";
import type { Layout } from "./blocks";

export type WeightsOf = (edge: string) => WeightMatrix | undefined;

/** The largest magnitude of the matrix, rounded up: the colour scale is symmetric about 0. */
export function weightLimit(layout: Layout, weights: WeightsOf): number {
  let most = 0;
  for (const block of layout.blocks) {
    for (const value of weights(block.edge)?.values ?? []) {
      const size = Math.abs(value);
      if (size > most) most = size;
    }
  }
  return most > 0 ? niceAbove(most) : 1;
}

/** The weight from column to row; NaN where there is no synapse, null where nothing is known yet. */
export function weightAt(
  layout: Layout,
  weights: WeightsOf,
  row: number,
  column: number,
): number | null {
  let found: number | null = null;
  for (const { edge, row: target, column: source } of layout.blocks) {
    const i = row - target.start;
    const j = column - source.start;
    if (i < 0 || i >= target.size || j < 0 || j >= source.size) continue;
    const matrix = weights(edge);
    if (!matrix || i + target.first >= matrix.rows || j + source.first >= matrix.columns) continue;
    const value = matrix.values[(i + target.first) * matrix.columns + j + source.first] ?? NaN;
    if (!Number.isNaN(value)) found = (Number.isNaN(found ?? NaN) ? 0 : (found ?? 0)) + value;
    else found ??= NaN;
  }
  return found;
}

/** A picture of the matrix with at most so many cells a side. */
export interface Picture {
  columns: number;
  rows: number;
  /** Cells of the matrix that one cell of the picture stands for, along one side. */
  fold: number;
  rgba: Uint8ClampedArray;
}

/**
 * Colours of the matrix. When it has more cells than the picture, each cell of the picture shows the
 * strongest weight of those that it stands for, never a mean in which opposite signs would vanish.
 * Absent synapses stay transparent.
 */
export function matrixPicture(
  layout: Layout,
  weights: WeightsOf,
  most: { rows: number; columns: number },
  limit: number,
): Picture {
  const fold = Math.max(
    1,
    Math.ceil(layout.rowCount / Math.max(1, most.rows)),
    Math.ceil(layout.columnCount / Math.max(1, most.columns)),
  );
  const rows = Math.ceil(layout.rowCount / fold);
  const columns = Math.ceil(layout.columnCount / fold);
  const strongest = new Float32Array(rows * columns).fill(NaN);
  for (const { edge, row, column } of layout.blocks) {
    const matrix = weights(edge);
    if (!matrix) continue;
    const down = Math.min(matrix.rows - row.first, row.size);
    const across = Math.min(matrix.columns - column.first, column.size);
    for (let i = 0; i < down; i++) {
      const line = Math.floor((row.start + i) / fold) * columns;
      const from = (row.first + i) * matrix.columns + column.first;
      for (let j = 0; j < across; j++) {
        const value = matrix.values[from + j] ?? NaN;
        if (Number.isNaN(value)) continue;
        const place = line + Math.floor((column.start + j) / fold);
        const there = strongest[place] ?? NaN;
        if (Number.isNaN(there) || Math.abs(value) > Math.abs(there)) strongest[place] = value;
      }
    }
  }
  return { rows, columns, fold, rgba: weightRgba(strongest, limit) };
}

const STEPS = 255;

/** Colours of weights between -limit and limit, four bytes each; NaN stays transparent. */
export function weightRgba(values: Float32Array, limit: number): Uint8ClampedArray {
  const stops = weightStops();
  const table = new Uint8ClampedArray(3 * (STEPS + 1));
  for (let i = 0; i <= STEPS; i++) table.set(mix(stops, i / STEPS), 3 * i);
  const rgba = new Uint8ClampedArray(4 * values.length);
  values.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    const step = Math.round((Math.max(-1, Math.min(1, value / limit)) + 1) * 0.5 * STEPS);
    rgba.set(table.subarray(3 * step, 3 * step + 3), 4 * i);
    rgba[4 * i + 3] = 255;
  });
  return rgba;
}

/** The colours of weights from the most negative to the most positive. */
export function weightColors(): string[] {
  const { color } = palette();
  return [
    color("w-n3"),
    color("w-n2"),
    color("w-n1"),
    color("w-0"),
    color("w-p1"),
    color("w-p2"),
    color("w-p3"),
  ];
}

function weightStops(): [number, number, number][] {
  return weightColors().map(rgb);
}
