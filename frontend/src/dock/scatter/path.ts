import type { Series } from "../../live/series";

/** Points of one variable against another: x0, y0, x1, y1 ... */
export interface Path {
  points: Float32Array;
  /** Entries of `points` that are used. */
  length: number;
}

const MOST = 8192;

/** What two series held at the same times within [t0, t1]; of extremes their middle. */
export function pathOf(x: Series, y: Series, t0: number, t1: number): Path {
  const across = x.stretch(t0, t1, MOST);
  const up = y.stretch(t0, t1, MOST);
  const points = new Float32Array(2 * across.count);
  let length = 0;
  let next = 0;
  const timeUp = (index: number): number => up.t[(up.start + index) & up.mask] ?? NaN;
  for (let i = 0; i < across.count && up.count > 0; i++) {
    const k = (across.start + i) & across.mask;
    const t = across.t[k] ?? NaN;
    if (t < t0 - 1e-9 || t > t1 + 1e-9) continue;
    while (next + 1 < up.count && timeUp(next + 1) <= t + 1e-9) next += 1;
    if (timeUp(next) > t + 1e-9) continue;
    const other = (up.start + next) & up.mask;
    points[length++] = ((across.lo[k] ?? NaN) + (across.hi[k] ?? NaN)) / 2;
    points[length++] = ((up.lo[other] ?? NaN) + (up.hi[other] ?? NaN)) / 2;
  }
  return { points, length };
}
