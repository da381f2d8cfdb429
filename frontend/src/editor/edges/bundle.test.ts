import { describe, expect, it } from "vitest";
import type { Projection } from "../../wire/types";
import { catalog, neuron, projection } from "../testing";
import { bundleOf, bundleWords, lineWidth, lookOf, medianStrength, strengthOf } from "./bundle";

const edge = (over: Partial<Projection> = {}): Projection => projection("e", "a", "b", over);
const sparse = { rule: "fixed_probability", p: 0.1, allow_autapses: true } as const;

describe("width", () => {
  it("grows with the root of the strength against the median, within 1.25 to 7 px", () => {
    expect(lineWidth(0, 4)).toBe(1.25);
    expect(lineWidth(4, 4)).toBe(2);
    expect(lineWidth(16, 4)).toBe(2.75);
    expect(lineWidth(1e9, 4)).toBe(7);
    expect(lineWidth(Infinity, 4)).toBe(1.25);
  });

  it("takes the median of what is there", () => {
    const bundles = [1, -3, 0, 8].map((weight) => bundleOf(edge({ weight }), 1, 1));
    expect(medianStrength(bundles)).toBe(3);
    expect(medianStrength([])).toBe(1);
  });
});

describe("a bundle", () => {
  it("sums the weights of all its synapses", () => {
    const bundle = bundleOf(edge({ weight: 12, connect: sparse }), 800, 200);
    expect(bundle).toMatchObject({ synapses: 16_000, exact: "about", negative: 0 });
    expect(bundle.positive).toBeCloseTo(192_000);
  });

  it("keeps the signs of a matrix apart", () => {
    const weight = [
      [3, -1],
      [0, 2],
    ];
    const connect = { rule: "explicit", allow_autapses: true } as const;
    const bundle = bundleOf(edge({ weight, connect }), 2, 2);
    expect(bundle).toEqual({ synapses: 3, exact: "exact", positive: 5, negative: -1 });
    expect(strengthOf(bundle)).toBe(6);
  });

  it.each([
    [{ normal: [0, 2] }, 2 / Math.sqrt(2 * Math.PI), -2 / Math.sqrt(2 * Math.PI)],
    [{ normal: [50, 1] }, 50, 0],
    [{ normal: [-3, 0] }, 0, -3],
    [{ uniform: [-1, 3] }, 9 / 8, -1 / 8],
    [{ uniform: [-3, -1] }, 0, -2],
    [{ lognormal: [4, 9] }, 4, 0],
  ] as [Projection["weight"], number, number][])(
    "expects %j to add up by sign",
    (weight, positive, negative) => {
      const bundle = bundleOf(edge({ weight }), 10, 10);
      expect(bundle.positive / 100).toBeCloseTo(positive, 5);
      expect(bundle.negative / 100).toBeCloseTo(negative, 5);
    },
  );

  it("is drawn in the colour of the sign that prevails, with dashes of the other one", () => {
    const weight = [[3, -1]];
    const mixed = lookOf("excitatory", bundleOf(edge({ weight }), 2, 1), 4);
    expect(mixed).toEqual({ type: "excitatory", width: 2, mixed: 4.5 });
    expect(lookOf("current", bundleOf(edge({ weight }), 2, 1), 4).mixed).toBe(0);
    expect(lookOf("excitatory", bundleOf(edge(), 2, 1), 4).mixed).toBe(0);
    expect(lookOf("excitatory", bundleOf(edge({ weight: 0 }), 2, 1), 4).mixed).toBe(0);
  });

  it("is told in words", () => {
    const records = new Map(
      [neuron("a", { size: 800 }), neuron("b", { size: 200 }), neuron("c")].map((r) => [r.id, r]),
    );
    const words = (over: Partial<Projection>): readonly string[] =>
      bundleWords(projection("e", "a", "b", over), records, catalog);
    expect(words({ weight: 12, connect: sparse, delay: 1.5 })).toEqual([
      "about 16\u2009000 synapses, mean 12\u2009mV ms, delay 1.5\u2009ms",
      "sum +192000\u2009mV ms, excitatory",
    ]);
    expect(words({ weight: { uniform: [-1, 3] }, connect: sparse })[1]).toBe(
      "sum +18000 and \u22122000\u2009mV ms: both signs",
    );
    expect(bundleWords(projection("e", "c", "c", { weight: -5 }), records, catalog)).toEqual([
      "inhibitory, weight \u22125\u2009mV ms",
    ]);
  });
});
