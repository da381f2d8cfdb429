import { formatFixed } from "../../shared/format";
import { timeUnit } from "../../shared/timeunit";
import { palette } from "../paint/palette";
import { stroke, type Painter } from "../paint/painter";
import { timeToX, type TimeAxis } from "./polyline";
import { timeTicks } from "./ticks";

/** Numbers under a plot, the unit at the right end, and the badge of the cursor. */
export function drawTimeAxis(painter: Painter, axis: TimeAxis, cursor: number | null): void {
  const { color } = palette();
  const y = painter.height - 6;
  const found = timeTicks(axis.t1, axis.t1 - axis.t0, axis.x1 - axis.x0, timeUnit());
  const style = { size: 11, color: color("ink-3"), align: "center" } as const;
  const badge = cursor === null ? NaN : timeToX(axis, cursor);
  for (const t of found.at) {
    const x = timeToX(axis, t);
    if (x > axis.x1 - 38 || Math.abs(x - badge) < 46) continue;
    painter.text(x, y, found.label(t), style);
  }
  painter.text(axis.x1, y, found.unit, { ...style, align: "right" });
  if (cursor === null || badge < axis.x0 || badge > axis.x1) return;
  const scale = found.unit === "s" ? 1000 : 1;
  const decimals = found.unit === "s" ? 3 : found.unit === "steps" ? 0 : 1;
  const text = formatFixed(cursor / scale, decimals);
  const label = { size: 11, color: color("accent-ink"), align: "center", weight: 530 } as const;
  const width = Math.max(44, painter.measure(text, label) + 14);
  const left = Math.max(0, Math.min(painter.width - width, badge - width / 2));
  painter.rect(left, painter.height - 18, width, 17, color("accent"), 4);
  painter.text(left + width / 2, y, text, label);
}

/** The violet line that all plots share. */
export function drawCursor(
  painter: Painter,
  axis: TimeAxis,
  cursor: number | null,
  top: number,
  bottom: number,
): void {
  if (cursor === null) return;
  const x = timeToX(axis, cursor);
  if (x < axis.x0 || x > axis.x1) return;
  stroke(painter, x, top, x, bottom, { color: palette().color("accent"), width: 1 });
}
