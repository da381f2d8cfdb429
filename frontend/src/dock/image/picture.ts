import type { ColumnStore } from "../../live/columns";
import type { SpikeTrain } from "../../live/spikes";
import type { TimeAxis } from "../plot/polyline";

/** A picture of cells (down) and time (across): entry (row, column) at `row * columns + column`. */
export interface Picture {
  rows: number;
  columns: number;
  /** From where to where it reaches on the axis of time, in ms. */
  t0: number;
  t1: number;
  values: Float32Array;
}

/** Cells and columns that one point of the picture is the mean of, at most, along a side. */
const LOOKED_AT = 3;

/**
 * The columns of a window with at most `most` points a side. Where there are more, each point is the
 * mean of some of those that it stands for.
 */
export function columnPicture(
  store: ColumnStore,
  axis: TimeAxis,
  most: { rows: number; columns: number },
): Picture | null {
  const from = Math.max(0, store.before(axis.t0));
  const to = store.before(axis.t1) + 1;
  const count = to - from;
  if (count <= 0) return null;
  const rows = Math.min(store.n, most.rows);
  const columns = Math.min(count, most.columns);
  const values = new Float32Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    const places = spread(
      from + (column * count) / columns,
      from + ((column + 1) * count) / columns,
    );
    for (let row = 0; row < rows; row++) {
      const cells = spread((row * store.n) / rows, ((row + 1) * store.n) / rows);
      let sum = 0;
      for (const place of places) {
        const line = store.column(place);
        for (const cell of cells) sum += line[cell] ?? 0;
      }
      values[row * columns + column] = sum / (places.length * cells.length);
    }
  }
  const last = store.time(to - 1);
  const every = count > 1 ? (last - store.time(from)) / (count - 1) : axis.t1 - axis.t0;
  return { rows, columns, t0: store.time(from), t1: last + every, values };
}

function spread(from: number, to: number): number[] {
  const first = Math.floor(from);
  const end = Math.max(first + 1, Math.floor(to));
  const step = Math.max(1, (end - first) / LOOKED_AT);
  const found: number[] = [];
  for (let at = first; at < end; at += step) found.push(Math.floor(at));
  return found;
}

/** Spike times come with a rounding error. */
const NEAR = 1e-4;

/** Rates in Hz per cell in bins of `bin` ms, or of several of them where they are narrower than a
 * point, of groups of neighbours where there are more cells than points. */
export function spikePicture(
  train: SpikeTrain,
  size: number,
  bin: number,
  axis: TimeAxis,
  now: number,
  most: { rows: number; columns: number },
): Picture {
  const window = axis.t1 - axis.t0;
  const width = bin * Math.max(1, Math.ceil(window / bin / most.columns));
  const begin = Math.max(0, Math.floor(axis.t0 / width));
  const end = Math.floor(Math.min(axis.t1, now) / width + 1e-9);
  const columns = Math.max(0, end - begin);
  const rows = Math.min(size, most.rows);
  const values = new Float32Array(rows * columns);
  for (let i = train.from(begin * width - NEAR); i < train.count; i++) {
    const column = Math.floor((train.time(i) + NEAR) / width) - begin;
    if (column >= columns) break;
    if (column < 0) continue;
    const row = Math.floor((train.source(i) * rows) / size);
    const at = row * columns + column;
    values[at] = (values[at] ?? 0) + 1;
  }
  for (let row = 0; row < rows; row++) {
    const members = Math.ceil(((row + 1) * size) / rows) - Math.ceil((row * size) / rows);
    const scale = 1000 / (width * Math.max(1, members));
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      values[at] = (values[at] ?? 0) * scale;
    }
  }
  return { rows, columns, t0: begin * width, t1: end * width, values };
}
