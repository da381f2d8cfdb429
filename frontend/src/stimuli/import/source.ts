import { intervalOf, isTime, readTable, type Table } from "../../inspector/series";
import { fetchArray, listArrays } from "../../state/api";
import type { ArrayEntry } from "../../wire/types";

/** A file that has been opened: a table of columns, or arrays of which one is to be chosen. */
export type Opened =
  | { readonly kind: "table"; readonly name: string; readonly table: Table }
  | {
      readonly kind: "arrays";
      readonly name: string;
      readonly file: File;
      readonly arrays: readonly ArrayEntry[];
    };

/** The server takes no more at once (rule H8). */
const LARGEST = 64 * 2 ** 20;
const LARGEST_TEXT = 20_000_000;

/** What is in a file. Raises Error with a sentence. */
export async function openFile(file: File): Promise<Opened> {
  if (file.size > LARGEST) throw new Error("A file of at most 64 MiB can be imported.");
  if (/\.np[zy]$/i.test(file.name)) {
    const { arrays } = await listArrays(file);
    return { kind: "arrays", name: file.name, file, arrays };
  }
  if (file.size > LARGEST_TEXT) throw new Error("A text file of at most 20 MB can be imported.");
  const table = readTable(await file.text());
  if (typeof table === "string") throw new Error(table);
  return { kind: "table", name: file.name, table };
}

/** An array as columns: of two dimensions, its columns, or its rows where `across`. */
export async function arrayTable(file: File, entry: ArrayEntry, across: boolean): Promise<Table> {
  const { shape, values } = await fetchArray(file, entry.name);
  return tableOf(entry.name, shape, values, across);
}

export function tableOf(
  name: string,
  shape: readonly number[],
  values: readonly number[],
  across: boolean,
): Table {
  const [rows = 1, width = 1] = shape;
  if (shape.length < 2) return { names: [name], columns: [[...values]] };
  const column = (k: number): number[] =>
    across
      ? values.slice(k * width, (k + 1) * width)
      : Array.from({ length: rows }, (_, row) => values[row * width + k] ?? 0);
  const count = across ? rows : width;
  return {
    names: Array.from({ length: count }, (_, k) => `${name} ${k}`),
    columns: Array.from({ length: count }, (_, k) => column(k)),
  };
}

/** How a table becomes series of samples. */
export interface SeriesChoice {
  /** Column of times, or null for the interval `dt`. */
  time: number | null;
  /** Times are in units of so many ms. */
  timeUnit: number;
  /** ms between rows where no column says it. */
  dt: number;
  columns: readonly number[];
  /** What values are multiplied with. */
  factor: number;
}

export function usualChoice(table: Table, dt: number): SeriesChoice {
  const time = table.columns.length > 1 && isTime(table.names[0] ?? "") ? 0 : null;
  const first = time === 0 ? 1 : 0;
  return { time, timeUnit: 1, dt, columns: [first], factor: 1 };
}

/** The series of a table, or a sentence that says why there is none. */
export function seriesOf(
  table: Table,
  choice: SeriesChoice,
): { columns: number[][]; dt: number } | string {
  const { time, timeUnit, columns, factor } = choice;
  if (columns.length === 0) return "Choose at least one column.";
  let { dt } = choice;
  if (time !== null) {
    const found = intervalOf(table.columns[time] ?? []);
    if (found === null) {
      return `The times in “${table.names[time] ?? ""}” are not at a regular interval: choose the interval instead.`;
    }
    dt = Number((found * timeUnit).toPrecision(6));
  }
  if (!(dt > 0)) return "The interval must be greater than 0.";
  const scaled = columns.map((k) =>
    (table.columns[k] ?? []).map((value) => Number((value * factor).toPrecision(6)) + 0),
  );
  return { columns: scaled, dt };
}

/** Spike times in ms from a column, in order; a second column may say which source each is of. */
export function timesOf(
  table: Table,
  column: number,
  source: number | null,
  unit: number,
  cells: number,
): number[] | number[][] | string {
  const times = (table.columns[column] ?? []).map((t) => Number((t * unit).toPrecision(9)));
  if (times.some((t) => t < 0)) return "A spike cannot come before t = 0.";
  if (times.length > 100_000) return "At most 100,000 spikes can be imported.";
  if (source === null) return times.sort((a, b) => a - b);
  const of = table.columns[source] ?? [];
  const wrong = of.findIndex((cell) => !Number.isInteger(cell) || cell < 0 || cell >= cells);
  if (wrong >= 0) {
    return `Row ${wrong + 1} names source ${of[wrong] ?? ""}; the sources are 0 to ${cells - 1}. Change the number of sources first.`;
  }
  const rows = Array.from({ length: cells }, (): number[] => []);
  times.forEach((t, i) => rows[of[i] ?? 0]?.push(t));
  rows.forEach((row) => row.sort((a, b) => a - b));
  return rows;
}

/** A data set of rows of inputs with one row of targets, or one class, for each; or a sentence. */
export function datasetOf(
  inputs: Table,
  answers: Table,
  train: number,
):
  | { inputs: number[][]; targets: number[][] | null; labels: number[] | null; train: number }
  | string {
  const samples = inputs.columns[0]?.length ?? 0;
  const given = answers.columns[0]?.length ?? 0;
  if (samples !== given) {
    return `There are ${samples} samples of inputs and ${given} of answers: let the other direction be the samples, or choose other arrays.`;
  }
  const rows = (table: Table): number[][] =>
    Array.from({ length: samples }, (_, i) =>
      table.columns.map((column) => Number((column[i] ?? 0).toPrecision(6)) + 0),
    );
  const [only] = answers.columns;
  const labels =
    answers.columns.length === 1 && only?.every((x) => Number.isInteger(x) && x >= 0 && x < 10_000)
      ? only
      : null;
  return {
    inputs: rows(inputs),
    targets: labels === null ? rows(answers) : null,
    labels: labels === null ? null : [...labels],
    train: Math.max(1, Math.min(samples, Math.round(train * samples))),
  };
}
