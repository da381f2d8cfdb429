import { formatNumber } from "../../shared/format";
import { lookOf, type KeptRun } from "../compare/runs";
import { drawCursors } from "../measure/draw";
import { palette } from "../paint/palette";
import { stroke, type Painter } from "../paint/painter";
import { MARGIN } from "../plot/layout";
import { polyline, timeToX, type TimeAxis } from "../plot/polyline";
import { toPixel } from "../plot/scale";
import { drawCursor, drawTimeAxis } from "../plot/timeaxis";
import { drawNames, drawReadings, leftMargin, rightMargin, type PlacedName } from "./labels";
import { MOST_PER_PIXEL, prepare, type Prepared, type Ranges, type TraceData } from "./panels";
import type { Signal } from "./signals";

const points = new Float32Array(65_536);

/** Where things have been drawn, for the pointer. */
export interface Drawn {
  axis: TimeAxis;
  panels: readonly Prepared[];
  names: readonly PlacedName[];
}

/** Draw a trace. `ranges` is changed. */
export function drawTrace(painter: Painter, data: TraceData, ranges: Ranges): Drawn {
  const height = painter.height - MARGIN.top - MARGIN.bottom;
  const right = Math.max(MARGIN.left + 20, painter.width - rightMargin(painter, data.signals));
  const axis: TimeAxis = { t0: data.t1 - data.window, t1: data.t1, x0: MARGIN.left, x1: right };
  const prepared = prepare(painter, data, axis, Math.max(20, height), ranges);
  axis.x0 = Math.min(right - 20, leftMargin(painter, prepared));
  const dots: (() => void)[] = [];
  const bottom = painter.height - MARGIN.bottom;
  const names = prepared.flatMap((panel) => drawPanel(painter, panel, axis, data, dots));
  if (data.measured) drawCursors(painter, axis, data.measured, MARGIN.top - 2, bottom);
  drawCursor(painter, axis, data.cursor, MARGIN.top - 2, bottom);
  for (const draw of dots) draw();
  drawTimeAxis(painter, axis, data.cursor);
  if (data.signals.every((signal) => !data.series(signal.key))) {
    painter.text((axis.x0 + axis.x1) / 2, MARGIN.top + height / 2, data.hint, {
      size: 12,
      color: palette().color("ink-3"),
      align: "center",
    });
  } else drawReadings(painter, data, axis);
  return { axis, panels: prepared, names };
}

function drawPanel(
  painter: Painter,
  panel: Prepared,
  axis: TimeAxis,
  data: TraceData,
  dots: (() => void)[],
): PlacedName[] {
  const { color } = palette();
  const { lines, range } = panel;
  const inner = panel.height - 6;
  const y = (value: number): number => toPixel(value, range, panel.top + 3, inner);
  const axisText = { size: 11, color: color("ink-3"), align: "right" } as const;
  for (const tick of panel.ticks) {
    const line = y(tick);
    stroke(painter, axis.x0, line, axis.x1, line, { color: color("line"), width: 1 });
    painter.text(axis.x0 - 8, line + 4, formatNumber(tick), axisText);
  }
  if (panel.unit !== "") {
    painter.text(6, panel.unitAt, panel.unit, { size: 11, color: color("ink-3") });
  }
  for (const threshold of new Set(panel.signals.map((signal) => signal.threshold))) {
    if (threshold === null || threshold < range.lo || threshold > range.hi) continue;
    const line = y(threshold);
    const dotted = { color: color("ink-4"), width: 1, dash: [2, 4] };
    stroke(painter, axis.x0, line, axis.x1, line, dotted);
  }
  const slope = -inner / (range.hi - range.lo);
  const map = { scale: slope, offset: panel.top + 3 - range.hi * slope };
  painter.clip(axis.x0, panel.top - 1, axis.x1 - axis.x0 + 1, panel.height + 2, () => {
    for (const run of data.runs) drawRun(painter, run, panel, axis, map, y);
    for (const { signal, stretch } of [...lines].reverse()) {
      if (!stretch) continue;
      const style = { color: color(signal.color), width: signal.width, dash: signal.dash };
      painter.line(points, polyline(stretch, axis, map, painter.detail, points), style);
      if (signal.peak !== null) drawSpikes(painter, signal, axis, data, y, color(signal.color));
    }
  });
  const names = drawNames(painter, panel, axis, data);
  if (data.cursor === null || data.cursor < axis.t0 || data.cursor > axis.t1) return names;
  const at = data.cursor;
  for (const { signal } of lines) {
    const value = data.series(signal.key)?.at(at);
    if (!value || signal.external || Number.isNaN(value.lo)) continue;
    const middle = Math.max(range.lo, Math.min(range.hi, (value.lo + value.hi) / 2));
    const rim = { color: color("surface"), width: 1.5 };
    const size = signal.peak === null ? 3 : 3.5;
    dots.push(() => painter.circle(timeToX(axis, at), y(middle), size, color(signal.color), rim));
  }
  return names;
}

/** A run that has been kept, behind the one now: both begin at t = 0. */
function drawRun(
  painter: Painter,
  run: KeptRun,
  panel: Prepared,
  axis: TimeAxis,
  map: { scale: number; offset: number },
  y: (value: number) => number,
): void {
  const look = lookOf(run);
  const color = palette().color(look.color);
  const most = (axis.x1 - axis.x0) * painter.detail * MOST_PER_PIXEL;
  const from = {
    series: (key: string) => run.series.get(key),
    spikes: (node: string) => run.spikes.get(node),
  };
  for (const { signal } of panel.lines) {
    const stretch = run.series.get(signal.key)?.stretch(axis.t0, axis.t1, most);
    if (!stretch) continue;
    const length = polyline(stretch, axis, map, painter.detail, points);
    painter.line(points, length, { color, width: 1.25, dash: look.dash });
    if (signal.peak !== null) drawSpikes(painter, signal, axis, from, y, color);
  }
}

/** A spike as a vertical line up to its peak, from where the membrane potential stood before. */
function drawSpikes(
  painter: Painter,
  signal: Signal,
  axis: TimeAxis,
  data: Pick<TraceData, "series" | "spikes">,
  y: (value: number) => number,
  color: string,
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
  painter.verticals(points, length, { color, width: signal.width });
}
