import { describe, expect, it } from "vitest";
import { niceAbove, niceBelow } from "./nice";
import { keyStep, outside, rangeAround, sliderRange, tidy } from "./steps";

describe("steps of a slider", () => {
  it("are round, and the range holds the value", () => {
    expect(sliderRange([-90, -50], -72)).toEqual({ low: -90, high: -50, step: 0.5 });
    expect(sliderRange([1, 50], 120).high).toBe(120);
    expect(sliderRange([0, 10], -3).low).toBeCloseTo(-3);
  });

  it("are ten times as long with Shift and a tenth with Alt", () => {
    const press = (key: string, shiftKey = false, altKey = false): number =>
      keyStep({ key, shiftKey, altKey }, 0.5);
    expect(press("ArrowUp")).toBe(0.5);
    expect(press("ArrowLeft")).toBe(-0.5);
    expect(press("ArrowRight", true)).toBe(5);
    expect(press("ArrowDown", false, true)).toBe(-0.05);
    expect(press("a")).toBe(0);
    expect(tidy(0.1 + 0.2)).toBe(0.3);
  });

  it("have a range without one declared", () => {
    expect(rangeAround(5, { low: 0, high: 1e9 })).toEqual([0, 15]);
    expect(rangeAround(0, { low: -1, high: 1 })).toEqual([-1, 1]);
  });
});

describe("bounds", () => {
  it("say what is allowed", () => {
    expect(outside(5, { low: 0, high: 10 }, "tau_m")).toBeNull();
    expect(outside(-1, { low: 0, high: 10 }, "tau_m")).toBe("tau_m must be between 0 and 10.");
    expect(outside(-1, { low: 0, high: 1e9 }, "n")).toBe("n must be at least 0.");
    expect(outside(3, { low: -1e9, high: 2 }, "n")).toBe("n must be at most 2.");
  });
});

describe("round numbers", () => {
  it("lie on either side", () => {
    expect([0.7, 3, 60].map(niceBelow)).toEqual([0.5, 2.5, 50]);
    expect([0.7, 3, 60, 100].map(niceAbove)).toEqual([1, 5, 100, 100]);
  });
});
