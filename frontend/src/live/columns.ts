/** A variable of a population over time: one column of cells after the other, bounded. */

const MOST = 2 ** 22;
const SMALLEST = 256;

export class ColumnStore {
  /** Cells in a column: 0, stride, 2 stride, ... */
  readonly n: number;
  readonly stride: number;
  count = 0;
  private head = 0;
  private t = new Float64Array(SMALLEST);
  private values: Float32Array;
  private readonly capacity: number;

  constructor(n: number, stride: number) {
    this.n = n;
    this.stride = stride;
    this.capacity = Math.max(1, Math.min(65_536, Math.floor(MOST / Math.max(1, n))));
    this.t = new Float64Array(Math.min(SMALLEST, this.capacity));
    this.values = new Float32Array(this.t.length * n);
  }

  get first(): number {
    return this.count > 0 ? this.time(0) : Infinity;
  }

  get last(): number {
    return this.count > 0 ? this.time(this.count - 1) : -Infinity;
  }

  /** Append columns; those that are known already are passed over. */
  push(t0: number, every: number, count: number, values: Float32Array): void {
    for (let i = 0; i < count; i++) {
      const t = t0 + i * every;
      if (t <= this.last + 1e-3 * every) continue;
      if (this.count === this.t.length && this.count < this.capacity) this.grow();
      this.t[this.head] = t;
      this.values.set(values.subarray(i * this.n, (i + 1) * this.n), this.head * this.n);
      this.head = (this.head + 1) % this.t.length;
      this.count = Math.min(this.count + 1, this.t.length);
    }
  }

  /** Time in ms of column `index`, 0 the oldest that is kept. */
  time(index: number): number {
    return this.t[this.place(index)] ?? NaN;
  }

  /** The values of column `index`. */
  column(index: number): Float32Array {
    const at = this.place(index) * this.n;
    return this.values.subarray(at, at + this.n);
  }

  /** Index of the last column at or before t, -1 where there is none. */
  before(t: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.time(middle) <= t) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** A copy of [t0, t1] that later columns do not change. */
  copy(t0: number, t1: number): ColumnStore {
    const copy = new ColumnStore(this.n, this.stride);
    for (let i = Math.max(0, this.before(t0)); i < this.count && this.time(i) <= t1; i++) {
      copy.push(this.time(i), 1, 1, this.column(i));
    }
    return copy;
  }

  private place(index: number): number {
    return (this.head - this.count + index + this.t.length) % this.t.length;
  }

  private grow(): void {
    const size = Math.min(this.capacity, 2 * this.t.length);
    const t = new Float64Array(size);
    const values = new Float32Array(size * this.n);
    for (let i = 0; i < this.count; i++) {
      t[i] = this.time(i);
      values.set(this.column(i), i * this.n);
    }
    this.head = this.count % size;
    this.t = t;
    this.values = values;
  }
}
