import { describe, expect, it } from "vitest";
import { dotAlong, goOn, placeOf, strengthAt } from "./sparks";

describe("rings", () => {
  it("are whole while a cell spikes and fade after it", () => {
    expect(strengthAt(0, 300)).toBe(1);
    expect(strengthAt(150, 300)).toBeCloseTo(0.25);
    expect(strengthAt(300, 300)).toBe(0);
    expect(strengthAt(1, 0)).toBe(0);
  });
});

describe("dots", () => {
  it("travel from one end of the line to the other and are gone", () => {
    const dot = dotAlong("M0 0C10 0 20 30 30 30", 200, 100);
    expect(placeOf(dot)).toEqual({ x: 0, y: 0 });
    goOn(dot, 100, 100);
    expect(placeOf(dot)).toEqual({ x: 15, y: 15 });
    goOn(dot, 100, 100);
    expect(placeOf(dot)).toEqual({ x: 30, y: 30 });
    goOn(dot, 1, 100);
    expect(placeOf(dot)).toBeNull();
  });

  it("go faster when the network does", () => {
    const dot = dotAlong("M0 0C10 0 20 30 30 30", 200, 100);
    goOn(dot, 25, 400);
    expect(dot.share).toBe(0.5);
  });
});
