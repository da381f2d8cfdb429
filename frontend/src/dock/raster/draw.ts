import type { ColorName } from "../paint/palette";
import type { SpikeTrain } from "../../live/spikes";
import { formatNumber } from "../../shared/format";
import { palette } from "../paint/palette";
import { stroke, type Painter } from "../paint/painter";
import { timeToX, type TimeAxis } from "../plot/polyline";
import { followRange, type Range } from "../plot/scale";
import { drawCursor, drawTimeAxis } from "../plot/timeaxis";
import { kernelWidth, populationRate, rateBin } from "./rate";
import { bands, type Band, type Group } from "./rows";

export interface RasterData {
  groups: readonly Group[];
  spikes: (node: string) => SpikeTrain | undefined;
  t1: number;
  window: number;
  cursor: number | null;
  hint: string;
}

const RIGHT = 14;
const BOTTOM = 20;
const points = new Float32Array(120_000);
/** From this width on, as in the full-screen view, dots are larger. */
const WIDE = 700;
/** From this pitch on a spike is a tick as high as its row. */
const TICK_PITCH = 7;
/** px from one name to the next, at least. */
const LINE = 11;
/** More groups than this share a curve of the rate with those of their kind. */
const MOST_CURVES = 6;

/** Draw a raster with the population rate below it. `ranges` is changed. */
export function drawRaster(
  painter: Painter,
  data: RasterData,
  ranges: Map<string, Range>,
): TimeAxis {
  const { color } = palette();
  const { groups } = data;
  const few = groups.reduce((sum, group) => sum + group.rows, 0) <= 12;
  const label = { size: 11, color: color("ink-3"), align: "right" } as const;
  const widest = Math.max(0, ...groups.map((group) => painter.measure(group.short, label)));
  const left = Math.min(72, Math.max(34, widest + (few ? 26 : 16)));
  const axis: TimeAxis = {
    t0: data.t1 - data.window,
    t1: data.t1,
    x0: left,
    x1: Math.max(left + 20, painter.width - RIGHT),
  };
  const inner = painter.height - BOTTOM;
  const withRate = inner > 110;
  const split = withRate ? inner * 0.64 : inner;
  const places = bands(groups, 6, Math.max(20, split - 10), 14);
  let named = -Infinity;
  groups.forEach((group, i) => {
    const band = places[i];
    if (!band) return;
    // Names of rows that lie closer than a line of text are left out.
    const middle = band.top + band.height / 2;
    const name = groups.length === 1 || (middle - named >= LINE && middle < split - LINE / 2);
    if (name) named = middle;
    drawGroup(painter, group, band, axis, data, left, groups.length === 1, name);
  });
  const empty = groups.every((group) => !data.spikes(group.node));
  if (empty) {
    painter.text((axis.x0 + axis.x1) / 2, split / 2, data.hint, {
      ...label,
      size: 12,
      align: "center",
    });
  }
  if (withRate) drawRates(painter, data, axis, split + 12, inner, ranges);
  drawCursor(painter, axis, data.cursor, 4, inner);
  drawTimeAxis(painter, axis, data.cursor);
  return axis;
}

function drawGroup(
  painter: Painter,
  group: Group,
  band: Band,
  axis: TimeAxis,
  data: RasterData,
  left: number,
  alone: boolean,
  named: boolean,
): void {
  const { color } = palette();
  const ticks = band.pitch >= TICK_PITCH;
  const number = { size: 11, color: color("ink-3"), align: "right" } as const;
  if (ticks && group.rows > 1 && band.pitch >= 12) {
    for (let row = 0; row < group.rows; row++) {
      const y = band.top + (row + 0.5) * band.pitch;
      painter.text(left - 8, y + 4, String(group.cells?.[row] ?? row), number);
      stroke(painter, axis.x0, y, axis.x1, y, { color: color("line"), width: 1 });
    }
  }
  if (named && (!alone || !(ticks && group.rows > 1))) {
    const x = ticks && group.rows > 1 && band.pitch >= 12 ? left - 24 : left - 10;
    painter.text(x, band.top + band.height / 2 + 4, group.short, {
      ...number,
      color: color(group.textColor),
    });
  }
  const train = data.spikes(group.node);
  if (!train) return;
  painter.clip(axis.x0, band.top - 1, axis.x1 - axis.x0 + 1, band.height + 2, () => {
    if (ticks) drawTicks(painter, group, band, axis, train);
    else drawDots(painter, group, band, axis, train);
  });
}

function rowOf(group: Group, cell: number): number {
  return group.cells ? group.cells.indexOf(cell) : cell;
}

function drawTicks(
  painter: Painter,
  group: Group,
  band: Band,
  axis: TimeAxis,
  train: SpikeTrain,
): void {
  const inset = Math.min(4, band.pitch * 0.15);
  let length = 0;
  for (let i = train.from(axis.t0); i < train.count; i++) {
    const t = train.time(i);
    if (t > axis.t1 || length + 3 > points.length) break;
    const row = rowOf(group, train.source(i));
    if (row < 0) continue;
    points[length++] = timeToX(axis, t);
    points[length++] = band.top + row * band.pitch + inset;
    points[length++] = band.top + (row + 1) * band.pitch - inset;
  }
  const width = band.pitch >= 12 ? 2 : 1.5;
  painter.verticals(points, length, { color: palette().color(group.color), width });
}

