import { describe, expect, it } from "vitest";
import type { WeightMatrix } from "../../live/live";
import type { Weights } from "../../wire/types";
import { catalog, edge, neurons, nothing, recordsOf } from "../testdata";
import { layoutOf, locate } from "./blocks";
import { panBy, partName } from "./corner";
import { hitMatrix, partOf, placeMatrix } from "./draw";
import { matrixPicture, weightAt, weightLimit } from "./matrix";

const view = (...edges: string[]): Weights => ({
  id: "v",
  kind: "weights",
  of: edges.map((id) => ({ ...nothing, edge: id })),
  order: 0,
  share: 1,
  floating: null,
});
const matrix = (rows: number, columns: number, values: number[]): WeightMatrix => ({
  rows,
  columns,
  targetSize: rows,
  sourceSize: columns,
  values: Float32Array.from(values),
  version: 1,
});
const records = recordsOf(
  neurons("e", { size: 2, sign: "excitatory" }),
  neurons("i", { size: 1, sign: "inhibitory" }),
  edge("ee", "e", "e", { weight: 3 }),
  edge("ei", "i", "e", { weight: -5 }),
);
const layout = layoutOf(view("ee", "ei"), records, catalog);
const held = new Map([
  ["ee", matrix(2, 2, [NaN, 3, 3, NaN])],
  ["ei", matrix(2, 1, [-5, -5])],
]);
const weights = (id: string): WeightMatrix | undefined => held.get(id);

describe("the matrix of several edges", () => {
  it("has targets down and sources across", () => {
    expect([layout.rowCount, layout.columnCount]).toEqual([2, 3]);
    expect(layout.columns.map((side) => [side.name, side.start])).toEqual([
      ["Neuron E", 0],
      ["Neuron I", 2],
    ]);
    expect(locate(layout.columns, 2)).toMatchObject({ cell: 0, side: { node: "i" } });
    expect(locate(layout.columns, 3)).toBeNull();
    expect(weightAt(layout, weights, 0, 2)).toBe(-5);
    expect(weightAt(layout, weights, 1, 0)).toBe(3);
  });

  it("tells a synapse that is not there from one of weight 0", () => {
    expect(weightAt(layout, weights, 0, 0)).toBeNaN();
    expect(weightAt(layout, () => matrix(2, 2, [0, 1, 1, 0]), 0, 0)).toBe(0);
    expect(weightAt(layout, () => undefined, 0, 0)).toBeNull();
  });

  it("has a symmetric, round colour scale", () => {
    expect(weightLimit(layout, weights)).toBe(5);
    expect(weightLimit(layout, () => undefined)).toBe(1);
  });
});

describe("matrixPicture", () => {
  const alpha = (rgba: Uint8ClampedArray): number[] =>
    Array.from({ length: rgba.length / 4 }, (_, i) => rgba[4 * i + 3] ?? 0);

  it("leaves absent synapses open", () => {
    const picture = matrixPicture(layout, weights, { rows: 100, columns: 100 }, 5);
    expect([picture.rows, picture.columns, picture.fold]).toEqual([2, 3, 1]);
    expect(alpha(picture.rgba)).toEqual([0, 255, 255, 255, 0, 255]);
  });

  it("shows the strongest of what it sums up, never a mean", () => {
    const size = 100;
    const values = new Array<number>(size * size).fill(NaN);
    values[5 * size + 7] = -4;
    values[5 * size + 8] = 3;
    const big = layoutOf(
      view("b"),
      recordsOf(neurons("a", { size }), edge("b", "a", "a", { weight: 1 })),
      catalog,
    );
    const picture = matrixPicture(
      big,
      () => matrix(size, size, values),
      { rows: 10, columns: 10 },
      4,
    );
    expect([picture.fold, picture.rows]).toEqual([10, 10]);
    expect(alpha(picture.rgba).filter((a) => a > 0)).toHaveLength(1);
    expect(alpha(picture.rgba)[0]).toBe(255);
  });
});

describe("the place of the matrix", () => {
  it("finds the cell under the pointer", () => {
    const place = placeMatrix(layout, 400, 200);
    const at = hitMatrix(place, place.x + 2.5 * place.cell, place.y + 0.5 * place.cell);
    expect(at).toEqual({ row: 0, column: 2 });
    expect(hitMatrix(place, place.x - 1, place.y + 1)).toBeNull();
    expect(hitMatrix(place, place.x + 1, place.y + place.cell * 2 + 1)).toBeNull();
  });
});

describe("a matrix that is too large for the tile", () => {
  const big = layoutOf(
    view("ee", "ei"),
    recordsOf(
      neurons("e", { size: 800 }),
      neurons("i", { size: 200 }),
      edge("ee", "e", "e"),
      edge("ei", "i", "e"),
    ),
    catalog,
  );
  // The weight says the pair: 1000 * target + source.
  const pairs = (rows: number, columns: number): WeightMatrix =>
    matrix(
      rows,
      columns,
      Array.from(
        { length: rows * columns },
        (_, k) => 1000 * Math.floor(k / columns) + (k % columns),
      ),
    );
  const held = new Map([
    ["ee", pairs(800, 800)],
    ["ei", pairs(800, 200)],
  ]);
  const weights = (id: string): WeightMatrix | undefined => held.get(id);

  it("is shown in part, with some cells of every population", () => {
    const part = partOf(big, 400, 170, { row: 0, column: 0 });
    expect(part.columns.map(({ size, first }) => [size, first])).toEqual([
      [40, 0],
      [10, 0],
    ]);
    expect(placeMatrix(part, 400, 170).cell).toBeGreaterThanOrEqual(2.5);
    expect(partName(part)).toBe("50 of 800\u2009×\u20091000");
    expect(partOf(layout, 400, 200, { row: 0, column: 0 })).toBe(layout);
    expect(partName(layout)).toBe("");
  });

  it("names every pair rightly wherever the part is", () => {
    const part = partOf(big, 400, 170, { row: 1, column: 0.5 });
    const row = locate(part.rows, 49);
    const source = locate(part.columns, 45);
    expect([row?.cell, source?.side.node, source?.cell]).toEqual([799, "i", 100]);
    expect(weightAt(part, weights, 49, 45)).toBe(799_100);
    expect(weightAt(part, weights, 0, 0)).toBe(750_380);
    const picture = matrixPicture(part, weights, { rows: 200, columns: 200 }, 1e6);
    expect([picture.rows, picture.columns, picture.fold]).toEqual([50, 50, 1]);
  });

  it("moves by as many cells as the pointer", () => {
    const part = partOf(big, 400, 170, { row: 0, column: 0 });
    const moved = partOf(big, 400, 170, { row: panBy(big.rows, part.rows, 7), column: 0 });
    expect(moved.rows[0]?.first).toBe(7);
    expect(panBy(layout.rows, layout.rows, 7)).toBe(0);
  });
});
