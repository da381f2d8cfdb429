import type { Series } from "../../live/series";
import type { SpikeTrain } from "../../live/spikes";
import { formatReading, MINUS, formatNumber } from "../../shared/format";
import { palette } from "../paint/palette";
import { stroke, symbol, symbolWidth, type Painter } from "../paint/painter";
import { MARGIN, spread, strips } from "../plot/layout";
import { extremes, polyline, timeToX, type TimeAxis } from "../plot/polyline";
import { followRange, rangeWithZero, toPixel, type Range } from "../plot/scale";
import { ticks } from "../plot/ticks";
import { drawCursor, drawTimeAxis } from "../plot/timeaxis";
import type { Signal } from "./signals";

/** What a trace is drawn from; frozen tiles pass copies. */
export interface TraceData {
  signals: readonly Signal[];
  series: (key: string) => Series | undefined;
  spikes: (node: string) => SpikeTrain | undefined;
  t1: number;
  window: number;
  scale: "auto" | readonly [number, number];
  cursor: number | null;
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

const points = new Float32Array(65_536);
const MOST_PER_PIXEL = 12;

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

/** Draw a trace. `ranges` is changed. Returns the time axis, for the pointer. */
export function drawTrace(painter: Painter, data: TraceData, ranges: Ranges): TimeAxis {
  const axis: TimeAxis = {
    t0: data.t1 - data.window,
    t1: data.t1,
    x0: MARGIN.left,
    x1: Math.max(MARGIN.left + 20, painter.width - rightMargin(painter, data.signals)),
  };
  const panels = panelsOf(data.signals);
  const height = painter.height - MARGIN.top - MARGIN.bottom;
  const places = strips(
    MARGIN.top,
    Math.max(20, height),
    panels.length > 0 ? panels.map((panel) => panel.weight) : [1],
    10,
  );
  const dots: (() => void)[] = [];
  panels.forEach((panel, i) => {
    const place = places[i];
    if (place) drawPanel(painter, panel, place, axis, data, ranges, dots, i === 0);
  });
  const bottom = painter.height - MARGIN.bottom;
  drawCursor(painter, axis, data.cursor, MARGIN.top - 2, bottom);
  for (const draw of dots) draw();
  drawTimeAxis(painter, axis, data.cursor);
  const empty = data.signals.every((signal) => !data.series(signal.key));
  if (empty) {
    painter.text((axis.x0 + axis.x1) / 2, MARGIN.top + height / 2, data.hint, {
      size: 12,
      color: palette().color("ink-3"),
      align: "center",
    });
  } else drawReadings(painter, data, axis);
  return axis;
}

/** Room for the names at the ends of the lines. */
function rightMargin(painter: Painter, signals: readonly Signal[]): number {
  const widths = signals.map((signal) => symbolWidth(painter, signal.runs, 14) + 12);
  return Math.min(84, Math.max(MARGIN.right, ...widths));
}

function drawPanel(
  painter: Painter,
  panel: Panel,
  place: { top: number; height: number },
  axis: TimeAxis,
  data: TraceData,
  ranges: Ranges,
  dots: (() => void)[],
  top: boolean,
): void {
  const { color } = palette();
  const columns = Math.max(1, axis.x1 - axis.x0);
  const lines = panel.signals.map((signal) => ({
    signal,
    stretch: data
      .series(signal.key)
      ?.stretch(axis.t0, axis.t1, columns * painter.detail * MOST_PER_PIXEL),
  }));
  const range = rangeOf(panel, lines, axis, data, ranges);
  const y = (value: number): number => toPixel(value, range, place.top + 3, place.height - 6);
  const axisText = { size: 11, color: color("ink-3"), align: "right" } as const;
  const most = place.height > 90 ? 3 : 2;
  for (const tick of ticks(range.lo, range.hi, most)) {
    const line = y(tick);
    stroke(painter, axis.x0, line, axis.x1, line, { color: color("line"), width: 1 });
    painter.text(axis.x0 - 8, line + 4, formatNumber(tick), axisText);
  }
  if (panel.unit !== "") {
    const at = top ? 14 : place.top + place.height + 4;
    painter.text(6, at, panel.unit, { size: 11, color: color("ink-3") });
  }
  const slope = -(place.height - 6) / (range.hi - range.lo);
  const map = { scale: slope, offset: place.top + 3 - range.hi * slope };
  painter.clip(axis.x0, place.top - 1, axis.x1 - axis.x0 + 1, place.height + 2, () => {
    for (const { signal, stretch } of [...lines].reverse()) {
      if (!stretch) continue;
      const style = { color: color(signal.color), width: signal.width, dash: signal.dash };
      painter.line(points, polyline(stretch, axis, map, painter.detail, points), style);
      if (signal.peak !== null) drawSpikes(painter, signal, axis, data, y);
    }
  });
  drawNames(painter, lines, axis, place, range, data);
  if (data.cursor === null || data.cursor < axis.t0 || data.cursor > axis.t1) return;
  const at = data.cursor;
  for (const { signal } of lines) {
    const value = data.series(signal.key)?.at(at);
    if (!value || signal.external) continue;
    const middle = Math.max(range.lo, Math.min(range.hi, (value.lo + value.hi) / 2));
    dots.push(() =>
      painter.circle(
        timeToX(axis, at),
        y(middle),
        signal.peak === null ? 3 : 3.5,
        color(signal.color),
        {
          color: color("surface"),
          width: 1.5,
        },
      ),
    );
  }
}

type Lines = readonly { signal: Signal; stretch: ReturnType<Series["stretch"]> | undefined }[];

function rangeOf(
  panel: Panel,
  lines: Lines,
  axis: TimeAxis,
  data: TraceData,
  ranges: Ranges,
): Range {
  if (data.scale !== "auto" && panel.key.startsWith("first")) {
    return { lo: data.scale[0], hi: data.scale[1] };
  }
  let seen: Range = { lo: Infinity, hi: -Infinity };
  for (const { signal, stretch } of lines) {
    if (stretch) extremes(stretch, axis, seen);
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

/** A spike as a vertical line up to its peak, from where the membrane potential stood before. */
function drawSpikes(
  painter: Painter,
  signal: Signal,
  axis: TimeAxis,
  data: TraceData,
  y: (value: number) => number,
): void {
  const train = data.spikes(signal.owner);
  const series = data.series(signal.key);
  if (!train || !series || signal.peak === null) return;
  const peak = signal.peak;
  let length = 0;
  for (let i = train.from(axis.t0); i < train.count; i++) {
    const t = train.time(i);
    if (t > axis.t1 || length + 3 > points.length) break;
    if (train.source(i) !== signal.cell) continue;
    const foot = series.at(t);
    points[length++] = timeToX(axis, t);
    points[length++] = y(foot ? foot.lo : peak);
    points[length++] = y(peak);
  }
  painter.verticals(points, length, { color: palette().color(signal.color), width: signal.width });
}

function drawNames(
  painter: Painter,
  lines: Lines,
  axis: TimeAxis,
  place: { top: number; height: number },
  range: Range,
  data: TraceData,
): void {
  const { color } = palette();
  const shown = lines.filter(({ stretch }) => stretch && stretch.count > 0);
  const wanted = shown.map(({ signal }) => {
    const value = data.series(signal.key)?.at(axis.t1);
    const middle = value ? (value.lo + value.hi) / 2 : range.lo;
    const inside = Math.max(range.lo, Math.min(range.hi, middle));
    return toPixel(inside, range, place.top + 3, place.height - 6) + 4;
  });
  const at = spread(wanted, 14, place.top + 8, place.top + place.height + 2);
  shown.forEach(({ signal }, i) => {
    symbol(painter, axis.x1 + 7, at[i] ?? 0, signal.runs, 14, color(signal.textColor));
  });
}

/** Values at the cursor, or the latest ones, in a row above the plot. */
function drawReadings(painter: Painter, data: TraceData, axis: TimeAxis): void {
  const { color } = palette();
  const at = data.cursor ?? axis.t1;
  const number = { size: 12, color: color("ink"), weight: 530 } as const;
  const unit = { size: 12, color: color("ink-3") } as const;
  const entries = data.signals.flatMap((signal) => {
    const value = data.series(signal.key)?.at(at);
    if (!value) return [];
    const text =
      value.lo === value.hi || Math.abs(value.hi - value.lo) < 1e-3 * Math.abs(value.hi)
        ? formatReading(value.hi)
        : `${formatReading(value.lo)}…${formatReading(value.hi)}`;
    const head = symbolWidth(painter, signal.runs, 14) + 5;
    const body = painter.measure(text, number) + 3;
    const tail = signal.unit === "" ? 0 : painter.measure(signal.unit, unit);
    return [{ signal, text, head, body, width: head + body + tail + 12 }];
  });
  const left = MARGIN.left - 8;
  const room = painter.width - 8 - left;
  while (entries.length > 1 && entries.reduce((sum, e) => sum + e.width, 0) > room) entries.pop();
  const total = entries.reduce((sum, entry) => sum + entry.width, 0);
  const anchor = data.cursor === null ? axis.x1 - total : timeToX(axis, at) - 4;
  let x = Math.max(left, Math.min(anchor, painter.width - 4 - total));
  for (const { signal, text, head, body, width } of entries) {
    symbol(painter, x, 14, signal.runs, 14, color(signal.textColor));
    painter.text(x + head, 14, text.replace("-", MINUS), number);
    painter.text(x + head + body, 14, signal.unit, unit);
    x += width;
  }
}
