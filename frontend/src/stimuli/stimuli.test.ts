import { describe, expect, it } from "vitest";
import { stimulus } from "../editor/testing";
import type { StimulusEntry } from "../wire/types";
import { lengthened, resampled, scaled, smoothed, stroke } from "./drawing";
import { handlesOf } from "./handles";
import { at, pathOf, planeOf, snapped, xOf, yOf } from "./plane";
import { readPulses, withAnother, writePulses } from "./pulses";
import { added, moved, removed } from "./spiketimes";

const model = { parameters: [] as unknown[] } as StimulusEntry;
const size = { width: 200, height: 100 };

describe("the plane", () => {
  it("takes a place to the picture and back", () => {
    const plane = planeOf(500, -4, 12, size);
    const back = at(plane, xOf(plane, 123), yOf(plane, 7));
    expect(back.t).toBeCloseTo(123);
    expect(back.v).toBeCloseTo(7);
    expect(snapped(7.3, 0.5)).toBe(7.5);
  });

  it("draws no more points than it has room for, and keeps the extremes", () => {
    const values = Array.from({ length: 10_000 }, (_, k) => (k === 5000 ? 99 : Math.sin(k)));
    const plane = planeOf(10_000, -1, 99, size);
    const path = pathOf(plane, values, 0, 1);
    expect(path.split("L").length).toBeLessThan(2 * 200 + 2);
    expect(path).toContain(yOf(plane, 99).toFixed(1));
  });
});

describe("a drawn current", () => {
  it("follows the stroke between two places, either way", () => {
    const flat = [0, 0, 0, 0, 0];
    expect(stroke(flat, { k: 1, v: 2 }, { k: 3, v: 4 })).toEqual([0, 2, 3, 4, 0]);
    expect(stroke(flat, { k: 3, v: 4 }, { k: 1, v: 2 })).toEqual([0, 2, 3, 4, 0]);
    expect(stroke(flat, { k: -3, v: 5 }, { k: -1, v: 6 })).toEqual([6, 0, 0, 0, 0]);
    expect(stroke(flat, { k: 2, v: 0 }, { k: 2.2, v: 7 })).toEqual([0, 0, 7, 0, 0]);
  });

  it("is smoothed, scaled, made coarser and longer", () => {
    expect(smoothed([0, 0, 4, 0, 0])).toEqual([0, 1, 2, 1, 0]);
    expect(scaled([1, -2], -0.5)).toEqual([-0.5, 1]);
    expect(resampled([0, 10], 3)).toEqual([0, 5, 10]);
    expect(lengthened([1, 2], 3)).toEqual([1, 2, 0]);
    expect(lengthened([1, 2, 3], 2)).toEqual([1, 2]);
  });
});

describe("pulses", () => {
  const two = [
    { start: 200, stop: 400, amplitude: 5 },
    { start: 600, stop: 800, amplitude: -18.5 },
  ];

  it("are written as a formula and read again", () => {
    expect(writePulses(two)).toBe("5*window(t, 200, 400, 0) - 18.5*window(t, 600, 800, 0)");
    expect(readPulses(writePulses(two))).toEqual(two);
    expect(readPulses("4*sin(t)")).toBeNull();
    expect(readPulses("5*window(t, 1, 2, 0)*t")).toBeNull();
    expect(readPulses("5*window(t,1,2,0) 5*window(t,1,2,0)")).toBeNull();
    expect(withAnother(two).at(-1)).toEqual({ start: 1000, stop: 1200, amplitude: -18.5 });
  });

  it("are dragged by their ends, their height, and one by one", () => {
    const params = { start: 100, stop: 300, amplitude: 4, period: 0 };
    const [start, stop, top] = handlesOf(stimulus("s", { params }), model);
    expect(start?.move(150, 9)).toMatchObject({ start: 150, stop: 300, amplitude: 4 });
    expect(start?.move(450, 0)).toMatchObject({ start: 300 });
    expect(stop?.move(20, 0)).toMatchObject({ stop: 100 });
    expect(top?.move(250, 6)).toMatchObject({ start: 150, stop: 350, amplitude: 6 });
    const formula = stimulus("s", { model: "formula", params: { expression: writePulses(two) } });
    const handles = handlesOf(formula, model);
    expect(handles.map(({ name }) => name)).toContain("Stop 2");
    expect(handles.find(({ name }) => name === "Stop 2")?.move(900, 0)).toEqual({
      expression: "5*window(t, 200, 400, 0) - 18.5*window(t, 600, 900, 0)",
    });
  });

  it("have no handles where cells differ", () => {
    const params = { start: [1, 2], stop: 300 };
    expect(handlesOf(stimulus("s", { size: 2, params }), model)).toEqual([]);
  });
});

describe("spike times", () => {
  it("are added, moved past each other and removed, in order", () => {
    expect(added([10, 30], 0, 20)).toEqual([10, 20, 30]);
    expect(moved([10, 20, 30], 0, 0, 25)).toEqual({ times: [20, 25, 30], spike: 1 });
    expect(moved([[10], [5, 7]], 1, 1, -3)).toEqual({ times: [[10], [0, 5]], spike: 0 });
    expect(removed([[10], [5, 7]], 1, 0)).toEqual([[10], [7]]);
  });
});
