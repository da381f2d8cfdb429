import { formatNumber } from "../../shared/format";
import { palette } from "../paint/palette";
import { stroke, type Painter } from "../paint/painter";
import { toPixel, type Range } from "./scale";
import { ticks } from "./ticks";

/** Where a plot lies within its tile, px. */
export interface Box {
  x0: number;
  x1: number;
  top: number;
  bottom: number;
}

/** Room around a plot with two axes of values: numbers at the left, numbers and a name below, a row
 * for read-outs on top. */
export function boxOf(painter: Painter, left = 46, bottom = 34): Box {
  return {
    x0: left,
    x1: Math.max(left + 20, painter.width - 14),
    top: 24,
    bottom: Math.max(44, painter.height - bottom),
  };
}

export function acrossPixel(value: number, range: Range, box: Box): number {
  return box.x0 + ((value - range.lo) / (range.hi - range.lo)) * (box.x1 - box.x0);
}

export function upPixel(value: number, range: Range, box: Box): number {
  return toPixel(value, range, box.top, box.bottom - box.top);
}

/** Hairlines with their numbers at the left, and the unit above them. */
export function drawUp(painter: Painter, box: Box, range: Range, unit: string): void {
  const { color } = palette();
  const number = { size: 11, color: color("ink-3"), align: "right" } as const;
  for (const tick of ticks(range.lo, range.hi, box.bottom - box.top > 90 ? 4 : 2)) {
    const y = upPixel(tick, range, box);
    stroke(painter, box.x0, y, box.x1, y, { color: color("line"), width: 1 });
    painter.text(box.x0 - 7, y + 4, formatNumber(tick), number);
  }
  painter.text(8, 14, unit, { ...number, align: "left" });
}

/** Numbers below the plot and the name of the axis under them. */
export function drawAcross(painter: Painter, box: Box, range: Range, name: string): void {
  const { color } = palette();
  const style = { size: 11, color: color("ink-3"), align: "center" } as const;
  stroke(painter, box.x0, box.bottom, box.x1, box.bottom, { color: color("line"), width: 1 });
  const most = Math.max(2, Math.floor((box.x1 - box.x0) / 64));
  for (const tick of ticks(range.lo, range.hi, most)) {
    const x = acrossPixel(tick, range, box);
    stroke(painter, x, box.bottom, x, box.bottom + 3, { color: color("line-strong"), width: 1 });
    painter.text(x, box.bottom + 14, formatNumber(tick), style);
  }
  painter.text((box.x0 + box.x1) / 2, painter.height - 5, name, style);
}

/** One line in the middle of a plot that has nothing to show. */
export function drawHint(painter: Painter, box: Box, hint: string): void {
  painter.text((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2, hint, {
    size: 12,
    color: palette().color("ink-3"),
    align: "center",
  });
}

export interface Word {
  readonly text: string;
  readonly color?: string;
  readonly strong?: boolean;
}

/** Words in a row above the plot, right-aligned; the first ones go where `unit` above the axis leaves
 * no room. */
export function drawWords(
  painter: Painter,
  words: readonly Word[],
  right: number,
  unit = "",
): void {
  const { color } = palette();
  const gap = 5;
  const left = unit === "" ? 8 : 16 + painter.measure(unit, { size: 11, color: "" });
  let x = right;
  for (const word of [...words].reverse()) {
    const style = {
      size: 12,
      color: word.color ?? color(word.strong === true ? "ink" : "ink-3"),
      weight: word.strong === true ? 530 : 430,
    } as const;
    const width = painter.measure(word.text, style);
    if (x - width < left) return;
    painter.text(x - width, 14, word.text, style);
    x -= width + gap;
  }
}
