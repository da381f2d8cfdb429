import type { Projection } from "../wire/types";

/** Weights of a connection, row by row: targets down, sources across, NaN where there is no synapse.
 * Values are replaced, never changed. */
export interface WeightTable {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells, its corners included. */
export interface Block {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Entries of a matrix that is edited here; the server sends no larger one whole (rule W1). */
export const MAX_ENTRIES = 1_000_000;

export const ABSENT = NaN;

export function emptyTable(rows: number, columns: number): WeightTable {
  return { rows, columns, values: new Float64Array(rows * columns).fill(ABSENT) };
}

export function at(table: WeightTable, row: number, column: number): number {
  return table.values[row * table.columns + column] ?? ABSENT;
}

export function wholeOf({ rows, columns }: WeightTable): Block {
  return { top: 0, left: 0, bottom: rows - 1, right: columns - 1 };
}

export function blockOf(one: Cell, other: Cell): Block {
  return {
    top: Math.min(one.row, other.row),
    left: Math.min(one.column, other.column),
    bottom: Math.max(one.row, other.row),
    right: Math.max(one.column, other.column),
  };
}

export function sizeOf(block: Block): { rows: number; columns: number } {
  return { rows: block.bottom - block.top + 1, columns: block.right - block.left + 1 };
}

/** The table with other values in a block. `change` is told the value and where it stands. */
export function mapped(
  table: WeightTable,
  block: Block,
  change: (value: number, row: number, column: number) => number,
): WeightTable {
  const values = table.values.slice();
  for (let row = block.top; row <= block.bottom; row++) {
    for (let column = block.left; column <= block.right; column++) {
      const place = row * table.columns + column;
      values[place] = change(values[place] ?? ABSENT, row, column);
    }
  }
  return { ...table, values };
}

/** What one connection's own matrix, or one weight for all pairs, says; null where the synapses are
 * drawn from the seed or weights have been learned, which only the server knows. */
export function tableOf(edge: Projection, rows: number, columns: number): WeightTable | null {
  const { connect, weight } = edge;
  if (edge.plasticity !== null || rows * columns > MAX_ENTRIES) return null;
  const self = edge.source === edge.target && !connect.allow_autapses;
  const matrix = Array.isArray(weight) ? weight : null;
  if (matrix ? connect.rule === "one_to_one" : typeof weight !== "number") return null;
  if (connect.rule !== "explicit" && connect.rule !== "all_to_all") return null;
  const made = emptyTable(rows, columns);
  return mapped(made, wholeOf(made), (_, row, column) => {
    if (self && row === column) return ABSENT;
    const value = matrix ? (matrix[row]?.[column] ?? 0) : Number(weight);
    return value === 0 && connect.rule === "explicit" ? ABSENT : value;
  });
}

/** The same connection with exactly these synapses: "all to all" while every pair has one, else the
 * rule "explicit", whose synapses are the weights that are not 0. */
export function withTable(edge: Projection, table: WeightTable): Projection {
  const { allow_autapses } = edge.connect;
  const self = edge.source === edge.target && !allow_autapses;
  const holes = table.values.some(
    (value, i) =>
      Number.isNaN(value) && !(self && Math.floor(i / table.columns) === i % table.columns),
  );
  const full = edge.connect.rule === "all_to_all" && !holes;
  const rule = full ? ("all_to_all" as const) : ("explicit" as const);
  const weight = Array.from({ length: table.rows }, (_, row) =>
    Array.from(table.values.subarray(row * table.columns, (row + 1) * table.columns), (value) =>
      Number.isNaN(value) ? 0 : value,
    ),
  );
  return { ...edge, connect: { rule, allow_autapses }, weight };
}

/** Six significant digits: what a person computes with, and short enough to be sent. */
export function short(value: number): number {
  return Number(value.toPrecision(6));
}
