import { invalidate } from "../../live/loop";

const NAMES = [
  "surface",
  "surface-2",
  "surface-3",
  "line",
  "line-strong",
  "ink",
  "ink-2",
  "ink-3",
  "ink-4",
  "accent",
  "accent-ink",
  "accent-soft",
  "accent-line",
  "exc",
  "exc-text",
  "exc-soft",
  "inh",
  "inh-text",
  "inh-soft",
  "stim",
  "volt",
  "spike",
  "v-3",
  "v-4",
  "v-6",
  "w-n3",
  "w-n2",
  "w-n1",
  "w-0",
  "w-p1",
  "w-p2",
  "w-p3",
] as const;

export type ColorName = (typeof NAMES)[number];

/** The tokens' values, for canvases, which know no CSS variables. */
export interface Palette {
  readonly font: string;
  readonly mathFont: string;
  /** How much larger than usual type and strokes are, as on a projector. */
  readonly scale: number;
  /** Grows whenever the theme or a font has changed. */
  readonly version: number;
  color: (name: ColorName) => string;
}

/** px of the smallest type; plots are laid out for it. */
const SMALLEST_TYPE = 11;

let current: Palette | null = null;
let version = 0;

/** The palette of the theme in force; read anew when the theme changes. */
export function palette(): Palette {
  current ??= read();
  return current;
}

function read(): Palette {
  // Not the root: projector mode enlarges the type of the page below it.
  const style = getComputedStyle(document.querySelector(".app") ?? document.documentElement);
  const value = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const colors = new Map<ColorName, string>(NAMES.map((name) => [name, value(name)]));
  version += 1;
  return {
    font: value("font") || "sans-serif",
    mathFont: value("font-math") || "serif",
    scale: (Number.parseFloat(value("t-11")) || SMALLEST_TYPE) / SMALLEST_TYPE,
    version,
    color: (name) => colors.get(name) ?? "",
  };
}

/** Read everything anew: the theme, a font or the size of the type has changed. */
export function refreshPalette(): void {
  current = null;
  invalidate();
}

/** Redraw whenever colours or fonts change; the answer ends it. */
export function followTheme(): () => void {
  const observer = new MutationObserver(refreshPalette);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-theme", "data-voltage", "class", "style"],
  });
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", refreshPalette);
  document.fonts.addEventListener("loadingdone", refreshPalette);
  return () => {
    observer.disconnect();
    dark.removeEventListener("change", refreshPalette);
    document.fonts.removeEventListener("loadingdone", refreshPalette);
  };
}

/** Red, green, blue of a `#rgb`, `#rrggbb` or `#rrggbbaa` colour. */
export function rgb(color: string): [number, number, number] {
  const digits = color.replace("#", "");
  const full = digits.length < 6 ? digits.replace(/./g, "$&$&") : digits;
  const part = (i: number): number => Number.parseInt(full.slice(i, i + 2), 16) || 0;
  return [part(0), part(2), part(4)];
}

/** The colour at x in [0, 1] on a run of stops. */
export function mix(
  stops: readonly (readonly [number, number, number])[],
  x: number,
): [number, number, number] {
  const last = stops.length - 1;
  const place = Math.max(0, Math.min(1, x)) * last;
  const i = Math.min(Math.floor(place), last - 1);
  const f = place - i;
  const a = stops[i] ?? [0, 0, 0];
  const b = stops[i + 1] ?? a;
  return [a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f, a[2] + (b[2] - a[2]) * f];
}
