import { describe, expect, it } from "vitest";
import type { TrialDone } from "../wire/types";
import { psthOf, spreadOf } from "./measures";

const trial = (index: number, times: number[], values: number[] = []): TrialDone => ({
  type: "trial",
  index,
  spikes: [{ entry: 0, times, cells: times.map(() => 0) }],
  traces: [{ entry: 1, first: 0.5, every: 2, values }],
});

describe("the histogram over trials", () => {
  it("counts each spike once, as spikes per second and cell", () => {
    const trials = [trial(0, [0, 9.9, 10, 49]), trial(1, [10, 20.1])];
    const { rates, most } = psthOf(trials, 0, 1, 50, 10);
    expect(rates).toEqual([100, 100, 50, 0, 50]);
    expect(most).toBe(100);
    expect(psthOf(trials, 0, 2, 50, 10).rates[0]).toBe(50);
  });

  it("agrees with a direct count for any bin, the last one cut off", () => {
    const times = Array.from({ length: 500 }, (_, k) => ((k * 7919) % 9973) / 100);
    const trials = [0, 1, 2, 3].map((k) => trial(k, times.slice(125 * k, 125 * (k + 1))));
    for (const bin of [3, 7.5, 10, 40]) {
      const { rates } = psthOf(trials, 0, 1, 100, bin);
      expect(rates.length).toBe(Math.ceil(100 / bin));
      rates.forEach((rate, k) => {
        const end = Math.min(100, (k + 1) * bin);
        const count = times.filter((t) => t >= k * bin && t < end).length;
        expect(rate).toBeCloseTo((1000 * count) / (4 * (end - k * bin)), 9);
      });
    }
  });
});

describe("mean and deviation over trials", () => {
  it("are those of each sample", () => {
    const spread = spreadOf(
      [trial(0, [], [1, 10]), trial(1, [], [3, 10]), trial(2, [], [8, 10])],
      1,
    );
    expect(spread?.mean).toEqual(Float64Array.from([4, 10]));
    expect(spread?.sd[0]).toBeCloseTo(Math.sqrt(13), 12);
    expect(spread?.sd[1]).toBe(0);
    expect(spreadOf([], 1)).toBeNull();
    expect(spreadOf([trial(0, [], [5])], 1)?.sd).toEqual(Float64Array.from([0]));
  });
});
