import type { ComponentsData, Frame, HistogramData, HistoryData } from "../wire/frames";
import { ColumnStore } from "./columns";

/** A variable of the cells of a node in the last frame; the array is replaced, never changed. */
export interface CellsNow {
  /** Each `stride`-th cell; or, where `across` > 0, a picture with so many cells in a row, each number
   * the mean of a square of `block` by `block` cells. */
  stride: number;
  across: number;
  block: number;
  values: Float32Array;
}

/** What the weights of an edge were like at a moment. */
export interface WeightMoment {
  t: number;
  /** Mean, tenth and ninetieth percentile, then the chosen synapses. */
  lines: Float32Array;
  matrix: Float32Array;
}

export interface WeightMoments {
  synapses: readonly number[];
  rows: number;
  columns: number;
  moments: WeightMoment[];
}

const MOST_MOMENTS = 2048;

/** Key of the cells of a node as they are now; `across` is that of a picture, else 0. */
export function cellsKey(node: string, variable: string, across = 0): string {
  return `${node}.${variable} ${across}`;
}

/** The last moment at or before t, else the first one. */
export function momentAt(moments: readonly WeightMoment[], t: number): WeightMoment | undefined {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((moments[middle]?.t ?? 0) <= t) low = middle + 1;
    else high = middle;
  }
  return moments[Math.max(0, low - 1)];
}

/** What frames bring for views of whole populations, of how weights change, and for those that the
 * server works out; bounded. */
export class ViewData {
  readonly cells = new Map<string, CellsNow>();
  /** By `cellsKey`. */
  readonly columns = new Map<string, ColumnStore>();
  /** By the id of the edge. */
  readonly history = new Map<string, WeightMoments>();
  /** By the id of the view. */
  readonly histograms = new Map<string, HistogramData>();
  readonly components = new Map<string, ComponentsData>();

  apply(frame: Frame): void {
    for (const { section, values } of frame.cells) {
      const { node, variable, stride, across, block } = section;
      this.cells.set(cellsKey(node, variable, across), {
        stride,
        across,
        block,
        values,
      });
    }
    for (const { section, values } of frame.columns) {
      const { node, variable, n, stride, t0, every, count } = section;
      const key = cellsKey(node, variable);
      let store = this.columns.get(key);
      if (store?.n !== n || store.stride !== stride) {
        store = new ColumnStore(n, stride);
        this.columns.set(key, store);
      }
      store.push(t0, every, count, values);
    }
    for (const data of frame.history) this.remember(data);
    for (const data of frame.histograms) this.histograms.set(data.section.view, data);
    for (const data of frame.components) this.components.set(data.section.view, data);
  }

  /** Time of the oldest thing that is kept, or Infinity. */
  first(): number {
    let first = Infinity;
    for (const store of this.columns.values()) first = Math.min(first, store.first);
    for (const { moments } of this.history.values()) {
      // The first moment is of the beginning, however little is kept of what came after it.
      first = Math.min(first, moments[1]?.t ?? Infinity);
    }
    return first;
  }

  clear(): void {
    this.columns.clear();
    this.history.clear();
    this.histograms.clear();
    this.components.clear();
  }

  forget(id: string): void {
    for (const key of this.cells.keys()) if (key.startsWith(`${id}.`)) this.cells.delete(key);
    for (const key of this.columns.keys()) if (key.startsWith(`${id}.`)) this.columns.delete(key);
    this.history.delete(id);
    this.histograms.delete(id);
    this.components.delete(id);
  }

  private remember({ section, times, lines, matrices }: HistoryData): void {
    const { edge, synapses, rows, columns, t0 } = section;
    let known = this.history.get(edge);
    const alike =
      known?.rows === rows &&
      known.columns === columns &&
      String(known.synapses) === String(synapses);
    if (!known || !alike) {
      known = { synapses, rows, columns, moments: [] };
      this.history.set(edge, known);
    }
    const { moments } = known;
    const width = 3 + synapses.length;
    const size = rows * columns;
    times.forEach((after, i) => {
      const t = t0 + after;
      while (moments.length > 0 && (moments.at(-1)?.t ?? 0) >= t) moments.pop();
      moments.push({
        t,
        // Copies: the arrays are views of the whole frame.
        lines: lines.slice(i * width, (i + 1) * width),
        matrix: matrices.slice(i * size, (i + 1) * size),
      });
    });
    if (moments.length > MOST_MOMENTS) moments.splice(0, moments.length - MOST_MOMENTS);
  }
}
