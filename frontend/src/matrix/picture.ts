import type { WeightTable } from "./table";

/** A matrix in few cells, each the strongest weight of a block of `fold` x `fold`. */
export interface Picture {
  readonly rows: number;
  readonly columns: number;
  readonly fold: number;
  readonly weights: Float64Array;
  /** Share of the pairs of a block that are connected. */
  readonly filled: Float64Array;
}

export function pictureOf(table: WeightTable, most: number): Picture {
  const fold = Math.max(1, Math.ceil(Math.max(table.rows, table.columns) / most));
  const rows = Math.ceil(table.rows / fold);
  const columns = Math.ceil(table.columns / fold);
  const weights = new Float64Array(rows * columns).fill(NaN);
  const filled = new Float64Array(rows * columns);
  for (let row = 0; row < table.rows; row++) {
    for (let column = 0; column < table.columns; column++) {
      const value = table.values[row * table.columns + column] ?? NaN;
      if (Number.isNaN(value)) continue;
      const place = Math.floor(row / fold) * columns + Math.floor(column / fold);
      const there = weights[place] ?? NaN;
      if (Number.isNaN(there) || Math.abs(value) > Math.abs(there)) weights[place] = value;
      filled[place] = (filled[place] ?? 0) + 1;
    }
  }
  for (let place = 0; place < filled.length; place++) {
    const high = Math.min(fold, table.rows - fold * Math.floor(place / columns));
    const wide = Math.min(fold, table.columns - fold * (place % columns));
    filled[place] = (filled[place] ?? 0) / (high * wide);
  }
  return { rows, columns, fold, weights, filled };
}
