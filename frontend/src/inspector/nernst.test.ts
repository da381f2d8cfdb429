import { describe, expect, it } from "vitest";
import { goldman, nernst, preparations, thermalVoltage } from "./nernst";

const [squid, mammal] = preparations;
const potentials = (of: typeof squid): number[] =>
  of?.ions.map((ion) => nernst(ion, of.temperature)) ?? [];

describe("equilibrium potentials", () => {
  it("have the thermal voltage as their scale", () => {
    expect(thermalVoltage(37)).toBeCloseTo(26.73, 2);
    expect(thermalVoltage(6.3)).toBeCloseTo(24.08, 2);
  });

  it("are those of the textbook within half a millivolt", () => {
    // Millivolts for each factor of ten, from the 58.17 mV at 20 degrees.
    const scale = (temperature: number): number => (58.17 * (temperature + 273.15)) / 293.15;
    const squidDecade = scale(6.3);
    const warmDecade = scale(37);
    const wanted = [
      squidDecade * Math.log10(440 / 50),
      squidDecade * Math.log10(20 / 400),
      -squidDecade * Math.log10(560 / 52),
      (squidDecade / 2) * Math.log10(10 / 1e-4),
      warmDecade * Math.log10(145 / 12),
      warmDecade * Math.log10(4 / 155),
      -warmDecade * Math.log10(123 / 4.2),
      (warmDecade / 2) * Math.log10(1.5 / 1e-4),
    ];
    const found = [...potentials(squid), ...potentials(mammal)];
    expect(found).toHaveLength(wanted.length);
    found.forEach((e, i) => expect(Math.abs(e - (wanted[i] ?? NaN))).toBeLessThan(0.1));
    // Hille's table 1.3: +67, -98, -90 and +129 mV.
    [67, -98, -90, 129].forEach((e, i) =>
      expect(Math.abs((found[4 + i] ?? NaN) - e)).toBeLessThan(0.51),
    );
  });

  it("turn their sign with that of the charge and with the sides exchanged", () => {
    const ion = { name: "X", charge: 1, outside: 100, inside: 10 };
    const e = nernst(ion, 20);
    expect(e).toBeGreaterThan(0);
    expect(nernst({ ...ion, charge: -1 }, 20)).toBeCloseTo(-e, 12);
    expect(nernst({ ...ion, outside: 10, inside: 100 }, 20)).toBeCloseTo(-e, 12);
    expect(nernst({ ...ion, charge: 2 }, 20)).toBeCloseTo(e / 2, 12);
  });
});

describe("the resting potential of several ions", () => {
  it("is that of the only one that passes", () => {
    for (const [i, e] of potentials(squid).slice(0, 3).entries()) {
      const ions = (squid?.ions ?? [])
        .slice(0, 3)
        .map((ion, k) => ({ ...ion, permeability: k === i ? 1 : 0 }));
      expect(goldman(ions, 6.3)).toBeCloseTo(e, 9);
    }
  });

  it("of the squid axon at rest is near -60 mV", () => {
    const permeabilities = [0.04, 1, 0.45];
    const ions = (squid?.ions ?? [])
      .slice(0, 3)
      .map((ion, k) => ({ ...ion, permeability: permeabilities[k] ?? 0 }));
    expect(goldman(ions, 6.3)).toBeGreaterThan(-62);
    expect(goldman(ions, 6.3)).toBeLessThan(-55);
  });
});
