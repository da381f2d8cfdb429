import { describe, expect, it } from "vitest";
import type { CatalogParameter } from "../wire/types";
import { made } from "./made";
import { presetHeld, presetsOf, withPreset } from "./presets";

const number = (name: string, value: number): CatalogParameter =>
  made(name, { title: name, default: value, meaning: "", low: -1e9, high: 1e9, slider: null });

const fast = { name: "fast", title: "Fast", params: { a: 5 }, initial: { V: -60 }, note: "" };

describe("presets", () => {
  const model = {
    parameters: [number("a", 1), number("b", 2), number("I_ext", 0)],
    states: [{ name: "V", symbol: "V", unit: "mV", meaning: "", initial: -70, display: null }],
    presets: [
      fast,
      { name: "driven", title: "Driven", params: { b: 9, I_ext: 7 }, initial: {}, note: "" },
    ],
  };

  it("puts the defaults first where no preset is them", () => {
    expect(presetsOf(model).map(({ title }) => title)).toEqual(["Standard", "Fast", "Driven"]);
    const named = { ...model, presets: [{ ...fast, params: { a: 1 }, initial: {} }] };
    expect(presetsOf(named)).toHaveLength(1);
  });

  it("knows which one holds, whatever the input is unless it names one", () => {
    expect(presetHeld({}, {}, model)?.title).toBe("Standard");
    expect(presetHeld({ a: 5, I_ext: 3 }, { V: -60 }, model)?.name).toBe("fast");
    expect(presetHeld({ a: 5 }, {}, model)).toBeNull();
    expect(presetHeld({ b: 9 }, {}, model)).toBeNull();
    expect(presetHeld({ a: 1, b: 9, I_ext: 7 }, {}, model)?.name).toBe("driven");
    expect(presetHeld({ a: [5, 5] }, { V: -60 }, model)).toBeNull();
  });

  it("sets what it names and gives the rest its default, but keeps input and strangers", () => {
    const record = { params: { b: 4, I_ext: 3, f: "tanh" }, initial: { V: -50, K_n: 0.3 } };
    expect(withPreset(fast, record, model)).toEqual({
      params: { I_ext: 3, f: "tanh", a: 5 },
      initial: { K_n: 0.3, V: -60 },
    });
  });
});
