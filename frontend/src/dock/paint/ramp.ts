import { mix, palette, rgb, type ColorName } from "./palette";

/** Runs of colours for pictures of values. */

const STEPS = 255;

/** How membrane potentials, other values, and spikes are shown. */
export type RampName = "volt" | "ink" | "exc" | "inh";

const STOPS: Readonly<Record<RampName, readonly ColorName[]>> = {
  volt: ["surface-3", "v-3", "v-4", "v-6"],
  ink: ["surface-2", "ink-4", "ink-3", "ink"],
  exc: ["surface-2", "exc-soft", "exc"],
  inh: ["surface-2", "inh-soft", "inh"],
};

let made: { version: number; tables: Map<RampName, Uint8ClampedArray> } | null = null;

/** Red, green, blue of 256 steps from the lowest to the highest value. */
function table(name: RampName): Uint8ClampedArray {
  const { version, color } = palette();
  if (made?.version !== version) made = { version, tables: new Map() };
  let found = made.tables.get(name);
  if (!found) {
    const stops = STOPS[name].map((stop) => rgb(color(stop)));
    found = new Uint8ClampedArray(3 * (STEPS + 1));
    for (let i = 0; i <= STEPS; i++) found.set(mix(stops, i / STEPS), 3 * i);
    made.tables.set(name, found);
  }
  return found;
}

/** Colours of values between two bounds, four bytes each; NaN stays transparent. */
export function coloured(
  values: Float32Array,
  range: { lo: number; hi: number },
  name: RampName,
): Uint8ClampedArray {
  const colors = table(name);
  const rgba = new Uint8ClampedArray(4 * values.length);
  const per = STEPS / (range.hi - range.lo || 1);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (Number.isNaN(value)) continue;
    const step = 3 * Math.max(0, Math.min(STEPS, Math.round((value - range.lo) * per)));
    const at = 4 * i;
    rgba[at] = colors[step] ?? 0;
    rgba[at + 1] = colors[step + 1] ?? 0;
    rgba[at + 2] = colors[step + 2] ?? 0;
    rgba[at + 3] = 255;
  }
  return rgba;
}

/** The stops from the highest to the lowest value, for a bar beside the picture and for figures. */
export function rampColors(name: RampName): string[] {
  const { color } = palette();
  return STOPS[name].map((stop) => color(stop)).reverse();
}
