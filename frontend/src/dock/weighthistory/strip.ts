import { momentAt, type WeightMoments } from "../../live/viewdata";
import { palette } from "../paint/palette";
import type { Painter } from "../paint/painter";
import { xToTime, type TimeAxis } from "../plot/polyline";
import { niceAbove } from "../../shared/nice";
import { weightRgba } from "../weights/matrix";

/** Height of the strip of matrices below the lines, px. */
export const STRIP = 46;
const GAP = 6;

/** Matrices of some moments, each at its place on the axis of time. */
export function drawStrip(
  painter: Painter,
  known: WeightMoments,
  axis: TimeAxis,
  now: number,
): void {
  const { rows, columns, moments } = known;
  if (rows === 0 || columns === 0) return;
  const cell = Math.min(STRIP / rows, (STRIP * 1.6) / columns);
  const width = cell * columns;
  const height = cell * rows;
  const top = painter.height - 20 - STRIP + (STRIP - height) / 2 - 2;
  const count = Math.max(1, Math.floor((axis.x1 - axis.x0 + GAP) / (width + GAP)));
  let most = 0;
  for (const value of moments.at(-1)?.matrix ?? [])
    if (Math.abs(value) > most) most = Math.abs(value);
  for (const value of moments[0]?.matrix ?? []) if (Math.abs(value) > most) most = Math.abs(value);
  const limit = most > 0 ? niceAbove(most) : 1;
  const line = { color: palette().color("line"), width: 1 };
  for (let i = 0; i < count; i++) {
    const x = axis.x0 + ((axis.x1 - axis.x0) * (i + 0.5)) / count - width / 2;
    const t = xToTime(axis, x + width / 2);
    if (t > now || t < 0) continue;
    const moment = momentAt(moments, t);
    if (!moment) continue;
    painter.cells(x, top, width, height, columns, rows, weightRgba(moment.matrix, limit));
    painter.frame(x - 0.5, top - 0.5, width + 1, height + 1, line);
  }
}
