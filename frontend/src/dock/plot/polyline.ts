import type { Stretch } from "../../live/series";
import type { Range } from "./scale";

/** Where a time axis lies: `t0` is at pixel `x0`. */
export interface TimeAxis {
  t0: number;
  t1: number;
  x0: number;
  x1: number;
}

export function timeToX(axis: TimeAxis, t: number): number {
  return axis.x0 + ((t - axis.t0) / (axis.t1 - axis.t0)) * (axis.x1 - axis.x0);
}

export function xToTime(axis: TimeAxis, x: number): number {
  return axis.t0 + ((x - axis.x0) / (axis.x1 - axis.x0)) * (axis.t1 - axis.t0);
}

/** Extremes of a stretch within the axis. */
export function extremes(stretch: Stretch, axis: TimeAxis, into: Range): void {
  const { t, lo, hi, start, count, mask } = stretch;
  for (let i = 0; i < count; i++) {
    const k = (start + i) & mask;
    const time = t[k] ?? NaN;
    if (time < axis.t0 || time > axis.t1) continue;
    const low = lo[k] ?? NaN;
    const high = hi[k] ?? NaN;
    if (low < into.lo) into.lo = low;
    if (high > into.hi) into.hi = high;
  }
}

/**
 * A stretch as a line, at most four points for each of `columns` pixel columns: where the line
 * enters the column, its extremes there, and where it leaves. Drawn, it covers the same pixels as
 * the line through all samples. Returns the length of `out` that is used; `out` holds x, y pairs.
 */
export function polyline(
  stretch: Stretch,
  axis: TimeAxis,
  y: { scale: number; offset: number },
  columnsPerPixel: number,
  out: Float32Array,
): number {
  const { t, lo, hi, start, count, mask } = stretch;
  const perTime = (axis.x1 - axis.x0) / (axis.t1 - axis.t0);
  let length = 0;
  let column = NaN;
  let x = 0;
  let enter = 0;
  let leave = 0;
  let low = 0;
  let high = 0;
  let lowFirst = true;
  const put = (px: number, value: number): void => {
    if (length + 2 > out.length) return;
    out[length++] = px;
    out[length++] = value * y.scale + y.offset;
  };
  const flush = (): void => {
    if (Number.isNaN(column)) return;
    put(x, enter);
    if (low !== high) {
      const first = lowFirst ? low : high;
      const second = lowFirst ? high : low;
      if (first !== enter) put(x, first);
      put(x, second);
      if (leave !== second) put(x, leave);
    }
  };
  for (let i = 0; i < count; i++) {
    const k = (start + i) & mask;
    const a = lo[k] ?? NaN;
    const b = hi[k] ?? NaN;
    if (Number.isNaN(a)) {
      flush();
      put(x, NaN);
      column = NaN;
      continue;
    }
    const px = axis.x0 + ((t[k] ?? NaN) - axis.t0) * perTime;
    const here = Math.floor(px * columnsPerPixel);
    // A pair says nothing of the order of its extremes: the nearer one first, as a line would go.
    const upward = Math.abs(a - leave) <= Math.abs(b - leave);
    if (here !== column) {
      flush();
      column = here;
      x = px;
      enter = upward ? a : b;
      low = a;
      high = b;
      lowFirst = upward;
    } else {
      if (a < low) {
        low = a;
        lowFirst = false;
      }
      if (b > high) {
        high = b;
        lowFirst = true;
      }
    }
    leave = upward ? b : a;
  }
  flush();
  return length;
}
