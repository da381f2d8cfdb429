import { palette } from "../paint/palette";
import { stroke, type Painter } from "../paint/painter";
import { timeToX, type TimeAxis } from "../plot/polyline";
import type { Cursors } from "./measure";

const SIDE = 15;

/** The two cursors with their numbers at the top, and the time between them as a band. */
export function drawCursors(
  painter: Painter,
  axis: TimeAxis,
  { a, b, active }: Cursors,
  top: number,
  bottom: number,
): void {
  const { color } = palette();
  if (a !== null && b !== null) {
    const left = Math.max(axis.x0, timeToX(axis, Math.min(a, b)));
    const right = Math.min(axis.x1, timeToX(axis, Math.max(a, b)));
    if (right > left) painter.rect(left, top, right - left, bottom - top, color("accent-soft"));
  }
  for (const which of ["a", "b"] as const) {
    const t = which === "a" ? a : b;
    if (t === null || t < axis.t0 || t > axis.t1) continue;
    const x = timeToX(axis, t);
    const width = which === active ? 1.75 : 1;
    stroke(painter, x, top, x, bottom, { color: color("accent"), width });
    painter.rect(x - SIDE / 2, top - 1, SIDE, SIDE, color("accent"), 3);
    const style = { size: 11, color: color("accent-ink"), align: "center", weight: 530 } as const;
    painter.text(x, top + 10.5, which === "a" ? "1" : "2", style);
  }
}