/** One dot for each half pixel that holds a spike: as many as the eye can tell apart, and no more
 * however many spikes there are. */
function drawDots(
  painter: Painter,
  group: Group,
  band: Band,
  axis: TimeAxis,
  train: SpikeTrain,
): void {
  const columns = Math.ceil((axis.x1 - axis.x0) * 2) + 2;
  const rows = Math.ceil(band.height * 2) + 2;
  const taken = new Uint8Array(columns * rows);
  const size = painter.width > WIDE ? 2 : 1.3;
  let length = 0;
  for (let i = train.from(axis.t0); i < train.count; i++) {
    const t = train.time(i);
    if (t > axis.t1) break;
    const row = rowOf(group, train.source(i));
    if (row < 0 || row >= group.rows) continue;
    const x = Math.round((timeToX(axis, t) - axis.x0) * 2);
    const y = Math.round(row * band.pitch * 2);
    const place = y * columns + x;
    if (taken[place] === 1) continue;
    taken[place] = 1;
    if (length + 2 > points.length) flush();
    points[length++] = axis.x0 + x / 2 - size / 2;
    points[length++] = band.top + y / 2;
  }
  flush();

  function flush(): void {
    const height = Math.max(size, Math.min(1.4 * size, band.pitch));
    painter.dots(points, length, size, height, palette().color(group.color));
    length = 0;
  }
}

const MOST_RATES = 800;
const rates = new Float32Array(MOST_RATES + 2);

interface Curve {
  group: Group;
  /** Cells that it is the mean of. */
  size: number;
  /** Hz. */
  values: Float32Array;
}

/** One curve for the excitatory, one for the inhibitory and one for all other cells. */
function byKind(curves: readonly Curve[]): Curve[] {
  const kinds = new Map<ColorName, Curve>();
  for (const { group, size, values } of curves) {
    const mean = kinds.get(group.color);
    if (!mean) {
      kinds.set(group.color, { group, size, values });
      continue;
    }
    const total = mean.size + size;
    for (let i = 0; i < values.length; i++) {
      mean.values[i] = ((mean.values[i] ?? 0) * mean.size + (values[i] ?? 0) * size) / total;
    }
    mean.size = total;
  }
  return [...kinds.values()];
}

function drawRates(
  painter: Painter,
  data: RasterData,
  axis: TimeAxis,
  top: number,
  bottom: number,
  ranges: Map<string, Range>,
): void {
  const { color } = palette();
  const sigma = kernelWidth(data.window);
  const bin = rateBin(sigma);
  // On whole bins, so that a curve keeps its form while it moves.
  const wanted = (1.5 * data.window) / (axis.x1 - axis.x0);
  const step = bin * Math.max(1, Math.ceil(Math.max(wanted, data.window / MOST_RATES) / bin));
  const first = Math.floor(axis.t0 / step) * step;
  const count = Math.min(MOST_RATES + 2, Math.ceil(data.window / step) + 2);
  let curves: Curve[] = [];
  for (const group of data.groups) {
    const train = data.spikes(group.node);
    if (!train) continue;
    const at = { t0: first, step, count, sigma, now: data.t1 };
    populationRate(train, group.size, at, rates);
    curves.push({ group, size: group.size, values: rates.slice(0, count) });
  }
  if (curves.length > MOST_CURVES) curves = byKind(curves);
  const most = curves.reduce(
    (high, { values }) => values.reduce((a, b) => Math.max(a, b), high),
    0,
  );
  const range = followRange(ranges.get("rate") ?? null, { lo: 0, hi: most }, 1);
  ranges.set("rate", range);
  const hi = Math.max(range.hi, 1e-9);
  const y = (rate: number): number => bottom - (rate / hi) * (bottom - top);
  const number = { size: 11, color: color("ink-3"), align: "right" } as const;
  stroke(painter, axis.x0, bottom, axis.x1, bottom, { color: color("line"), width: 1 });
  painter.text(axis.x0 - 8, bottom + 1, "0", number);
  if (curves.length === 0 || most === 0) return;
  painter.text(axis.x0 - 8, top + 8, formatNumber(hi), number);
  painter.text(axis.x0 - 8, top + 22, "Hz", number);
  curves.forEach(({ group, values }, index) => {
    let length = 0;
    for (let i = 0; i < count; i++) {
      const t = Math.min(first + i * step + bin / 2, data.t1);
      if (t < 0) continue;
      points[length++] = timeToX(axis, t);
      points[length++] = y(values[i] ?? 0);
    }
    painter.clip(axis.x0, top - 8, axis.x1 - axis.x0, bottom - top + 9, () => {
      if (index === 0) painter.area(points, length, bottom, color(group.softColor));
      painter.line(points, length, { color: color(group.color), width: 1.4 });
    });
  });
}
