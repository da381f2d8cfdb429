import { niceAbove } from "../../shared/nice";

export interface Range {
  lo: number;
  hi: number;
}

/**
 * The range of an axis that follows its data without trembling: it widens at once to round bounds
 * and narrows only when the data have left more than half of it empty.
 */
export function followRange(previous: Range | null, data: Range, least: number): Range {
  if (!(data.hi >= data.lo)) return previous ?? { lo: -least, hi: least };
  const middle = (data.lo + data.hi) / 2;
  const span = Math.max(data.hi - data.lo, least);
  const lo = Math.min(data.lo, middle - span / 2);
  const hi = Math.max(data.hi, middle + span / 2);
  if (previous && previous.lo <= lo && previous.hi >= hi) {
    if (hi - lo >= 0.45 * (previous.hi - previous.lo)) return previous;
  }
  const step = niceAbove((hi - lo) / 8);
  return { lo: Math.floor(lo / step) * step, hi: Math.ceil(hi / step) * step };
}

/** A range that holds zero, symmetric when both signs occur beyond a tenth of the other. */
export function rangeWithZero(data: Range): Range {
  return { lo: Math.min(0, data.lo), hi: Math.max(0, data.hi) };
}

/** The pixel of a value; y grows downwards. */
export function toPixel(value: number, range: Range, top: number, height: number): number {
  return top + ((range.hi - value) / (range.hi - range.lo)) * height;
}
