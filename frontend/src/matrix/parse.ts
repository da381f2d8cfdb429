import { csvLine } from "../shared/csv";
import { parseNumber } from "../shared/format";
import { ABSENT, at, emptyTable, MAX_ENTRIES, sizeOf, type Block, type WeightTable } from "./table";

/** Numbers row by row, NaN for an empty cell. */
export type Numbers = readonly (readonly number[])[];

/** A text as a spreadsheet copies it, or a CSV file: tabs, semicolons or commas between numbers. A
 * sentence where it is none. */
export function parseBlock(text: string): Numbers | string {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  if (text.trim() === "") return "There is nothing to put in: the text is empty.";
  const separator = separatorOf(text);
  const rows: number[][] = [];
  let entries = 0;
  for (const [i, line] of lines.entries()) {
    const cells = separator === " " ? line.trim().split(/\s+/) : line.split(separator);
    entries += cells.length;
    if (entries > MAX_ENTRIES)
      return `There are more than ${MAX_ENTRIES} numbers, too many for one matrix.`;
    const row: number[] = [];
    for (const [j, cell] of cells.entries()) {
      const value = numberOf(cell, separator);
      if (value === null) {
        return `Line ${i + 1}, column ${j + 1}: “${cell.trim().slice(0, 24)}” is not a number. Leave it empty where there is no synapse.`;
      }
      row.push(value);
    }
    rows.push(row);
  }
  const width = rows[0]?.length ?? 0;
  const odd = rows.findIndex((row) => row.length !== width);
  if (odd >= 0) {
    return `Line ${odd + 1} has ${rows[odd]?.length ?? 0} numbers, line 1 has ${width}: all lines must be as long.`;
  }
  return rows;
}

function separatorOf(text: string): string {
  if (text.includes("\t")) return "\t";
  if (text.includes(";")) return ";";
  return text.includes(",") ? "," : " ";
}

function numberOf(cell: string, separator: string): number | null {
  const plain = cell.trim().replace(/^"(.*)"$/, "$1");
  if (plain === "" || /^(nan|-)$/i.test(plain)) return ABSENT;
  // A comma that separates is no decimal comma.
  return separator === "," && plain.includes(",") ? null : parseNumber(plain);
}

/** Where pasted numbers go: over the selection where it has their size or is one cell, which is then
 * their upper left; one number fills the whole selection. Else a sentence. */
export function placeFor(
  numbers: Numbers,
  selection: Block,
  table: WeightTable,
): { block: Block; numbers: Numbers } | string {
  const rows = numbers.length;
  const columns = numbers[0]?.length ?? 0;
  const chosen = sizeOf(selection);
  const [only] = numbers[0] ?? [];
  if (rows * columns === 1 && only !== undefined) {
    const filled = Array.from({ length: chosen.rows }, () =>
      new Array<number>(chosen.columns).fill(only),
    );
    return { block: selection, numbers: filled };
  }
  const single = chosen.rows * chosen.columns === 1;
  if (!single && (chosen.rows !== rows || chosen.columns !== columns)) {
    return `What is pasted has ${size(rows, columns)}, the selection ${size(chosen.rows, chosen.columns)}. Select one cell, or as many as are pasted.`;
  }
  const block = {
    top: selection.top,
    left: selection.left,
    bottom: selection.top + rows - 1,
    right: selection.left + columns - 1,
  };
  if (block.bottom >= table.rows || block.right >= table.columns) {
    const room = size(table.rows - block.top, table.columns - block.left);
    return `What is pasted has ${size(rows, columns)}; from this cell on there is room for ${room}.`;
  }
  return { block, numbers };
}

function size(rows: number, columns: number): string {
  return `${rows} row${rows === 1 ? "" : "s"} and ${columns} column${columns === 1 ? "" : "s"}`;
}

/** A block as text for a spreadsheet: tabs between numbers, nothing where there is no synapse. */
export function blockText(table: WeightTable, block: Block): string {
  const lines: string[] = [];
  for (let row = block.top; row <= block.bottom; row++) {
    const cells: string[] = [];
    for (let column = block.left; column <= block.right; column++) {
      const value = at(table, row, column);
      cells.push(Number.isNaN(value) ? "" : String(value));
    }
    lines.push(cells.join("\t"));
  }
  return lines.join("\n");
}

