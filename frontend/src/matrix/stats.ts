import type { Block, WeightTable } from "./table";

export interface Stats {
  readonly pairs: number;
  readonly synapses: number;
  readonly positive: number;
  readonly negative: number;
  readonly mean: number;
  /** Of the synapses as they are: divided by their number. */
  readonly sd: number;
  readonly least: number;
  readonly most: number;
}

/** Of the synapses of a block; NaN where there is none. */
export function statsOf(table: WeightTable, block: Block): Stats {
  const values = valuesOf(table, block);
  let [sum, least, most, positive, negative] = [0, Infinity, -Infinity, 0, 0];
  for (const value of values) {
    sum += value;
    if (value < least) least = value;
    if (value > most) most = value;
    if (value > 0) positive += 1;
    if (value < 0) negative += 1;
  }
  const synapses = values.length;
  const mean = sum / synapses;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const pairs = (block.bottom - block.top + 1) * (block.right - block.left + 1);
  const sd = Math.sqrt(squares / synapses);
  return {
    pairs,
    synapses,
    positive,
    negative,
    mean,
    sd,
    least: synapses > 0 ? least : NaN,
    most: synapses > 0 ? most : NaN,
  };
}

/** Weights of the synapses of a block, in no order that matters. */
function valuesOf(table: WeightTable, block: Block): Float64Array {
  const { rows, columns } = {
    rows: block.bottom - block.top + 1,
    columns: block.right - block.left + 1,
  };
  const found = new Float64Array(rows * columns);
  let count = 0;
  for (let row = block.top; row <= block.bottom; row++) {
    for (let column = block.left; column <= block.right; column++) {
      const value = table.values[row * table.columns + column] ?? NaN;
      if (!Number.isNaN(value)) found[count++] = value;
    }
  }
  return found.subarray(0, count);
}

export interface Histogram {
  readonly low: number;
  readonly width: number;
  readonly counts: readonly number[];
}

/** How many synapses of a block have which weight. 0 is always a border between two bins, so that no
 * bin holds weights of both signs. */
export function histogramOf(table: WeightTable, block: Block, bins: number): Histogram | null {
  const { synapses, least, most } = statsOf(table, block);
  if (synapses === 0) return null;
  const low = Math.min(least, 0);
  const high = Math.max(most, 0);
  const alike = least === most ? Math.abs(most) || 1 : 0;
  const width = (high - low + alike * 0.1) / bins || 1 / bins;
  const below = Math.ceil(-low / width - 1e-9);
  const first = -below * width;
  const counts = new Array<number>(bins + (below * width > -low ? 1 : 0)).fill(0);
  for (const value of valuesOf(table, block)) {
    const place = Math.floor((value - first) / width + 1e-9);
    const bin = Math.max(0, Math.min(counts.length - 1, place));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { low: first, width, counts };
}
