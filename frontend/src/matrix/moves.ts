import type { Cell, WeightTable } from "./table";

export interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Where a key leads from a cell, or null when it leads nowhere. `page` is how many rows are seen. */
export function moved(stroke: Stroke, from: Cell, table: WeightTable, page: number): Cell | null {
  const { row, column } = from;
  const far = stroke.ctrlKey || stroke.metaKey;
  const [bottom, right] = [table.rows - 1, table.columns - 1];
  const to = (row: number, column: number): Cell => ({
    row: Math.max(0, Math.min(bottom, row)),
    column: Math.max(0, Math.min(right, column)),
  });
  switch (stroke.key) {
    case "ArrowUp":
      return far ? to(0, column) : to(row - 1, column);
    case "ArrowDown":
      return far ? to(bottom, column) : to(row + 1, column);
    case "ArrowLeft":
      return far ? to(row, 0) : to(row, column - 1);
    case "ArrowRight":
      return far ? to(row, right) : to(row, column + 1);
    case "Home":
      return far ? to(0, 0) : to(row, 0);
    case "End":
      return far ? to(bottom, right) : to(row, right);
    case "PageUp":
      return to(row - page, column);
    case "PageDown":
      return to(row + page, column);
    default:
      return null;
  }
}

/** Whether a key stroke begins to type a number. */
export function typesNumber(stroke: Stroke): boolean {
  return !stroke.ctrlKey && !stroke.metaKey && /^[-+\d.,\u2212]$/.test(stroke.key);
}
