import { same } from "../state/records";

/** Spike times as one row for all sources, or a row for each. */
export type Times = number[] | number[][];

/** More spikes than this are not drawn one by one. */
export const MOST_TICKS = 300;
export const MOST_ROWS = 12;

export function rowsOf(times: Times): number[][] {
  return times.some((row) => Array.isArray(row))
    ? times.map((row) => (Array.isArray(row) ? row : [row]))
    : [times.filter((t) => typeof t === "number")];
}

/** The times with one row replaced, in order of time. */
export function withRow(times: Times, row: number, next: readonly number[]): Times {
  const sorted = [...next].sort((a, b) => a - b);
  const rows = rowsOf(times);
  if (!times.some((each) => Array.isArray(each))) return sorted;
  return rows.map((old, k) => (k === row ? sorted : old));
}

export function added(times: Times, row: number, t: number): Times {
  return withRow(times, row, [...(rowsOf(times)[row] ?? []), Math.max(0, t)]);
}

export function removed(times: Times, row: number, spike: number): Times {
  return withRow(
    times,
    row,
    (rowsOf(times)[row] ?? []).filter((_, k) => k !== spike),
  );
}

/** A spike at another time, and where it then stands in its row. */
export function moved(
  times: Times,
  row: number,
  spike: number,
  t: number,
): { times: Times; spike: number } {
  const old = rowsOf(times)[row] ?? [];
  const to = Math.max(0, t);
  const others = old.filter((_, k) => k !== spike);
  const place = others.filter((other) => other < to).length;
  const next = withRow(times, row, [...others, to]);
  return same(next, times) ? { times, spike } : { times: next, spike: place };
}
