import type { Series } from "../../live/series";
import type { SpikeTrain } from "../../live/spikes";
import type { KeptRun } from "../compare/runs";
import type { Cursors } from "../measure/measure";
import type { Painter } from "../paint/painter";
import { MARGIN, strips } from "../plot/layout";
import { extremes, type TimeAxis } from "../plot/polyline";
import { followRange, rangeWithZero, type Range } from "../plot/scale";
import { ticks } from "../plot/ticks";
import type { Signal } from "./signals";

/** What a trace is drawn from; frozen tiles pass copies. */
export interface TraceData {
  signals: readonly Signal[];
  series: (key: string) => Series | undefined;
  spikes: (node: string) => SpikeTrain | undefined;
  t1: number;
  window: number;
  /** Bounds of all axes, and of single panels by their key. */
  scale: "auto" | readonly [number, number];
  scales: Readonly<Record<string, readonly [number, number]>>;
  cursor: number | null;
  /** Cursors that measure; null while nobody does. */
  measured: Cursors | null;
  /** Runs that lie behind the one now. */
  runs: readonly KeptRun[];
  /** What to say when nothing has been recorded. */
  hint: string;
}

/** Ranges of the axes, kept from frame to frame so that they do not tremble. */
export type Ranges = Map<string, Range>;

interface Panel {
  key: string;
  signals: Signal[];
  unit: string;
  weight: number;
}

/** Samples looked at for each point that can be told apart. */
export const MOST_PER_PIXEL = 12;

/** Panels from top to bottom: membrane potentials, other states by unit, currents last. */
export function panelsOf(signals: readonly Signal[]): Panel[] {
  const panels = new Map<string, Panel>();
  for (const signal of signals) {
    const panel = panels.get(signal.panel);
    if (panel) panel.signals.push(signal);
    else {
      const weight = signal.panel.startsWith("first") ? 1.7 : 1;
      panels.set(signal.panel, { key: signal.panel, signals: [signal], unit: signal.unit, weight });
    }
  }
  const rank = (panel: Panel): number =>
    panel.key.startsWith("first") ? 0 : panel.key === "currents" ? 2 : 1;
  return [...panels.values()].sort((a, b) => rank(a) - rank(b));
}

export type Lines = readonly {
  signal: Signal;
  stretch: ReturnType<Series["stretch"]> | undefined;
}[];

/** A panel with what it draws and the range of its axis. */
export interface Prepared extends Panel {
  lines: Lines;
  range: Range;
  ticks: number[];
  /** Where the unit stands: above the first panel, in the row of the times for the last one. */
  unitAt: number;
  top: number;
  height: number;
}

/** Divide the height, fetch the samples and find the ranges. `ranges` is changed. */
export function prepare(
  painter: Painter,
  data: TraceData,
  axis: TimeAxis,
  height: number,
  ranges: Ranges,
): Prepared[] {
  const panels = panelsOf(data.signals);
  const weights = panels.map((panel) => panel.weight);
  const places = strips(MARGIN.top, height, weights, 10);
  const most = (axis.x1 - axis.x0) * painter.detail * MOST_PER_PIXEL;
  return panels.map((panel, i) => {
    const place = places[i] ?? { top: MARGIN.top, height };
    const lines = panel.signals.map((signal) => ({
      signal,
      stretch: data.series(signal.key)?.stretch(axis.t0, axis.t1, most),
    }));
    const range = rangeOf(panel, lines, axis, data, ranges, most);
    const found = ticks(range.lo, range.hi, place.height > 90 ? 3 : 2);
    const last = i === panels.length - 1 ? painter.height - 6 : place.top + place.height + 4;
    return { ...panel, ...place, lines, range, ticks: found, unitAt: i === 0 ? 14 : last };
  });
}

function rangeOf(
  panel: Panel,
  lines: Lines,
  axis: TimeAxis,
  data: TraceData,
  ranges: Ranges,
  most: number,
): Range {
  const fixed = data.scales[panel.key] ?? data.scale;
  if (fixed !== "auto") return { lo: fixed[0], hi: fixed[1] };
  let seen: Range = { lo: Infinity, hi: -Infinity };
  for (const { signal, stretch } of lines) {
    if (stretch) extremes(stretch, axis, seen);
    for (const { series } of data.runs) {
      const then = series.get(signal.key)?.stretch(axis.t0, axis.t1, most);
      if (then) extremes(then, axis, seen);
    }
    if (signal.peak !== null && hasSpike(data.spikes(signal.owner), signal.cell, axis)) {
      seen.hi = Math.max(seen.hi, signal.peak);
      seen.lo = Math.min(seen.lo, signal.peak);
    }
  }
  const least = panel.unit === "mV" ? (panel.key === "currents" ? 1 : 4) : 1e-3;
  if (panel.key === "currents" && seen.hi >= seen.lo) seen = rangeWithZero(seen);
  const range = followRange(ranges.get(panel.key) ?? null, seen, least);
  ranges.set(panel.key, range);
  return range;
}

function hasSpike(train: SpikeTrain | undefined, cell: number, axis: TimeAxis): boolean {
  if (!train) return false;
  for (let i = train.from(axis.t0); i < train.count && train.time(i) <= axis.t1; i++) {
    if (train.source(i) === cell) return true;
  }
  return false;
}
