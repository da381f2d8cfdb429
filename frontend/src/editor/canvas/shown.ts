import type { Point } from "../place";

/** The part of the board that is in the window, in board units. */
export interface Shown {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Room around the middle of a node that its ring takes, in board units. */
const AROUND = 40;

/** Whether something of a single cell at this place may be seen. */
export function isIn({ x, y }: Point, { left, top, width, height }: Shown): boolean {
  return (
    x > left - AROUND && x < left + width + AROUND && y > top - AROUND && y < top + height + AROUND
  );
}
