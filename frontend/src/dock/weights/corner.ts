import { THIN } from "../../shared/format";
import { count, type Layout, type Side } from "./blocks";

/** How far the part that is shown has been moved along the rows and the columns, from 0 to 1. */
export interface Pan {
  row: number;
  column: number;
}

/** A part of the matrix with at most so many cells a side: some cells of every population, in
 * proportion to their sizes, moved by `pan` from their first ones towards their last ones. */
export function cropped(layout: Layout, most: number, pan: Pan): Layout {
  const rows = croppedSides(layout.rows, most, pan.row);
  const columns = croppedSides(layout.columns, most, pan.column);
  const blocks = layout.blocks.flatMap(({ edge, row, column }) => {
    const target = rows[layout.rows.indexOf(row)];
    const source = columns[layout.columns.indexOf(column)];
    return target && source ? [{ edge, row: target, column: source }] : [];
  });
  return { rows, columns, blocks, rowCount: count(rows), columnCount: count(columns) };
}

function croppedSides(sides: readonly Side[], most: number, pan: number): Side[] {
  const share = Math.min(1, most / Math.max(1, count(sides)));
  let start = 0;
  return sides.map((side) => {
    const size = Math.max(1, Math.floor(side.size * share));
    const first = Math.round(pan * (side.size - size));
    const made = { ...side, size, first, start };
    start += size;
    return made;
  });
}

/** The share of the way by which a move of so many cells takes a part along: the largest population
 * follows the pointer, smaller ones keep in step. */
export function panBy(whole: readonly Side[], part: readonly Side[], cells: number): number {
  const way = Math.max(0, ...whole.map((side, i) => side.size - (part[i]?.size ?? side.size)));
  return way > 0 ? cells / way : 0;
}

/** How much of the matrix is shown, "50 of 800"; empty for all of it. */
export function partName(layout: Layout): string {
  const whole = (list: readonly Side[]): number => list.reduce((sum, side) => sum + side.whole, 0);
  const { rowCount, columnCount } = layout;
  const [rows, columns] = [whole(layout.rows), whole(layout.columns)];
  if (rowCount === rows && columnCount === columns) return "";
  if (rowCount === columnCount && rows === columns) return `${rowCount} of ${rows}`;
  const by = `${THIN}×${THIN}`;
  if (rowCount === columnCount) return `${rowCount} of ${rows}${by}${columns}`;
  return `${rowCount}${by}${columnCount} of ${rows}${by}${columns}`;
}
