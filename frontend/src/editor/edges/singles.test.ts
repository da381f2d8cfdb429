import { describe, expect, it } from "vitest";
import { shapeOf } from "../nodes/shapes";
import { neuron } from "../testing";
import { cellPlace, singlesOf, type Populated } from "./singles";

const cell: Populated = { x: 300, y: 0, shape: shapeOf(neuron("c"), "excitatory"), size: 1 };
const panel: Populated = {
  x: 0,
  y: 0,
  shape: shapeOf(neuron("p", { size: 8 }), null),
  size: 8,
};

describe("single synapses", () => {
  it("begin and end at the cells of a panel", () => {
    const [first, second, below] = [0, 1, 4].map((i) => cellPlace(panel, i));
    expect((second?.x ?? 0) - (first?.x ?? 0)).toBe(12.5);
    expect(second?.y).toBe(first?.y);
    expect((below?.y ?? 0) - (first?.y ?? 0)).toBe(12.5);
    expect(cellPlace(cell, 0)).toEqual({ x: 300, y: 0 });
  });

  it("are one line for each weight that is there", () => {
    const table = { rows: 1, columns: 8, values: Float64Array.of(1, NaN, -2, NaN, 0, NaN, NaN, 3) };
    const lines = singlesOf(table, panel, cell);
    expect(lines.map(({ weight }) => weight)).toEqual([1, -2, 0, 3]);
    const numbers = (lines[0]?.d.match(/-?[\d.]+/g) ?? []).map(Number);
    const [x = 0, y = 0, , , endX = 0, endY = 0] = numbers;
    const start = cellPlace(panel, 0);
    expect(Math.hypot(x - start.x, y - start.y)).toBeCloseTo(0.45 * 12.5, 0);
    expect(Math.hypot(endX - 300, endY)).toBeCloseTo(34, 0);
  });

  it("of a cell to itself are a loop", () => {
    const one = { rows: 1, columns: 1, values: Float64Array.of(2) };
    expect(singlesOf(one, cell, cell)[0]?.d).toMatch(/^M300 -34a/);
  });
});
