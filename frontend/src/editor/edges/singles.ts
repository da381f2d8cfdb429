import { create } from "zustand";
import { at, type WeightTable } from "../../matrix/table";
import { useBoard } from "../../state/board";
import { isEdge, isNode } from "../../state/records";
import { gridOf, middleOfCell, PANEL, type Grid, type Shape } from "../nodes/shapes";
import type { Point } from "../place";
import { countSynapses, countWords } from "./count";

/** Synapses of a connection that can be drawn one by one; more would be a blur. */
export const MOST_SINGLES = 500;

/** Draw the synapses of a connection one by one, or as one line again; says where there are too many. */
export function toggleSingles(id: string): void {
  const { records, notify } = useBoard.getState();
  const edge = records.get(id);
  const source = isEdge(edge) ? records.get(edge.source) : undefined;
  const target = isEdge(edge) ? records.get(edge.target) : undefined;
  if (!isEdge(edge) || !isNode(source) || !isNode(target)) return;
  const count = countSynapses(edge, source.size, target.size);
  if (count.synapses > MOST_SINGLES && !useSingles.getState().edges.has(id)) {
    notify(
      `This connection has ${countWords(count)} synapses; up to ${MOST_SINGLES} can be told apart one by one. Its weight matrix shows them all.`,
      "info",
    );
    return;
  }
  useSingles.getState().toggle(id);
}

interface SinglesState {
  /** Connections whose synapses are drawn between the cells; not part of the document. */
  edges: ReadonlySet<string>;
  toggle: (edge: string) => void;
}

export const useSingles = create<SinglesState>()((set) => ({
  edges: new Set(),
  toggle: (edge) =>
    set(({ edges }) => ({
      edges: edges.has(edge)
        ? new Set([...edges].filter((other) => other !== edge))
        : new Set([...edges, edge]),
    })),
}));

/** Where the cells begin below the upper edge of a panel. */
const CELLS_TOP = PANEL.header - 3;

export interface Populated extends Point {
  readonly shape: Shape;
  readonly size: number;
  /** How its cells are drawn, where that is not in rows. */
  readonly grid?: Grid;
}

/** Where a cell is on the board. */
export function cellPlace(
  { x, y, shape, size, grid = gridOf(size) }: Populated,
  cell: number,
): Point {
  if (shape.kind !== "panel") return { x, y };
  const middle = middleOfCell(grid, cell);
  return {
    x: x - shape.width / 2 + PANEL.pad + middle.x * grid.pitch,
    y: y - shape.height / 2 + CELLS_TOP + middle.y * grid.pitch,
  };
}

/** How far from the middle of a cell a line begins and ends. */
function room({ shape, size, grid = gridOf(size) }: Populated): number {
  return shape.kind === "panel" ? grid.pitch * 0.45 : 34;
}

export interface Single {
  readonly key: string;
  readonly d: string;
  readonly weight: number;
}

/** A slightly bent line for each synapse, so that both ways between two cells can be told apart; one
 * of a cell to itself is a small loop. */
export function singlesOf(table: WeightTable, source: Populated, target: Populated): Single[] {
  const lines: Single[] = [];
  for (let row = 0; row < table.rows; row++) {
    for (let column = 0; column < table.columns; column++) {
      const weight = at(table, row, column);
      if (Number.isNaN(weight)) continue;
      const a = cellPlace(source, column);
      const b = cellPlace(target, row);
      lines.push({ key: `${column} ${row}`, d: lineOf(a, b, room(source), room(target)), weight });
    }
  }
  return lines;
}

function lineOf(a: Point, b: Point, before: number, after: number): string {
  const show = (value: number): string => String(Math.round(value * 10) / 10);
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  if (length < 1) {
    const r = before;
    return `M${show(a.x)} ${show(a.y - r)}a${show(r)} ${show(r)} 0 1 1 ${show(r)} ${show(r)}`;
  }
  const along = { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
  const bend = Math.min(24, length * 0.12);
  const middle = {
    x: (a.x + b.x) / 2 - along.y * bend,
    y: (a.y + b.y) / 2 + along.x * bend,
  };
  const start = { x: a.x + along.x * before, y: a.y + along.y * before };
  const end = { x: b.x - along.x * after, y: b.y - along.y * after };
  return `M${show(start.x)} ${show(start.y)}Q${show(middle.x)} ${show(middle.y)} ${show(end.x)} ${show(end.y)}`;
}
