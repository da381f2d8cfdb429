import { formatNumber, formatReading } from "../../shared/format";
import { palette } from "../paint/palette";
import type { Run } from "../../shared/symbol";
import { symbol, symbolWidth, type Painter } from "../paint/painter";
import { MARGIN, spread } from "../plot/layout";
import { timeToX, type TimeAxis } from "../plot/polyline";
import { toPixel } from "../plot/scale";
import type { Prepared, TraceData } from "./panels";
import type { Signal } from "./signals";

/** Room for the numbers of the axes. */
export function leftMargin(painter: Painter, panels: readonly Prepared[]): number {
  const numbers = panels.flatMap((panel) => panel.ticks.map((tick) => formatNumber(tick)));
  const widths = numbers.map((number) => painter.measure(number, { size: 11, color: "" }) + 16);
  return Math.max(MARGIN.left, ...widths);
}

/** Part of the width that the names at the ends of the lines may take, and px in any case. */
const NAMES_AT_MOST = 0.28;
const NAMES_IN_ANY_CASE = 84;

/** Room for the names at the ends of the lines. */
export function rightMargin(painter: Painter, signals: readonly Signal[]): number {
  const widths = signals.map((signal) => symbolWidth(painter, signal.runs, 14) + 12);
  const most = Math.max(NAMES_IN_ANY_CASE, NAMES_AT_MOST * painter.width);
  return Math.min(most, Math.max(MARGIN.right, ...widths));
}

/** A name cut to `room` px, with an ellipsis where it is longer. */
export function fittedName(painter: Painter, runs: readonly Run[], room: number): readonly Run[] {
  if (symbolWidth(painter, runs, 14) <= room) return runs;
  const left = [...runs];
  for (;;) {
    const last = left.pop();
    if (!last) return runs.slice(0, 1);
    for (let length = last.text.length - 1; length > 0; length--) {
      const cut = [...left, { ...last, text: `${last.text.slice(0, length).trimEnd()}…` }];
      if (symbolWidth(painter, cut, 14) <= room) return cut;
    }
  }
}

/** Where the name of a line stands. */
export interface PlacedName {
  signal: Signal;
  y: number;
}

/** The names at the ends of the lines; the answer says where they stand. */
export function drawNames(
  painter: Painter,
  panel: Prepared,
  axis: TimeAxis,
  data: TraceData,
): PlacedName[] {
  const { color } = palette();
  const { lines, range, top, height } = panel;
  const shown = lines.filter(({ stretch }) => stretch && stretch.count > 0);
  const wanted = shown.map(({ signal }) => {
    const value = data.series(signal.key)?.at(axis.t1);
    const middle = value && !Number.isNaN(value.lo) ? (value.lo + value.hi) / 2 : range.lo;
    const inside = Math.max(range.lo, Math.min(range.hi, middle));
    return toPixel(inside, range, top + 3, height - 6) + 4;
  });
  const at = spread(wanted, 14, top + 8, top + height + 2);
  shown.forEach(({ signal }, i) => {
    const name = fittedName(painter, signal.runs, painter.width - axis.x1 - 10);
    symbol(painter, axis.x1 + 7, at[i] ?? 0, name, 14, color(signal.textColor));
  });
  return shown.map(({ signal }, i) => ({ signal, y: (at[i] ?? 0) - 4 }));
}

/** Values at the cursor, or the latest ones, in a row above the plot. */
export function drawReadings(painter: Painter, data: TraceData, axis: TimeAxis): void {
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
    painter.text(x + head, 14, text, number);
    painter.text(x + head + body, 14, signal.unit, unit);
    x += width;
  }
}
