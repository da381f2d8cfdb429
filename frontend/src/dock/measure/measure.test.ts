import { describe, expect, it } from "vitest";
import { Series } from "../../live/series";
import { SpikeTrain } from "../../live/spikes";
import type { Trace } from "../../wire/types";
import { catalog, neurons, nothing, recordsOf } from "../testdata";
import { signalsOf } from "../trace/signals";
import { moved, nearest, NO_CURSORS, placed, rateText, reading, readingText } from "./measure";

const records = recordsOf(neurons("a", { label: "A" }));
const view: Trace = {
  id: "v",
  kind: "trace",
  of: [{ ...nothing, node: "a", variable: "V" }],
  window: 100,
  scale: "auto",
  scales: {},
  order: 0,
  share: 1,
  floating: null,
  linked: true,
};
const samples = new Series();
for (let t = 0; t <= 100; t++) samples.append(t, -70 + t / 10, -70 + t / 10);
const train = new SpikeTrain();
for (const [t, cell] of [
  [10, 0],
  [20, 1],
  [30, 0],
  [55, 0],
  [80, 0],
] as const)
  train.append(t, cell);
const source = {
  signals: signalsOf(view, records, catalog),
  series: () => samples,
  spikes: () => train,
};
const between = (a: number, b: number): ReturnType<typeof reading> =>
  reading(source, { a, b, active: "b" });

describe("cursors", () => {
  it("are placed one after the other; then the nearer one moves", () => {
    const first = placed(NO_CURSORS, 20);
    expect(first).toEqual({ a: 20, b: null, active: "a" });
    const both = placed(first, 60);
    expect(both).toEqual({ a: 20, b: 60, active: "b" });
    expect(placed(both, 30)).toEqual({ a: 30, b: 60, active: "a" });
    expect(placed(both, 90)).toEqual({ a: 20, b: 90, active: "b" });
  });

  it("are found near the hand, and never before t = 0", () => {
    const both = { a: 20, b: 60, active: "a" } as const;
    expect([nearest(both, 22, 3), nearest(both, 58, 3), nearest(both, 40, 3)]).toEqual([
      "a",
      "b",
      null,
    ]);
    expect(nearest(NO_CURSORS, 5, 1e9)).toBeNull();
    expect(moved(both, "a", -3).a).toBe(0);
  });
});

describe("a reading", () => {
  it("holds values, differences and time between the cursors", () => {
    const found = between(10, 60);
    expect(found.between).toBe(50);
    expect(found.values[0]?.a).toBeCloseTo(-69, 5);
    expect(found.values[0]?.b).toBeCloseTo(-64, 5);
  });

  it("counts the spikes of the cell that is shown, and no other's", () => {
    const [spikes] = between(60, 10).spikes;
    expect(spikes).toMatchObject({ name: "A", count: 3, times: [10, 30, 55] });
    expect(rateText(spikes?.perMs ?? null, "ms")).toBe("60\u2009Hz");
    expect(rateText(spikes?.perMs ?? null, "step")).toBe("0.06 per step");
    expect(between(10, 10).spikes[0]).toMatchObject({ count: 1, perMs: null });
  });

  it("has no differences before both cursors are placed", () => {
    const found = reading(source, { a: 10, b: null, active: "a" });
    expect([found.between, found.spikes, found.values[0]?.b]).toEqual([null, [], null]);
  });

  it("is a table as text", () => {
    expect(readingText(between(10, 60), "ms").trimEnd().split("\n")).toEqual([
      "\tcursor 1\tcursor 2\tdifference\tunit",
      "time\t10\t60\t50\tms",
      "V of A\t-69\t-64\t5\tmV",
      "spikes of A\t\t\t3\t60\u2009Hz",
      "times of A (ms)\t10 30 55",
    ]);
  });
});
