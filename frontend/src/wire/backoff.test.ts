import { describe, expect, it } from "vitest";
import { backoff, isSilent } from "./backoff";

describe("backoff", () => {
  it("doubles up to 8 s and is spread", () => {
    const middle = (): number => 0.5;
    expect([0, 1, 2, 10].map((n) => backoff(n, middle))).toEqual([250, 500, 1000, 8000]);
    expect(backoff(0, () => 0)).toBeCloseTo(187.5);
    expect(backoff(0, () => 1)).toBeCloseTo(312.5);
  });
});

describe("isSilent", () => {
  it("R5 takes a running board for lost after 5 s without a word", () => {
    expect(isSilent(true, 5500, 0)).toBe(true);
    expect(isSilent(true, 4500, 0)).toBe(false);
  });
  it("does not expect a paused board to speak, nor one after the computer slept", () => {
    expect(isSilent(false, 60_000, 0)).toBe(false);
    expect(isSilent(true, 60_000, 59_000)).toBe(false);
  });
});
