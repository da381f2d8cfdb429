import { describe, expect, it } from "vitest";
import { SpikeTrain } from "../../live/spikes";
import type { Raster } from "../../wire/types";
import { catalog, edge, neurons, nothing, recordsOf, stimulus } from "../testdata";
import { kernelWidth, populationRate } from "./rate";
import { bands, groupsOf } from "./rows";

const raster = (of: Raster["of"]): Raster => ({
  id: "v",
  kind: "raster",
  of,
  window: 500,
  order: 0,
  share: 1,
  floating: null,
  linked: true,
});

describe("groupsOf", () => {
  const records = recordsOf(
    neurons("e", { sign: "excitatory", size: 80, label: "Excitatory" }),
    neurons("i", { sign: "inhibitory", size: 20, label: "Inhibitory" }),
    stimulus("p", { model: "poisson", size: 10, label: "Noise" }),
  );
  it("stacks populations in their order, coloured by sign", () => {
    const groups = groupsOf(
      raster([
        { ...nothing, node: "e" },
        { ...nothing, node: "i", cells: [0, 3, 99] },
        { ...nothing, node: "p" },
        { ...nothing, node: "gone" },
        { ...nothing, node: "e" },
      ]),
      records,
      catalog,
    );
    expect(groups.map(({ short, rows, color }) => [short, rows, color])).toEqual([
      ["E", 80, "exc"],
      ["I", 2, "inh"],
      ["Noise", 10, "stim"],
    ]);
  });

  it("colours a source of spikes by what its weights do", () => {
    const source = stimulus("p", { model: "poisson" });
    const colorWith = (...weights: number[]): string | undefined =>
      groupsOf(
        raster([{ ...nothing, node: "p" }]),
        recordsOf(
          source,
          neurons("a"),
          ...weights.map((w, i) => edge(`e${i}`, "p", "a", { weight: w })),
        ),
        catalog,
      )[0]?.color;
    expect(colorWith(2, 0)).toBe("exc");
    expect(colorWith(-2)).toBe("inh");
    expect(colorWith(2, -2)).toBe("stim");
    expect(colorWith()).toBe("stim");
  });

  it("gives a small population room to be seen", () => {
    const groups = groupsOf(
      raster([
        { ...nothing, node: "e" },
        { ...nothing, node: "p" },
      ]),
      recordsOf(neurons("e", { size: 10_000 }), stimulus("p", { model: "poisson", size: 1 })),
      catalog,
    );
    const found = bands(groups, 6, 108, 14);
    expect(found[1]?.height).toBeCloseTo(14);
    expect((found[0]?.height ?? 0) + (found[1]?.height ?? 0) + 8).toBeCloseTo(108);
    expect(found[0]?.pitch).toBeCloseTo(0.0086);
  });
});

describe("populationRate", () => {
  const at = { t0: 0, step: 1, count: 400, sigma: 3, now: 400 };
  it("of a regular train is its rate", () => {
    const train = new SpikeTrain();
    for (let t = 0; t < 400; t++) for (let cell = 0; cell < 2; cell++) train.append(t + 0.5, cell);
    const out = new Float32Array(400);
    populationRate(train, 100, at, out);
    for (const i of [0, 5, 200, 398]) expect(out[i]).toBeCloseTo(20, 3);
  });
  it("keeps the number of spikes of a burst, and peaks at it", () => {
    const train = new SpikeTrain();
    for (let i = 0; i < 10; i++) train.append(200.2, i);
    const out = new Float32Array(400);
    populationRate(train, 10, at, out);
    const area = out.reduce((sum, rate) => sum + rate, 0) / 1000;
    expect(area).toBeCloseTo(1, 2);
    expect(out.indexOf(Math.max(...out))).toBe(200);
  });
  it("smooths more over long windows", () => {
    expect(kernelWidth(200)).toBe(3);
    expect(kernelWidth(60_000)).toBe(500);
  });
});