/** The whole matrix as a file: one line for each target. */
export function matrixFile(table: WeightTable): string {
  let text = "";
  for (let row = 0; row < table.rows; row++) {
    const line = table.values.subarray(row * table.columns, (row + 1) * table.columns);
    text += csvLine(Array.from(line));
  }
  return text;
}

/** Delays of all synapses in ms, or of each one (target, source). */
export type Delays = number | readonly (readonly number[])[] | null;

/** One line for each synapse: source, target, weight, and the delay where it is known. */
export function tripletFile(table: WeightTable, delays: Delays): string {
  const head = ["source", "target", "weight", ...(delays === null ? [] : ["delay"])];
  let text = csvLine(head);
  for (let row = 0; row < table.rows; row++) {
    for (let column = 0; column < table.columns; column++) {
      const value = at(table, row, column);
      if (Number.isNaN(value)) continue;
      const delay = typeof delays === "number" ? delays : delays?.[row]?.[column];
      text += csvLine([column, row, value, ...(delay === undefined ? [] : [delay])]);
    }
  }
  return text;
}

export interface Imported {
  readonly table: WeightTable;
  /** ms of each synapse (target, source), where the file says them. */
  readonly delays: number[][] | null;
}

/** A file with a matrix, or, where its first line names "source", with a line for each synapse. */
export function parseFile(text: string, rows: number, columns: number): Imported | string {
  const plain = text.replace(/^\uFEFF/, "");
  if (/^[^\n]*\bsource\b/i.test(plain)) return parseTriplets(plain, rows, columns);
  const numbers = parseBlock(plain);
  if (typeof numbers === "string") return numbers;
  const width = numbers[0]?.length ?? 0;
  if (numbers.length !== rows || width !== columns) {
    return `The file has ${size(numbers.length, width)}; this connection has ${size(rows, columns)}, a row for each target cell.`;
  }
  return { table: { rows, columns, values: Float64Array.from(numbers.flat()) }, delays: null };
}

function parseTriplets(text: string, rows: number, columns: number): Imported | string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const separator = separatorOf(lines[0] ?? "");
  const names = (lines[0] ?? "").split(separator).map((name) => name.trim().toLowerCase());
  const source = names.indexOf("source");
  const target = names.indexOf("target");
  const weight = names.indexOf("weight");
  const delay = names.indexOf("delay");
  if (Math.min(source, target, weight) < 0) {
    return "The first line must name the columns source, target and weight; delay may follow.";
  }
  const { values } = emptyTable(rows, columns);
  const delays = delay >= 0 ? emptyDelays(rows, columns) : null;
  for (const [i, line] of lines.entries()) {
    if (i === 0 || line.trim() === "") continue;
    const cells = line.split(separator).map((cell) => parseNumber(cell));
    const [from, to, value] = [cells[source], cells[target], cells[weight]];
    if (from === null || to === null || value === null) {
      return `Line ${i + 1}: “${line.slice(0, 40)}” does not hold the numbers of a synapse.`;
    }
    if (from === undefined || to === undefined || value === undefined) {
      return `Line ${i + 1}: “${line.slice(0, 40)}” has fewer columns than the first line.`;
    }
    if (!isCell(from, columns) || !isCell(to, rows)) {
      return `Line ${i + 1}: there is no synapse from cell ${from} to cell ${to}; sources are 0 to ${columns - 1}, targets 0 to ${rows - 1}.`;
    }
    if (!Number.isNaN(values[to * columns + from] ?? NaN)) {
      return `Line ${i + 1}: the synapse from cell ${from} to cell ${to} is there twice.`;
    }
    values[to * columns + from] = value;
    const late = delays ? cells[delay] : 0;
    if (late === null || late === undefined || late < 0 || late > 1000) {
      return `Line ${i + 1}: a delay is a number of ms from 0 to 1000.`;
    }
    const reached = delays?.[to];
    if (reached) reached[from] = late;
  }
  return { table: { rows, columns, values }, delays };
}

function emptyDelays(rows: number, columns: number): number[][] {
  return Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
}

function isCell(value: number, size: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < size;
}
