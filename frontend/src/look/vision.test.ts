import { describe, expect, it } from "vitest";
import css from "./tokens.css?raw";

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** What dichromats see, in linear RGB: Machado, Oliveira and Fernandes, IEEE Transactions on
 * Visualization and Computer Graphics 15 (2009), severity 1. */
const EYES: Readonly<Record<string, Matrix>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(hex: string): Triple {
  const part = (i: number): number => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function times(matrix: Matrix, [r, g, b]: Triple): Triple {
  const row = ([x, y, z]: Triple): number => x * r + y * g + z * b;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

/** CIE L*a*b* of linear sRGB under D65. */
function lab(rgb: Triple): Triple {
  const [x, y, z] = times(
    [
      [0.4124564, 0.3575761, 0.1804375],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339, 0.119192, 0.9503041],
    ],
    rgb,
  );
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const [fx, fy, fz] = [f(x / 0.95047), f(y), f(z / 1.08883)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

/** The colours of all rules whose selectors are listed, the later ones over the earlier. */
function tokens(...selectors: string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const selector of selectors) {
    const start = css.indexOf(`${selector} {`);
    expect(start, selector).toBeGreaterThanOrEqual(0);
    const body = css.slice(start, css.indexOf("}", start));
    for (const [, name, colour] of body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)) {
      if (name !== undefined && colour !== undefined) found.set(name, colour);
    }
  }
  return found;
}

const dark = ':root[data-theme="dark"]';
const LOOKS = {
  light: tokens(":root"),
  dark: tokens(":root", dark),
  "light, grey": tokens(":root", ':root[data-voltage="grey"]'),
  "dark, grey": tokens(":root", dark, `${dark}[data-voltage="grey"]`),
};

const cases = Object.entries(LOOKS).flatMap(([look, colours]) =>
  Object.entries(EYES).map(([eye, matrix]) => ({ look, eye, colours, matrix })),
);

describe.each(cases)("colours, $look, $eye", ({ look, eye, colours, matrix }) => {
  const seen = (name: string): Triple => {
    const clamp = (x: number): number => Math.min(1, Math.max(0, x));
    const [r, g, b] = times(matrix, linear(colours.get(name) ?? ""));
    return lab([clamp(r), clamp(g), clamp(b)]);
  };
  const apart = (a: string, b: string): number => {
    const [p, q] = [seen(a), seen(b)];
    return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
  };

  it("tell excitation from inhibition", () => {
    expect(apart("exc", "inh")).toBeGreaterThan(60);
    expect(apart("exc-text", "inh-text")).toBeGreaterThan(60);
  });

  it("tell the sign of a weight at every size", () => {
    expect(apart("w-p1", "w-n1")).toBeGreaterThan(25);
    expect(apart("w-p2", "w-n2")).toBeGreaterThan(50);
    expect(apart("w-p3", "w-n3")).toBeGreaterThan(50);
  });

  it("show a larger weight, and a larger potential, farther from the paper", () => {
    const steps = (names: string[]): number[] => {
      const lights = names.map((name) => seen(name)[0]);
      return lights.slice(1).map((light, i) => Math.abs(light - (lights[i] ?? light)));
    };
    const rise = (names: string[]): boolean => {
      const lights = names.map((name) => seen(name)[0]);
      const up = lights.every((light, i) => i === 0 || light > (lights[i - 1] ?? light));
      return up || lights.every((light, i) => i === 0 || light < (lights[i - 1] ?? light));
    };
    const potential = ["v-0", "v-1", "v-2", "v-3", "v-4", "v-5", "v-6"];
    expect(rise(potential)).toBe(true);
    expect(Math.min(...steps(potential))).toBeGreaterThan(5);
    expect(rise(["w-0", "w-p1", "w-p2", "w-p3"])).toBe(true);
    expect(rise(["w-0", "w-n1", "w-n2", "w-n3"])).toBe(true);
  });

  it("tell the line of the potential from those of its inputs", () => {
    // The usual green and the blue of inhibition are close to those who lack short-wave cones: they
    // have the names at the ends of the lines, and the choice of grey.
    const close = eye === "tritanopia" && !look.endsWith("grey");
    expect(apart("volt", "exc")).toBeGreaterThan(30);
    expect(apart("volt", "inh")).toBeGreaterThan(close ? 10 : 30);
  });
});
