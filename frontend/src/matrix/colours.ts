import { weightColors } from "../dock/weights/matrix";
import { mix, rgb } from "../dock/paint/palette";

/** The largest magnitude; the colours are symmetric about 0. */
export function limitOf(values: Iterable<number>): number {
  let most = 0;
  for (const value of values) {
    const size = Math.abs(value);
    if (size > most) most = size;
  }
  return most > 0 ? most : 1;
}

/** The fill of a weight as a CSS colour made of the tokens, so that it follows the theme. */
export function fillOf(value: number, limit: number): string {
  const side = value < 0 ? "n" : "p";
  const place = 3 * Math.min(1, Math.abs(value) / limit);
  const step = Math.min(2, Math.floor(place));
  const low = step === 0 ? "var(--w-0)" : `var(--w-${side}${step})`;
  const share = Math.round(100 * (place - step));
  return `color-mix(in srgb, var(--w-${side}${step + 1}) ${share}%, ${low})`;
}

/** Whether a fill is so strong that the number on it takes the colour of the paper. */
export function isStrong(value: number, limit: number): boolean {
  return Math.abs(value) > 0.58 * limit;
}

const STEPS = 127;

/** Pixels of a picture: the colour of each weight, more transparent where `filled` is less than 1. */
export function pixels(
  weights: ArrayLike<number | null>,
  filled: ArrayLike<number>,
  limit: number,
): Uint8ClampedArray<ArrayBuffer> {
  const stops = weightColors().map(rgb);
  const table = Array.from({ length: 2 * STEPS + 1 }, (_, i) => mix(stops, i / (2 * STEPS)));
  const rgba = new Uint8ClampedArray(4 * weights.length);
  for (let i = 0; i < weights.length; i++) {
    const value = weights[i];
    if (value === null || value === undefined || Number.isNaN(value)) continue;
    const place = Math.round(Math.max(-1, Math.min(1, value / limit)) * STEPS) + STEPS;
    rgba.set(table[place] ?? [0, 0, 0], 4 * i);
    // Few synapses in a block stay visible.
    rgba[4 * i + 3] = 255 * Math.max(0.18, Math.sqrt(filled[i] ?? 1));
  }
  return rgba;
}
