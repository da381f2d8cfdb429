import { clamp } from "../shared/steps";

/** Samples that a hand can draw; a longer series is made coarser first. */
export const MOST_DRAWN = 2000;

/** The samples after a stroke from one place to another, `from` and `to` being sample numbers (they
 * need not be whole): all that lie between them are on the straight line. */
export function stroke(
  values: readonly number[],
  from: { k: number; v: number },
  to: { k: number; v: number },
): number[] {
  const last = values.length - 1;
  const [a, b] = from.k <= to.k ? [from, to] : [to, from];
  const first = clamp(Math.round(a.k), { low: 0, high: last });
  const end = clamp(Math.round(b.k), { low: 0, high: last });
  const next = [...values];
  for (let k = first; k <= end; k++) {
    const part = b.k > a.k ? clamp((k - a.k) / (b.k - a.k), { low: 0, high: 1 }) : 1;
    next[k] = part === 1 ? b.v : a.v + part * (b.v - a.v);
  }
  if (first === end) next[first] = to.v;
  return next;
}

/** Each sample the mean of itself and its neighbours, with weights 1, 2, 1. The ends stay. */
export function smoothed(values: readonly number[]): number[] {
  return values.map((value, k) => {
    const before = values[k - 1];
    const after = values[k + 1];
    return before === undefined || after === undefined ? value : (before + 2 * value + after) / 4;
  });
}

export function scaled(values: readonly number[], factor: number): number[] {
  return values.map((value) => Number((value * factor).toPrecision(7)) + 0);
}

/** As many samples as asked for over the same time, on straight lines between the old ones. */
export function resampled(values: readonly number[], count: number): number[] {
  const last = values.length - 1;
  if (last < 1 || count < 2) return Array.from({ length: count }, () => values[0] ?? 0);
  return Array.from({ length: count }, (_, i) => {
    const place = (i / (count - 1)) * last;
    const k = Math.min(Math.floor(place), last - 1);
    const left = values[k] ?? 0;
    return Number((left + (place - k) * ((values[k + 1] ?? left) - left)).toPrecision(7)) + 0;
  });
}

/** Another length: cut off, or filled with 0. */
export function lengthened(values: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, k) => values[k] ?? 0);
}
