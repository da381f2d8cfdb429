import { describe, expect, it } from "vitest";
import type { CellStyle } from "./cells";
import { mixed, packed, Squares } from "./squares";

const style: CellStyle = {
  colours: ["#000000", ...Array.from({ length: 62 }, () => "#111111"), "rgb(255 255 255)"],
  spike: "#f5b800",
  spikeEdge: "#7a5600",
  rest: "#808080",
  form: "circle",
  low: -80,
  high: -50,
};
const activity = (values: number[], spiked: number[] = values.map(() => 0)) => ({
  values: Float32Array.from(values),
  spiked: Uint8Array.from(spiked),
  rate: null,
  t: 0,
});

describe("colours", () => {
  it("are packed in the order of a canvas", () => {
    expect(packed("#0102ff")).toBe(0xffff0201);
    expect(packed("rgb(1 2 255)")).toBe(0xffff0201);
    expect(packed("nonsense")).toBe(0);
  });

  it("are mixed channel by channel", () => {
    expect(mixed(packed("#000000"), packed("#ff8000"), 0.5)).toBe(packed("#804000"));
  });
});

describe("cells as pixels", () => {
  const grid = { columns: 2, rows: 2, pitch: 3 };

  it("are squares with a gap", () => {
    const squares = new Squares(grid, 3);
    const never = new Float64Array(3).fill(-Infinity);
    expect(squares.paint(activity([-90, -40, -80]), never, style, 0, 100)).toBe(false);
    expect([squares.width, squares.height]).toEqual([8, 8]);
    const at = (x: number, y: number) => squares.pixels[y * 8 + x];
    expect(at(0, 0)).toBe(packed("#000000"));
    expect(at(2, 2)).toBe(packed("#000000"));
    expect([at(3, 0), at(0, 3)]).toEqual([0, 0]);
    expect(at(4, 0)).toBe(packed("#ffffff"));
    expect(at(0, 4)).toBe(packed("#000000"));
    // There is no fourth cell.
    expect(at(4, 4)).toBe(0);
  });

  it("flash with a spike and fade to what they are", () => {
    const squares = new Squares(grid, 1);
    const flashes = new Float64Array(1).fill(-Infinity);
    expect(squares.paint(activity([-80], [1]), flashes, style, 1000, 100)).toBe(true);
    expect(squares.pixels[0]).toBe(packed("#f5b800"));
    expect(squares.paint(activity([-80]), flashes, style, 1050, 100)).toBe(true);
    expect(squares.pixels[0]).toBe(mixed(packed("#f5b800"), packed("#000000"), 0.5));
    expect(squares.paint(activity([-80]), flashes, style, 1100, 100)).toBe(false);
    expect(squares.pixels[0]).toBe(packed("#000000"));
  });

  it("have no fill before anything is known", () => {
    const squares = new Squares(grid, 1);
    squares.paint(undefined, new Float64Array(1).fill(-Infinity), style, 0, 1);
    expect(squares.pixels[0]).toBe(packed("#808080"));
  });
});
