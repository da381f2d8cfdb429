/** Spikes of a node: times and cells in the order of time, bounded; and their count per ms. */

const SMALLEST = 4096;
const CAPACITY = 2 ** 19;
/** Milliseconds of counts that are kept; a window is at most 60 s. */
const BINS = 2 ** 17;

export class SpikeTrain {
  private t = new Float64Array(SMALLEST);
  private cell = new Uint32Array(SMALLEST);
  private head = 0;
  count = 0;
  private readonly bins = new Uint32Array(BINS);
  /** The millisecond whose bin was counted last. */
  private newest = -1;

  get first(): number {
    return this.count > 0 ? this.time(0) : Infinity;
  }

  get last(): number {
    return this.count > 0 ? this.time(this.count - 1) : -Infinity;
  }

  /** Time in ms of spike `index`, 0 the oldest that is kept. */
  time(index: number): number {
    return this.t[(this.head - this.count + index) & (this.t.length - 1)] ?? NaN;
  }

  /** Cell of spike `index`. */
  source(index: number): number {
    return this.cell[(this.head - this.count + index) & (this.t.length - 1)] ?? 0;
  }

  /** Append the spikes of a frame: `times` in ms after `t0`. */
  push(t0: number, times: Float32Array, cells: Uint32Array): void {
    if (isSorted(times)) {
      for (let i = 0; i < times.length; i++) this.append(t0 + (times[i] ?? 0), cells[i] ?? 0);
      return;
    }
    const order = Array.from(times.keys()).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
    for (const i of order) this.append(t0 + (times[i] ?? 0), cells[i] ?? 0);
  }

  append(t: number, cell: number): void {
    if (this.count === this.t.length && this.count < CAPACITY) this.grow();
    this.t[this.head] = t;
    this.cell[this.head] = cell;
    this.head = (this.head + 1) & (this.t.length - 1);
    this.count = Math.min(this.count + 1, this.t.length);
    const bin = Math.floor(t);
    if (bin < 0) return;
    for (let b = Math.max(this.newest + 1, bin - BINS + 1); b <= bin; b++) {
      this.bins[b & (BINS - 1)] = 0;
    }
    this.newest = Math.max(this.newest, bin);
    const k = bin & (BINS - 1);
    this.bins[k] = (this.bins[k] ?? 0) + 1;
  }

  /** Index of the first spike at or after t. */
  from(t: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.time(middle) < t) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Spikes of all cells in [bin, bin + 1) ms. */
  counted(bin: number): number {
    if (bin < 0 || bin > this.newest || bin <= this.newest - BINS) return 0;
    return this.bins[bin & (BINS - 1)] ?? 0;
  }

  /** A copy of [t0, t1] that later spikes do not change. */
  copy(t0: number, t1: number): SpikeTrain {
    const copy = new SpikeTrain();
    for (let i = this.from(t0); i < this.count && this.time(i) <= t1; i++) {
      copy.append(this.time(i), this.source(i));
    }
    return copy;
  }

  private grow(): void {
    const size = this.t.length * 2;
    const start = (this.head - this.count) & (this.t.length - 1);
    const t = new Float64Array(size);
    const cell = new Uint32Array(size);
    t.set(this.t.subarray(start), 0);
    t.set(this.t.subarray(0, start), this.t.length - start);
    cell.set(this.cell.subarray(start), 0);
    cell.set(this.cell.subarray(0, start), this.cell.length - start);
    this.t = t;
    this.cell = cell;
    this.head = this.count;
  }
}

function isSorted(times: Float32Array): boolean {
  for (let i = 1; i < times.length; i++) if ((times[i] ?? 0) < (times[i - 1] ?? 0)) return false;
  return true;
}
