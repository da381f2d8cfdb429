import { describe, expect, it } from "vitest";
import { Series, type Stretch } from "./series";

const raw = (series: Series, from: number, count: number, every = 0.1): void => {
  const values = Float32Array.from({ length: count }, (_, i) => from + i);
  series.push(values, { t0: from * every, every, count, offset: 0, stride: 1, pairs: false });
};
const times = (stretch: Stretch): number[] =>
  Array.from(
    { length: stretch.count },
    (_, i) => stretch.t[(stretch.start + i) & stretch.mask] ?? NaN,
  );
const lows = (stretch: Stretch): number[] =>
  Array.from(
    { length: stretch.count },
    (_, i) => stretch.lo[(stretch.start + i) & stretch.mask] ?? NaN,
  );

describe("Series", () => {
  it("keeps samples and finds the stretch with one sample on either side", () => {
    const series = new Series();
    raw(series, 0, 50, 1);
    const found = series.stretch(10.5, 20.5, 1000);
    expect(times(found)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]);
    expect(lows(found)[0]).toBe(10);
    expect(series.at(12.9)).toEqual({ lo: 12, hi: 12 });
    expect([series.first, series.last]).toEqual([0, 49]);
  });

  it("takes columns out of rows of cells, and pairs", () => {
    const series = new Series();
    const values = Float32Array.of(1, 2, 10, 20, 3, 4, 30, 40);
    series.push(values, { t0: 0, every: 5, count: 2, offset: 2, stride: 4, pairs: true });
    expect(series.at(0)).toEqual({ lo: 10, hi: 20 });
    expect(series.at(5)).toEqual({ lo: 30, hi: 40 });
  });

  it("passes over samples that it has", () => {
    const series = new Series();
    raw(series, 0, 20);
    raw(series, 10, 20);
    expect(lows(series.stretch(0, 100, 1000))).toEqual(Array.from({ length: 30 }, (_, i) => i));
  });

  it("is bounded, and coarse where it is old: extremes are never lost", () => {
    const series = new Series([1024, 256, 64]);
    raw(series, 0, 10_000, 1);
    const near = series.stretch(9500, 10_000, 1e9);
    expect(near.level).toBe(0);
    const middle = series.stretch(7000, 10_000, 1e9);
    expect(middle.level).toBe(1);
    expect(times(middle)[0]).toBe(6992);
    const all = series.stretch(0, 10_000, 1e9);
    expect(all.level).toBe(2);
    expect(all.count).toBeLessThanOrEqual(64);
    expect(lows(all)[0]).toBe(0);
    const last = (all.start + all.count - 1) & all.mask;
    expect(all.hi[last]).toBe((all.lo[last] ?? 0) + 255);
    expect(series.first).toBe(0);
  });

  it("gives a coarser level when there are too many samples to draw", () => {
    const series = new Series();
    raw(series, 0, 20_000, 0.1);
    expect(series.stretch(0, 2000, 4000).level).toBe(1);
    expect(series.stretch(1900, 2000, 4000).level).toBe(0);
  });

  it("does not fold extremes that already stand for long among finer samples", () => {
    const series = new Series();
    raw(series, 0, 160, 0.1);
    const values = Float32Array.from({ length: 40 }, (_, i) => i);
    series.push(values, { t0: 16, every: 1, count: 20, offset: 0, stride: 2, pairs: true });
    const coarse = series.stretch(0, 36, 50);
    expect(coarse.level).toBe(1);
    const found = times(coarse);
    const steps = found.slice(1).map((t, i) => t - (found[i] ?? 0));
    expect(Math.max(...steps)).toBeLessThanOrEqual(2);
  });

  it("copies a stretch that later samples do not change", () => {
    const series = new Series();
    raw(series, 0, 100, 1);
    const copy = series.copy(50, 80);
    raw(series, 100, 100, 1);
    expect(copy.last).toBe(81);
    expect(copy.at(60)).toEqual({ lo: 60, hi: 60 });
  });

  it("leaves a gap where samples are missing, and none where their step changes", () => {
    const series = new Series([1024, 256]);
    raw(series, 0, 10, 1);
    series.push(Float32Array.of(5, 6), {
      t0: 10,
      every: 5,
      count: 2,
      offset: 0,
      stride: 1,
      pairs: false,
    });
    raw(series, 20, 3, 1);
    expect(lows(series.stretch(0, 100, 1e9)).some(Number.isNaN)).toBe(false);
    raw(series, 40, 20, 1);
    const found = series.stretch(0, 100, 1e9);
    expect(times(found).filter((_, i) => Number.isNaN(lows(found)[i]))).toEqual([23]);
    expect(series.stretch(0, 100, 5).level).toBe(1);
    expect(lows(series.stretch(0, 100, 5)).some(Number.isNaN)).toBe(false);
  });

  it("is empty at first", () => {
    const series = new Series();
    expect(series.stretch(0, 10, 10).count).toBe(0);
    expect(series.at(3)).toBeNull();
    expect(series.first).toBe(Infinity);
  });
});
