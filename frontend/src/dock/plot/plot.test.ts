import { describe, expect, it } from "vitest";
import { Series } from "../../live/series";
import { spread, strips } from "./layout";
import { extremes, polyline, timeToX, xToTime, type TimeAxis } from "./polyline";
import { followRange, rangeWithZero, toPixel } from "./scale";
import { ticks, timeTicks } from "./ticks";

const axis: TimeAxis = { t0: 0, t1: 100, x0: 10, x1: 110 };
const filled = (values: number[], every: number): Series => {
  const series = new Series();
  const at = { t0: 0, every, count: values.length, offset: 0, stride: 1, pairs: false };
  series.push(Float32Array.from(values), at);
  return series;
};
const same = { scale: 1, offset: 0 };

describe("polyline", () => {
  it("is the line itself where there are fewer samples than pixels", () => {
    const out = new Float32Array(100);
    const length = polyline(filled([5, 6, 7], 10).stretch(0, 100, 1e9), axis, same, 1, out);
    expect([...out.subarray(0, length)]).toEqual([10, 5, 20, 6, 30, 7]);
  });

  it("keeps the extremes of a column, where the line enters it and where it leaves", () => {
    const values = [1, 9, -3, 4, 4, 4, 4, 4, 4, 4];
    const out = new Float32Array(100);
    const wide: TimeAxis = { t0: 0, t1: 10, x0: 0, x1: 1.01 };
    const length = polyline(filled(values, 1).stretch(0, 10, 1e9), wide, same, 1, out);
    const ys = Array.from(out.subarray(0, length)).filter((_, i) => i % 2 === 1);
    expect(ys).toEqual([1, 9, -3, 4]);
  });

  it("has at most four points for each column however many samples there are", () => {
    const noise = Array.from({ length: 50_000 }, (_, i) => Math.sin(i * 12.9898) * 43_758.5);
    const out = new Float32Array(4096);
    const length = polyline(filled(noise, 0.002).stretch(0, 100, 1e9), axis, same, 1, out);
    expect(length).toBeLessThanOrEqual(2 * 4 * 101);
    const ys = out.subarray(0, length).filter((_, i) => i % 2 === 1);
    expect(Math.max(...ys)).toBeCloseTo(Math.max(...noise), 1);
    expect(Math.min(...ys)).toBeCloseTo(Math.min(...noise), 1);
  });

  it("draws a pair as a stroke from one extreme to the other", () => {
    const series = new Series();
    const at = { t0: 0, every: 50, count: 2, offset: 0, stride: 2, pairs: true };
    series.push(Float32Array.of(1, 2, 3, 8), at);
    const out = new Float32Array(100);
    const length = polyline(series.stretch(0, 100, 1e9), axis, same, 1, out);
    expect([...out.subarray(0, length)]).toEqual([10, 1, 10, 2, 60, 3, 60, 8]);
  });

  it("breaks where samples are missing", () => {
    const series = filled([1, 2], 10);
    const at = { t0: 50, every: 10, count: 2, offset: 0, stride: 1, pairs: false };
    series.push(Float32Array.of(3, 4), at);
    const out = new Float32Array(100);
    const length = polyline(series.stretch(0, 100, 1e9), axis, same, 1, out);
    expect([...out.subarray(0, length)]).toEqual([10, 1, 20, 2, 20, NaN, 60, 3, 70, 4]);
  });

  it("never writes past its buffer", () => {
    const out = new Float32Array(8);
    const many = filled(
      Array.from({ length: 100 }, (_, i) => i),
      1,
    );
    expect(polyline(many.stretch(0, 100, 1e9), axis, same, 1, out)).toBeLessThanOrEqual(8);
  });

  it("finds extremes within the axis only", () => {
    const seen = { lo: Infinity, hi: -Infinity };
    extremes(filled([100, 1, 2, 3, -50], 30).stretch(20, 100, 1e9), { ...axis, t0: 20 }, seen);
    expect(seen).toEqual({ lo: 1, hi: 3 });
  });

  it("maps time to pixels and back", () => {
    expect(timeToX(axis, 50)).toBe(60);
    expect(xToTime(axis, 60)).toBe(50);
  });
});

describe("scales", () => {
  it("widen at once and narrow only when half of them is empty", () => {
    const first = followRange(null, { lo: -72, hi: -48 }, 4);
    expect(first.lo).toBeLessThanOrEqual(-72);
    expect(first.hi).toBeGreaterThanOrEqual(-48);
    expect(followRange(first, { lo: -70, hi: -55 }, 4)).toBe(first);
    expect(followRange(first, { lo: -72, hi: 20 }, 4).hi).toBeGreaterThanOrEqual(20);
    expect(followRange(first, { lo: -66, hi: -64 }, 4)).not.toBe(first);
  });
  it("do without data", () => {
    expect(followRange(null, { lo: Infinity, hi: -Infinity }, 4)).toEqual({ lo: -4, hi: 4 });
  });
  it("hold zero, and map up to down", () => {
    expect(rangeWithZero({ lo: 3, hi: 5 })).toEqual({ lo: 0, hi: 5 });
    expect(toPixel(10, { lo: 0, hi: 10 }, 20, 100)).toBe(20);
    expect(toPixel(0, { lo: 0, hi: 10 }, 20, 100)).toBe(120);
  });
});

describe("ticks", () => {
  it.each([
    [-80, 25, 3, [-80, -40, 0]],
    [0, 1, 3, [0, 0.5, 1]],
    [-3, 3, 3, [-2, 0, 2]],
    [5, 5, 3, []],
  ])("%f to %f, at most %i: %j", (lo, hi, most, found) => {
    expect(ticks(lo, hi, most)).toEqual(found);
  });
  it("of time are never before 0, and in seconds for long windows", () => {
    const early = timeTicks(120, 500, 300);
    expect(early.unit).toBe("ms");
    expect(Math.min(...early.at)).toBe(0);
    const late = timeTicks(60_000, 5000, 300);
    expect(late.unit).toBe("s");
    expect(late.label(60_000)).toBe("60");
  });
});

describe("steps", () => {
  it("are whole numbers on the axis of time", () => {
    const found = timeTicks(7, 3, 600, "step");
    expect(found.at).toEqual([4, 5, 6, 7]);
    expect([found.unit, found.label(7)]).toEqual(["steps", "7"]);
    expect(timeTicks(60_000, 5000, 300, "step").label(60_000)).toBe("60000");
  });
});

describe("layout", () => {
  it("divides by weight", () => {
    expect(strips(10, 110, [2, 1], 20)).toEqual([
      { top: 10, height: 60 },
      { top: 90, height: 30 },
    ]);
  });
  it("moves labels apart and keeps them inside", () => {
    const apart = spread([50, 52, 51], 14, 0, 100);
    expect([...apart].sort((a, b) => a - b)).toEqual([50, 64, 78]);
    expect(Math.max(...spread([99, 98, 97], 14, 0, 100))).toBe(100);
  });
});
