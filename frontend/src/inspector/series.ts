/** A series of samples from a file or from the clipboard. */
export interface Series {
  /** One list per column. */
  columns: number[][];
  /** Time between rows, ms, where the first column was a regular time. */
  dt: number | null;
}

const MOST = 1_000_000;
const TIME = /^\s*"?(t|time|ms|t \(ms\)|time \(ms\)|t_ms|time_ms)"?\s*$/i;

/** Rows of numbers apart by commas, semicolons, tabs or spaces, with or without a line of names; one
 * row alone is one series. A sentence when it cannot be read. */
export function parseSeries(text: string): Series | string {
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
  const names = named ? head.split(/[;,\t]/) : [];
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
  if (rows.length === 1) return { columns: [first], dt: null };
  const uneven = rows.findIndex((row) => row.length !== first.length);
  if (uneven > 0) {
    return `Line ${uneven + (named ? 2 : 1)} has ${rows[uneven]?.length ?? 0} numbers, the first one ${first.length}.`;
  }
  const columns = first.map((_, column) => rows.map((row) => row[column] ?? 0));
  const times = columns[0] ?? [];
  if (columns.length === 1 || !TIME.test(names[0] ?? "")) return { columns, dt: null };
  const dt = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (times.length - 1);
  const regular =
    dt > 0 && times.every((t, i) => Math.abs(t - (times[0] ?? 0) - i * dt) < 0.01 * dt);
  if (!regular) return "The times in the first column are not at a regular interval.";
  return { columns: columns.slice(1), dt: Number(dt.toPrecision(6)) };
}

/** A series as one list per cell. */
export function columnsOf(values: readonly (number | number[])[]): number[][] {
  if (values.some((row) => Array.isArray(row))) {
    return values.map((row) => (Array.isArray(row) ? row : [row]));
  }
  return [values.filter((value) => typeof value === "number")];
}
