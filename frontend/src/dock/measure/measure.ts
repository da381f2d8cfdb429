import type { Series } from "../../live/series";
import type { SpikeTrain } from "../../live/spikes";
import { formatNumber, formatQuantity } from "../../shared/format";
import { timeWord, type TimeUnit } from "../../shared/timeunit";
import type { Signal } from "../trace/signals";

/** Two cursors on a trace, at times in ms; null where one has not been placed. */
export interface Cursors {
  readonly a: number | null;
  readonly b: number | null;
  /** The one that keys move, and that was moved last. */
  readonly active: "a" | "b";
}

export const NO_CURSORS: Cursors = { a: null, b: null, active: "a" };

/** A signal at the cursors. */
export interface Value {
  readonly signal: Signal;
  readonly a: number | null;
  readonly b: number | null;
}

/** Spikes of a cell between the cursors. */
export interface Spikes {
  readonly name: string;
  readonly count: number;
  /** Times in ms of the first ones. */
  readonly times: readonly number[];
  /** Spikes per ms of model time; null where no time lies between the cursors. */
  readonly perMs: number | null;
}

export interface Reading {
  readonly cursors: Cursors;
  /** ms from the first cursor to the second; null until both are placed. */
  readonly between: number | null;
  readonly values: readonly Value[];
  readonly spikes: readonly Spikes[];
}

/** Where a reading takes its data from. */
export interface Source {
  readonly signals: readonly Signal[];
  readonly series: (key: string) => Series | undefined;
  readonly spikes: (node: string) => SpikeTrain | undefined;
}

/** Times of spikes that a reading holds; more are only counted. */
const MOST_TIMES = 500;

/** Put a cursor at `t`: the first, then the second, then whichever is nearer moves. */
export function placed(cursors: Cursors, t: number): Cursors {
  const { a, b } = cursors;
  if (a === null) return moved(cursors, "a", t);
  if (b === null) return moved(cursors, "b", t);
  return moved(cursors, Math.abs(t - a) <= Math.abs(t - b) ? "a" : "b", t);
}

/** The cursors with one of them elsewhere. */
export function moved(cursors: Cursors, which: "a" | "b", t: number): Cursors {
  return { ...cursors, [which]: Math.max(0, t), active: which };
}

/** The cursor within `reach` ms of `t`, the nearer one. */
export function nearest({ a, b }: Cursors, t: number, reach: number): "a" | "b" | null {
  const toA = a === null ? Infinity : Math.abs(a - t);
  const toB = b === null ? Infinity : Math.abs(b - t);
  if (Math.min(toA, toB) > reach) return null;
  return toA <= toB ? "a" : "b";
}

/** What stands at the cursors and between them. */
export function reading(source: Source, cursors: Cursors): Reading {
  const { a, b } = cursors;
  const both = a !== null && b !== null;
  const values = source.signals.map((signal) => ({
    signal,
    a: valueAt(source.series(signal.key), a),
    b: valueAt(source.series(signal.key), b),
  }));
  return {
    cursors,
    between: both ? b - a : null,
    values,
    spikes: both ? spikesBetween(source, Math.min(a, b), Math.max(a, b)) : [],
  };
}

/** The sample at or before t; the middle of the extremes where only these are kept. */
export function valueAt(series: Series | undefined, t: number | null): number | null {
  const found = t === null ? null : (series?.at(t) ?? null);
  if (found === null || Number.isNaN(found.lo)) return null;
  return (found.lo + found.hi) / 2;
}

function spikesBetween(source: Source, t0: number, t1: number): Spikes[] {
  const cells = new Map<string, Signal>();
  for (const signal of source.signals) cells.set(`${signal.owner} ${signal.cell}`, signal);
  return [...cells.values()].flatMap((signal) => {
    const train = source.spikes(signal.owner);
    if (!train) return [];
    const times: number[] = [];
    let count = 0;
    for (let i = train.from(t0); i < train.count && train.time(i) <= t1; i++) {
      if (train.source(i) !== signal.cell) continue;
      count += 1;
      if (times.length < MOST_TIMES) times.push(train.time(i));
    }
    const name = signal.name.replace(/^.* of /, "");
    return [{ name, count, times, perMs: t1 > t0 ? count / (t1 - t0) : null }];
  });
}

/** "12.5 Hz", or "0.2 per step" where there are no seconds. */
export function rateText(perMs: number | null, unit: TimeUnit): string {
  if (perMs === null) return "–";
  return unit === "step" ? `${formatNumber(perMs)} per step` : formatQuantity(1000 * perMs, "Hz");
}

/** A reading as a table with tabs, for a notebook or a spreadsheet. */
export function readingText(found: Reading, unit: TimeUnit): string {
  const word = timeWord(unit);
  const plain = (value: number | null): string =>
    value === null ? "" : String(Number(value.toPrecision(7)));
  const difference = ({ a, b }: Value): number | null => (a === null || b === null ? null : b - a);
  const { a, b } = found.cursors;
  const lines = [
    ["", "cursor 1", "cursor 2", "difference", "unit"],
    ["time", plain(a), plain(b), plain(found.between), word],
    ...found.values.map((value) => [
      value.signal.name,
      plain(value.a),
      plain(value.b),
      plain(difference(value)),
      value.signal.unit,
    ]),
    ...found.spikes.map(({ name, count, perMs }) => [
      `spikes of ${name}`,
      "",
      "",
      String(count),
      rateText(perMs, unit),
    ]),
    ...found.spikes
      .filter(({ times }) => times.length > 0)
      .map(({ name, times }) => [`times of ${name} (${word})`, times.map(plain).join(" ")]),
  ];
  return `${lines.map((cells) => cells.join("\t")).join("\n")}\n`;
}
