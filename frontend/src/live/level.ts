import type { Stretch } from "./series";

const SMALLEST = 1024;

/** A ring of (time, low, high) that grows up to its capacity and then forgets the oldest. */
export class Level {
  private t: Float64Array;
  private lo: Float32Array;
  private hi: Float32Array;
  private head = 0;
  count = 0;
  /** Entries since the last fold, and how long they stand for together, in ms. */
  pending = 0;
  pendingSpan = 0;

  private readonly capacity: number;

  /** `capacity` is a power of two. */
  constructor(capacity: number) {
    this.capacity = capacity;
    const size = Math.min(SMALLEST, capacity);
    this.t = new Float64Array(size);
    this.lo = new Float32Array(size);
    this.hi = new Float32Array(size);
  }

  get first(): number {
    return this.count > 0 ? this.time(0) : Infinity;
  }

  get last(): number {
    return this.count > 0 ? this.time(this.count - 1) : -Infinity;
  }

  private get mask(): number {
    return this.t.length - 1;
  }

  private get start(): number {
    return (this.head - this.count) & this.mask;
  }

  private time(index: number): number {
    return this.t[(this.start + index) & this.mask] ?? NaN;
  }

  append(t: number, lo: number, hi: number, span: number): void {
    if (this.count === this.t.length && this.count < this.capacity) this.grow();
    this.t[this.head] = t;
    this.lo[this.head] = lo;
    this.hi[this.head] = hi;
    this.head = (this.head + 1) & this.mask;
    this.count = Math.min(this.count + 1, this.t.length);
    this.pending++;
    this.pendingSpan += span;
  }

  /** The entries since the last fold as one: the first one's time and the extremes of all. */
  fold(): { t: number; lo: number; hi: number; span: number } {
    const n = this.pending;
    const span = this.pendingSpan;
    this.pending = 0;
    this.pendingSpan = 0;
    let lo = Infinity;
    let hi = -Infinity;
    for (let i = this.count - n; i < this.count; i++) {
      const k = (this.start + i) & this.mask;
      const low = this.lo[k] ?? NaN;
      const high = this.hi[k] ?? NaN;
      if (low < lo) lo = low;
      if (high > hi) hi = high;
    }
    // Nothing but gaps is a gap.
    const empty = lo > hi;
    return { t: this.time(this.count - n), lo: empty ? NaN : lo, hi: empty ? NaN : hi, span };
  }

  /** Index of the last entry at or before t; 0 when there is none. */
  before(t: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.time(middle) <= t) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** From entry `from` to the first one after t1, both included. */
  stretch(from: number, t1: number, level: number): Stretch {
    const end = this.count > 0 ? Math.min(this.before(t1) + 2, this.count) : 0;
    return {
      t: this.t,
      lo: this.lo,
      hi: this.hi,
      start: (this.start + from) & this.mask,
      count: Math.max(0, end - from),
      mask: this.mask,
      level,
    };
  }

  at(t: number): { lo: number; hi: number } {
    const k = (this.start + this.before(t)) & this.mask;
    return { lo: this.lo[k] ?? NaN, hi: this.hi[k] ?? NaN };
  }

  private grow(): void {
    const size = this.t.length * 2;
    const start = this.start;
    const unroll = <T extends Float64Array | Float32Array>(from: T, to: T): T => {
      to.set(from.subarray(start), 0);
      to.set(from.subarray(0, start), from.length - start);
      return to;
    };
    this.head = this.count;
    this.t = unroll(this.t, new Float64Array(size));
    this.lo = unroll(this.lo, new Float32Array(size));
    this.hi = unroll(this.hi, new Float32Array(size));
  }
}
