/** One line of a table with commas (RFC 4180). A text that a spreadsheet would take for a formula is
 * marked as text. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** "V of A (mV)". */
export function withUnit(name: string, unit: string): string {
  return unit === "" ? name : `${name} (${unit})`;
}

/** A time or value as it was sent: 7 digits, as float32 holds. */
export function single(value: number): number {
  return Number(value.toPrecision(7));
}
