import { Level } from "./level";

/** Samples that one entry of a level sums up, relative to the level below. */
const FOLD = 16;
/** Entries kept at each level: at dt = 0.1 ms these are 13 s, 1.7 min and 14 min. */
const CAPACITY = [131_072, 65_536, 32_768] as const;

/** A stretch of entries of one level, for drawing. Entry i is at `(start + i) & mask`. */
export interface Stretch {
  t: Float64Array;
  lo: Float32Array;
  hi: Float32Array;
  start: number;
  count: number;
  mask: number;
  /** 0 is what the server sent; each level above holds the extremes of 16 entries below. */
  level: number;
}

/** A recorded variable of one cell: bounded, the older the coarser, never averaged. */
export class Series {
  private readonly levels: Level[];

  constructor(capacity: readonly number[] = CAPACITY) {
    this.levels = capacity.map((entries) => new Level(entries));
  }

  /** Time of the newest sample in ms, or -Infinity. */
  get last(): number {
    return this.base.last;
  }

  /** Time of the oldest sample that is kept at any level, or Infinity. */
  get first(): number {
    return Math.min(...this.levels.map((level) => level.first));
  }

  private get base(): Level {
    const level = this.levels[0];
    if (!level) throw new Error("a series has at least one level");
    return level;
  }

  /** How long the newest sample stands for, in ms. */
  private reach = Infinity;
  /** How long the finest sample stood for: what the levels above measure their entries by. */
  private grain = Infinity;

  /**
   * Append samples: value i is at `t0 + i * every` and stands at `values[offset + i * stride]`; for
   * pairs its upper extreme stands beside it. Samples that are already there are passed over.
   */
  push(
    values: Float32Array,
    at: {
      t0: number;
      every: number;
      count: number;
      offset: number;
      stride: number;
      pairs: boolean;
    },
  ): void {
    const { t0, every, count, offset, stride, pairs } = at;
    const known = this.last;
    let from = 0;
    if (known > -Infinity && t0 <= known + every * 1e-3) {
      from = Math.min(count, Math.floor((known - t0) / every + 1e-3) + 1);
    }
    const due = known + Math.max(this.reach, every);
    // A line must not join what was recorded before a gap to what came after it.
    if (known > -Infinity && t0 > due + 0.5 * every) this.append(due, NaN, NaN);
    this.reach = every;
    this.grain = Math.min(this.grain, every);
    for (let i = from; i < count; i++) {
      const place = offset + i * stride;
      const lo = values[place] ?? NaN;
      this.append(t0 + i * every, lo, pairs ? (values[place + 1] ?? NaN) : lo, every);
    }
  }

  /**
   * Append one entry that stands for `span` ms. A level sums up 16 entries of the one below, or
   * fewer when these are extremes that already stand for long: no level is coarser than its own.
   */
  append(t: number, lo: number, hi: number, span = 0): void {
    let full = FOLD * this.grain * 0.999;
    for (const level of this.levels) {
      level.append(t, lo, hi, span);
      if (level.pending < FOLD && !(level.pendingSpan >= full)) return;
      ({ t, lo, hi, span } = level.fold());
      full *= FOLD;
    }
  }

  /** Entries that cover [t0, t1] and one on either side, from the finest level that reaches back
   * to t0 and has at most `most` entries there. */
  stretch(t0: number, t1: number, most: number): Stretch {
    let best: Stretch | null = null;
    for (const [index, level] of this.levels.entries()) {
      const found = level.stretch(level.before(t0), t1, index);
      if (best && (found.count === 0 || level.first > this.firstOf(best))) break;
      best = found;
      const reaches = level.first <= t0 || level.first <= this.first;
      if (reaches && found.count <= most) break;
    }
    return best ?? this.base.stretch(0, -Infinity, 0);
  }

  private firstOf(stretch: Stretch): number {
    return this.levels[stretch.level]?.first ?? Infinity;
  }

  /** Extremes of the entry at time t, from the finest level that still holds it. */
  at(t: number): { lo: number; hi: number } | null {
    for (const level of this.levels) {
      if (level.count > 0 && level.first <= t) return level.at(t);
    }
    return null;
  }

  /** A copy of the stretch [t0, t1] that later samples do not change. */
  copy(t0: number, t1: number): Series {
    const copy = new Series(CAPACITY);
    const from = this.stretch(t0, t1, CAPACITY[0]);
    for (let i = 0; i < from.count; i++) {
      const k = (from.start + i) & from.mask;
      copy.append(from.t[k] ?? NaN, from.lo[k] ?? NaN, from.hi[k] ?? NaN);
    }
    return copy;
  }
}
