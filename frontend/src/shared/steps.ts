import { niceBelow } from "./nice";

/** Bounds of a value; both may be infinite. */
export interface Bounds {
  low: number;
  high: number;
}

/** The range of a slider, wide enough for the value, and its step: about a hundred steps across. */
export function sliderRange(
  range: readonly [number, number],
  value: number,
): { low: number; high: number; step: number } {
  const step = niceBelow((range[1] - range[0]) / 80) || 1;
  const low = Math.min(range[0], Math.floor(value / step) * step);
  const high = Math.max(range[1], Math.ceil(value / step) * step);
  return { low, high, step };
}

/** A range for a parameter that declares none: around its default, within its bounds. */
export function rangeAround(value: number, bounds: Bounds): [number, number] {
  const reach = value === 0 ? 10 : 2 * Math.abs(value);
  const low = Math.max(bounds.low, value >= 0 && bounds.low >= 0 ? 0 : value - reach);
  const high = Math.min(bounds.high, value + reach);
  return high > low ? [low, high] : [value - 1, value + 1];
}

/** One press of an arrow key: a step, ten with Shift, a tenth with Alt. */
export function keyStep(
  event: { key: string; shiftKey: boolean; altKey: boolean },
  step: number,
): number {
  const sign =
    event.key === "ArrowUp" || event.key === "ArrowRight"
      ? 1
      : event.key === "ArrowDown" || event.key === "ArrowLeft"
        ? -1
        : 0;
  return sign * step * (event.shiftKey ? 10 : 1) * (event.altKey ? 0.1 : 1);
}

/** A sum without the dust of binary fractions. */
export function tidy(value: number): number {
  return Number(value.toPrecision(10));
}

export function clamp(value: number, { low, high }: Bounds): number {
  return Math.max(low, Math.min(high, value));
}

/** Why a value cannot be taken, as a sentence, or null. */
export function outside(value: number, { low, high }: Bounds, what: string): string | null {
  if (value >= low && value <= high) return null;
  if (low > -1e8 && high < 1e8) return `${what} must be between ${plain(low)} and ${plain(high)}.`;
  return value < low
    ? `${what} must be at least ${plain(low)}.`
    : `${what} must be at most ${plain(high)}.`;
}

function plain(value: number): string {
  return String(value).replace("-", "\u2212");
}
