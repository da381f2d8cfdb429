import { describe, expect, it } from "vitest";
import { stimulus } from "../editor/testing";
import type { StimulusEntry } from "../wire/types";
import { readExpression } from "./expression";
import { parseSeries } from "./series";
import { waveformOf } from "./waveform";

describe("series", () => {
  it("reads one row, columns, a header, and a regular time", () => {
    expect(parseSeries("1, 2; 3")).toEqual({ columns: [[1, 2, 3]], dt: null });
    expect(parseSeries("1\n2\n−3\n")).toEqual({ columns: [[1, 2, -3]], dt: null });
    expect(parseSeries("a,b\n1,2\n3,4")).toEqual({
      columns: [
        [1, 3],
        [2, 4],
      ],
      dt: null,
    });
    expect(parseSeries("time,I\n0,5\n0.5,6\n1,7")).toEqual({ columns: [[5, 6, 7]], dt: 0.5 });
  });

  it.each([
    ["", "There are no numbers"],
    ["1 2\n3", "Line 2 has 1 numbers"],
    ["1\nnow", "“now” in line 2 is not a number"],
    ["t,I\n0,1\n1,2\n5,3", "not at a regular interval"],
  ])("says what is wrong with %j", (text, words) => {
    expect(parseSeries(text)).toContain(words);
  });
});

describe("functions", () => {
  it("are read in an argument of their own, with constants", () => {
    const constants = new Map([
      ["g", 0.5],
      ["theta", 10],
    ]);
    const f = readExpression("g*max(I - theta, 0)", "I", constants);
    expect([f?.(8), f?.(14)]).toEqual([0, 2]);
    expect(readExpression("g*I")).toBeNull();
    expect(readExpression("t", "I")).toBeNull();
  });
});

describe("waveforms", () => {
  const model = { parameters: [] as unknown[] } as StimulusEntry;
  const wave = (name: string, params: Record<string, number | number[]>): number[] => [
    ...(waveformOf(stimulus("s", { model: name, params }), model)?.values ?? []),
  ];

  it("of a ramp goes from the first value to the last", () => {
    const values = wave("ramp", { start: 100, stop: 400, first: -2, last: 20 });
    expect([values[0], values.at(-1)]).toEqual([-2, 20]);
  });

  it("of a staircase climbs by its increment", () => {
    const steps = { start: 10, duration: 20, pause: 0, first: 5, increment: 5, steps: 3 };
    expect([...new Set(wave("staircase", steps))].sort((a, b) => a - b)).toEqual([0, 5, 10, 15]);
  });

  it("of a bell curve peaks at its height, again every period", () => {
    const values = wave("gaussian", { center: 50, width: 5, height: 8, period: 100 });
    const peaks = values.filter(
      (v, i) => v > 7 && v >= (values[i - 1] ?? 0) && v > (values[i + 1] ?? 0),
    );
    expect(Math.max(...values)).toBeCloseTo(8, 1);
    expect(peaks.length).toBe(3);
  });

  it("of noise has its mean and deviation", () => {
    const values = wave("noise", { tau: 0.5, sigma: 2, mean: 10 });
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const sd = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
    expect(Math.abs(mean - 10)).toBeLessThan(0.5);
    expect(Math.abs(sd - 2)).toBeLessThan(0.3);
  });

  it("of samples goes in straight lines, or holds", () => {
    const values = wave("samples", { values: [0, 10, 0], dt: 10, start: 0, period: 0 });
    expect(Math.max(...values)).toBeGreaterThan(9.8);
    expect(new Set(values).size).toBeGreaterThan(50);
  });
});
