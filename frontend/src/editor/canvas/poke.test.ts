import { describe, expect, it } from "vitest";
import { gridOf } from "../nodes/shapes";
import { cellsAround } from "./poke";

describe("cells around a place", () => {
  it("are the one under the pointer", () => {
    const { columns } = gridOf(100);
    expect(cellsAround(100, { column: 2.4, row: 1.9 }, 0)).toEqual([columns + 2]);
  });

  it("are those that the brush covers", () => {
    const { columns } = gridOf(100);
    expect(cellsAround(100, { column: 0.5, row: 0.5 }, 1)).toEqual([0, 1, columns]);
    expect(cellsAround(100, { column: -5, row: -5 }, 1)).toEqual([]);
  });

  it("are cells that are there, in the last row too", () => {
    const { columns, rows } = gridOf(7);
    expect(cellsAround(7, { column: columns - 0.5, row: rows - 0.5 }, 0)).toEqual(
      columns * rows === 7 ? [6] : [],
    );
    expect(cellsAround(7, { column: 1, row: 1 }, 20)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
