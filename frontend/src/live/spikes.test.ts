import { describe, expect, it } from "vitest";
import { SpikeTrain } from "./spikes";

describe("SpikeTrain", () => {
  it("keeps spikes in the order of time and counts them per ms", () => {
    const train = new SpikeTrain();
    train.push(10, Float32Array.of(0.2, 0.4, 1.6), Uint32Array.of(3, 1, 2));
    train.push(12, Float32Array.of(0.9, 0.1), Uint32Array.of(5, 4));
    expect(Array.from({ length: train.count }, (_, i) => train.source(i))).toEqual([3, 1, 2, 4, 5]);
    expect([9, 10, 11, 12, 13].map((bin) => train.counted(bin))).toEqual([0, 2, 1, 2, 0]);
    expect(train.from(11)).toBe(2);
    expect(train.first).toBeCloseTo(10.2);
  });

  it("grows, and forgets the oldest beyond its bound", () => {
    const train = new SpikeTrain();
    const most = 2 ** 19;
    for (let i = 0; i < most + 10; i++) train.append(i * 0.01, i % 7);
    expect(train.count).toBe(most);
    expect(train.time(0)).toBeCloseTo(0.1);
    expect(train.source(0)).toBe(10 % 7);
    expect(train.last).toBeCloseTo((most + 9) * 0.01);
  });

  it("forgets counts that are older than its bins", () => {
    const train = new SpikeTrain();
    train.append(5, 0);
    train.append(5 + 2 ** 17, 0);
    expect(train.counted(5)).toBe(0);
    expect(train.counted(5 + 2 ** 17)).toBe(1);
  });

  it("copies a stretch", () => {
    const train = new SpikeTrain();
    for (let t = 0; t < 10; t++) train.append(t, t);
    const copy = train.copy(3, 6);
    train.append(11, 0);
    expect([copy.count, copy.time(0), copy.last]).toEqual([4, 3, 6]);
  });
});
