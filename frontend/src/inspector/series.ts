/** A series of samples from a file or from the clipboard. */
export interface Series {
  /** One list per column. */
  columns: number[][];
  /** Time between rows, ms, where the first column was a regular time. */
  dt: number | null;
}

const MOST = 1_000_000;
const TIME = /^\s*"?(t|time|ms|t \(ms\)|time \(ms\)|t_ms|time_ms)"?\s*$/i;

/** Numbers of a file in columns, named where its first line names them. */
export interface Table {
  names: string[];
  columns: number[][];
}

/** Rows of numbers apart by commas, semicolons, tabs or spaces, with or without a line of names. A
 * sentence when they cannot be read. */
export function readTable(text: string): Table | string {
  const lines = text
    .replace(/\u2212/g, "-")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
  const split = (line: string): string[] =>
    line
      .trim()
      .split(/[;,\t]\s*|\s+/)
      .filter(Boolean);
  const head = lines[0] ?? "";
  const named = lines.length > 1 && split(head).some((word) => !Number.isFinite(Number(word)));
  const rows: number[][] = [];
  let count = 0;
  for (const [i, line] of lines.slice(named ? 1 : 0).entries()) {
    const row = split(line).map(Number);
    const wrong = row.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) {
      return `“${(split(line)[wrong] ?? "").slice(0, 24)}” in line ${i + (named ? 2 : 1)} is not a number.`;
    }
    count += row.length;
    if (count > MOST) return `At most ${MOST.toLocaleString("en")} numbers fit here.`;
    rows.push(row);
  }
  const [first] = rows;
  if (!first) return "There are no numbers in it.";
  const uneven = rows.findIndex((row) => row.length !== first.length);
  if (uneven > 0) {
    return `Line ${uneven + (named ? 2 : 1)} has ${rows[uneven]?.length ?? 0} numbers, the first one ${first.length}.`;
  }
  const titles = named ? head.split(/[;,\t]/).map((name) => name.trim().replace(/^"|"$/g, "")) : [];
  return {
    names: first.map((_, k) => (titles[k] ?? "").slice(0, 40)),
    columns: first.map((_, column) => rows.map((row) => row[column] ?? 0)),
  };
}

/** A table as series: one row alone is one series; a first column of regular times gives dt. A
 * sentence when it cannot be read. */
export function parseSeries(text: string): Series | string {
  const table = readTable(text);
  if (typeof table === "string") return table;
  const { names, columns } = table;
  if (columns[0]?.length === 1) return { columns: [columns.map(([x]) => x ?? 0)], dt: null };
  if (columns.length === 1 || !isTime(names[0] ?? "")) return { columns, dt: null };
  const dt = intervalOf(columns[0] ?? []);
  if (dt === null) return "The times in the first column are not at a regular interval.";
  return { columns: columns.slice(1), dt };
}

/** Whether a column is called as times in ms are. */
export function isTime(name: string): boolean {
  return TIME.test(name);
}

/** The time between regular times, or null. */
export function intervalOf(times: readonly number[]): number | null {
  const first = times[0] ?? 0;
  const dt = ((times.at(-1) ?? 0) - first) / (times.length - 1);
  const regular = dt > 0 && times.every((t, i) => Math.abs(t - first - i * dt) < 0.01 * dt);
  return regular ? Number(dt.toPrecision(6)) : null;
}

/** A series as one list per cell. */
export function columnsOf(values: readonly (number | number[])[]): number[][] {
  if (values.some((row) => Array.isArray(row))) {
    return values.map((row) => (Array.isArray(row) ? row : [row]));
  }
  return [values.filter((value) => typeof value === "number")];
}
