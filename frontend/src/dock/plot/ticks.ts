import { formatNumber } from "../../shared/format";
import { niceAbove } from "../../shared/nice";
import type { TimeUnit } from "../../shared/timeunit";

/** The rounder ones first: they win where others give no more ticks. */
const STEPS = [1, 2, 5, 10, 20, 50, 2.5, 25, 4, 40];

/** Round values in [lo, hi], as many as there may be up to `most`, evenly spaced. */
export function ticks(lo: number, hi: number, most: number): number[] {
  if (!(hi > lo) || most < 1) return [];
  const power = 10 ** Math.floor(Math.log10((hi - lo) / (most + 1)));
  let best: number[] = [];
  for (const step of STEPS) {
    const found = multiples(lo, hi, step * power);
    if (found.length <= most && found.length > best.length) best = found;
  }
  return best;
}

function multiples(lo: number, hi: number, step: number): number[] {
  const found: number[] = [];
  for (let k = Math.ceil(lo / step - 1e-9); k * step <= hi + step * 1e-9; k++) {
    found.push(Number((k * step).toPrecision(12)) + 0);
  }
  return found;
}

/** The time axis: where its labels stand, and what they say. */
export interface TimeTicks {
  at: number[];
  unit: "ms" | "s" | "steps";
  label: (t: number) => string;
}

/** Ticks of a window in ms that ends at `end`; seconds from a window of 2 s on. Steps are whole. */
export function timeTicks(
  end: number,
  window: number,
  pixels: number,
  counted: TimeUnit = "ms",
): TimeTicks {
  const most = Math.max(2, Math.floor(pixels / 56));
  const seconds = counted === "ms" && window >= 2000;
  const scale = seconds ? 1000 : 1;
  const least = counted === "step" ? 1 : 0;
  const step = Math.max(least, niceAbove(window / most)) || 1;
  const at: number[] = [];
  for (let k = Math.ceil(Math.max(0, end - window) / step - 1e-9); k * step <= end; k++) {
    at.push(k * step + 0);
  }
  return {
    at,
    unit: counted === "step" ? "steps" : seconds ? "s" : "ms",
    label: (t) => formatNumber(t / scale, 8),
  };
}
