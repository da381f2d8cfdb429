import { formatNumber } from "../../shared/format";
import { palette } from "../paint/palette";
import type { Painter } from "../paint/painter";
import { rampColors, type RampName } from "../paint/ramp";
import type { Range } from "./scale";

/** Room for a bar of colours and its numbers at the right of a picture, px. */
export const BAR_ROOM = 62;

/** The run of colours from the highest to the lowest value, with numbers at its ends. */
export function drawColorBar(
  painter: Painter,
  at: { x: number; top: number; height: number },
  range: Range,
  ramp: RampName,
  unit: string,
): void {
  const number = { size: 11, color: palette().color("ink-3") } as const;
  const height = Math.min(at.height, 120);
  painter.gradient(at.x, at.top, 8, height, rampColors(ramp));
  painter.text(at.x + 13, at.top + 9, formatNumber(range.hi, 3), number);
  painter.text(at.x + 13, at.top + height, formatNumber(range.lo, 3), number);
  if (unit !== "" && height >= 44) {
    painter.text(at.x + 13, at.top + height / 2 + 4, unit, number);
  }
}
