import { beforeEach, describe, expect, it } from "vitest";
import { useBoard } from "../../state/board";
import { indexById, viewsOf } from "../../state/records";
import { emptyBoard } from "../../state/types";
import { catalog, neuron } from "../testing";
import { gridOf, middleOfCell } from "../nodes/shapes";
import { cellAt, cellPlace, probe, probeChosen, probedCells, stepCell, useCells } from "./cells";

describe("places of cells", () => {
  it.each([1, 7, 100, 403, 9999])("lead back to the cell (%i cells)", (size) => {
    for (const layout of ["grid", "line", "ring", "random"] as const) {
      const grid = gridOf(size, layout);
      const { columns, rows, pitch } = grid;
      for (const cell of [0, size >> 1, size - 1]) {
        const { x, y } = cellPlace(grid, cell);
        const place = { x: (x - 13) / (columns * pitch), y: (y - 27) / (rows * pitch) };
        expect(cellAt(size, grid, place)).toBe(cell);
      }
    }
  });

  it("follow the layout: in one row, or evenly around a ring", () => {
    expect(gridOf(40, "line")).toMatchObject({ columns: 40, rows: 1 });
    const ring = gridOf(40, "ring");
    const far = Array.from({ length: 40 }, (_, cell) => {
      const { x, y } = middleOfCell(ring, cell);
      return Math.hypot(x - ring.columns / 2, y - ring.rows / 2);
    });
    for (const radius of far) expect(radius).toBeCloseTo(40 / (2 * Math.PI), 4);
    expect(cellAt(40, ring, { x: 0.5, y: 0.5 })).toBeNull();
  });

  it("are none outside the grid and beyond the last cell", () => {
    expect(cellAt(7, gridOf(7), { x: 1.01, y: 0.1 })).toBeNull();
    expect(cellAt(7, gridOf(7), { x: 0.1, y: -0.01 })).toBeNull();
    expect(cellAt(7, gridOf(7), { x: 0.99, y: 0.99 })).toBeNull();
  });
});

describe("probing", () => {
  const board = useBoard.getState;
  const views = () => viewsOf(board().records);

  beforeEach(() => {
    const records = indexById([neuron("pop", { size: 20 }), neuron("one")]);
    useBoard.setState({ ...emptyBoard, records, catalog, selection: new Set(["pop"]) });
    useBoard.setState({ ledger: { confirmed: records, seq: 0, pending: [] } });
    useCells.setState({ chosen: null, hovered: null });
  });

  it("opens a trace of the cell, and adds further ones to it", () => {
    probe("pop", 5);
    probe("pop", 2);
    expect(views()).toHaveLength(1);
    expect(views()[0]?.of).toEqual([{ node: "pop", edge: null, variable: "V", cells: [5, 2] }]);
    expect(probedCells(board().records, "pop")).toEqual([5, 2]);
    probe("pop", 5);
    expect(views()[0]?.of[0]?.cells).toEqual([5, 2]);
    expect(board().notices.at(-1)?.problem.message).toContain("Cell 5 of Neuron pop is shown");
  });

  it("opens another view when one has eight cells", () => {
    for (let cell = 0; cell < 9; cell++) probe("pop", cell);
    expect(views().map((view) => view.of[0]?.cells?.length)).toEqual([8, 1]);
  });

  it("by keys goes from cell to cell of the selected population, around the ends", () => {
    expect(probeChosen()).toBe(false);
    stepCell(1);
    expect(useCells.getState().chosen).toEqual({ node: "pop", cell: 0 });
    stepCell(-1);
    expect(useCells.getState().chosen?.cell).toBe(19);
    expect(probeChosen()).toBe(true);
    expect(views()[0]?.of[0]?.cells).toEqual([19]);
    board().select(["one"]);
    expect(probeChosen()).toBe(false);
    stepCell(1);
    expect(board().notices.at(-1)?.problem.message).toContain("Select a population first");
  });
});
