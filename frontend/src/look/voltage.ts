import { lookKey, token } from "./theme";

/** The fill of a cell between two bounds, in this many steps. */
export const LEVELS = 64;
/** Where the scale of the membrane potential runs from and to, in mV. */
export const VOLTAGE_RANGE: readonly [number, number] = [-80, -50];

const STOPS = ["--v-0", "--v-1", "--v-2", "--v-3", "--v-4", "--v-5", "--v-6"] as const;

/** The step of a value between the bounds, clamped outside; the lowest when it is not a number. */
export function levelOf(value: number, [low, high]: readonly [number, number]): number {
  const level = Math.floor(((value - low) / (high - low)) * LEVELS);
  return level >= 0 ? Math.min(LEVELS - 1, level) : 0;
}

/** Colours between stops such as "#F1F6F2", evenly spaced, mixed channel by channel. */
export function ramp(stops: readonly string[], levels: number): string[] {
  const channels = stops.map((stop) => [1, 3, 5].map((i) => parseInt(stop.slice(i, i + 2), 16)));
  return Array.from({ length: levels }, (_, level) => {
    const place = (level / (levels - 1)) * (channels.length - 1);
    const from = Math.min(channels.length - 2, Math.floor(place));
    const mixed = [0, 1, 2].map((i) => {
      const a = channels[from]?.[i] ?? 0;
      const b = channels[from + 1]?.[i] ?? 0;
      return Math.round(a + (b - a) * (place - from));
    });
    return `rgb(${mixed.join(" ")})`;
  });
}

const known = new Map<string, readonly string[]>();

/** The colours of the scale in the theme that is on screen. */
export function voltageColours(): readonly string[] {
  const look = lookKey();
  let colours = known.get(look);
  if (!colours) {
    colours = ramp(STOPS.map(token), LEVELS);
    known.set(look, colours);
  }
  return colours;
}
