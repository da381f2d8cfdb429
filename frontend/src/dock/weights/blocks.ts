import { signsOf } from "../../editor/connect";
import { nodeName } from "../../shared/names";
import type { AnyRecord, Catalog, Weights } from "../../wire/types";
import type { ColorName } from "../paint/palette";

/** A population along one side of the matrix. */
export interface Side {
  node: string;
  name: string;
  /** Cells of it that the matrix shows. */
  size: number;
  /** The first of them. */
  first: number;
  /** Cells it has. */
  whole: number;
  start: number;
  color: ColorName;
}

/** An edge's place in the matrix. */
export interface Block {
  edge: string;
  row: Side;
  column: Side;
}

/** The whole matrix: targets down, sources across, one block for each edge. */
export interface Layout {
  rows: Side[];
  columns: Side[];
  blocks: Block[];
  rowCount: number;
  columnCount: number;
}

/** At most so many rows and columns of an edge are sent (rule F7). */
const MOST = 1000;

/** Arrange the edges of a view; edges that are gone are left out. */
export function layoutOf(
  view: Weights,
  records: ReadonlyMap<string, AnyRecord>,
  catalog: Catalog | null,
): Layout {
  const rows: Side[] = [];
  const columns: Side[] = [];
  const blocks: Block[] = [];
  const signs = signsOf(records);
  const side = (list: Side[], id: string): Side | null => {
    const known = list.find((entry) => entry.node === id);
    if (known) return known;
    const record = records.get(id);
    if (record?.kind !== "neurons" && record?.kind !== "stimulus") return null;
    const sign = signs.get(id) ?? null;
    const made: Side = {
      node: id,
      name: nodeName(record, catalog),
      size: Math.min(record.size, MOST),
      first: 0,
      whole: record.size,
      start: list.reduce((sum, entry) => sum + entry.size, 0),
      color: sign === "excitatory" ? "exc-text" : sign === "inhibitory" ? "inh-text" : "ink-2",
    };
    list.push(made);
    return made;
  };
  for (const watched of view.of) {
    const edge = watched.edge === null ? undefined : records.get(watched.edge);
    if (edge?.kind !== "projection") continue;
    const row = side(rows, edge.target);
    const column = side(columns, edge.source);
    if (!row || !column) continue;
    blocks.push({ edge: edge.id, row, column });
  }
  return { rows, columns, blocks, rowCount: count(rows), columnCount: count(columns) };
}

/** The side that holds an index of the matrix, and the cell of it. */
export function locate(list: readonly Side[], index: number): { side: Side; cell: number } | null {
  const side = list.find((entry) => index >= entry.start && index < entry.start + entry.size);
  return side ? { side, cell: side.first + index - side.start } : null;
}

export function count(list: readonly Side[]): number {
  return list.reduce((sum, { size }) => sum + size, 0);
}
