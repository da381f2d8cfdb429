import { cursorTime, hoverTime, pinnedTime, pinTime, viewEnd } from "../../live/clock";
import { live } from "../../live/live";
import { invalidate } from "../../live/loop";
import { newId } from "../../state/records";
import { palette } from "../paint/palette";
import type { Painter } from "../paint/painter";
import { neighbour, setWindow } from "../windows";
import { xToTime, type TimeAxis } from "./polyline";

/** What a tile shows: drawn on its canvas in the common loop, and into files. */
export interface Plot {
  /** Differs from the last answer when the drawing would. */
  version: () => string;
  draw: (painter: Painter) => void;
  /** The pointer is over (x, y) of the plot; null when it has left. */
  hover: (at: { x: number; y: number } | null) => void;
  press: (at: { x: number; y: number }) => void;
  /** A wider (1) or narrower (-1) window of time. */
  zoom: (direction: 1 | -1) => void;
  /** Move what is shown by (dx, dy) px, for a plot that shows a part; false where it shows all. */
  pan?: (dx: number, dy: number) => boolean;
  /** Hold what is shown, or follow again. */
  freeze: (on: boolean) => void;
  /** What is recorded in what is shown, with units in the first line. */
  csv: () => string;
}

/** Turns of the wheel that follow each other within so many ms are one undo step. */
const ZOOM_GESTURE = 1000;

/** What plots over time have in common: the shared end of the axis and the shared cursor. */
export abstract class TimePlot {
  protected revision = 0;
  protected frozenAt: number | null = null;
  private axis: TimeAxis | null = null;
  private pointer: number | null = null;
  private gesture: string | null = null;
  private zoomed = -Infinity;

  version(): string {
    const parts = [
      this.frozenAt ?? `${live.version} ${viewEnd()}`,
      cursorTime(),
      palette().version,
      this.revision,
    ];
    return parts.join(" ");
  }

  hover(at: { x: number; y: number } | null): void {
    this.pointer = at ? at.x : null;
    if (this.pointer === null) hoverTime(null);
    else this.follow();
  }

  press(at: { x: number; y: number }): void {
    if (!this.axis) return;
    const t = xToTime(this.axis, at.x);
    const old = pinnedTime();
    const near = ((this.axis.t1 - this.axis.t0) / (this.axis.x1 - this.axis.x0)) * 5;
    pinTime(old !== null && Math.abs(old - t) < near ? null : t);
  }

  zoom(direction: 1 | -1): void {
    if (!this.axis) return;
    const now = performance.now();
    if (now - this.zoomed > ZOOM_GESTURE) this.gesture = newId("g");
    this.zoomed = now;
    setWindow(neighbour(this.axis.t1 - this.axis.t0, direction), this.gesture);
  }

  /** Right end of the axis in ms. */
  end(): number {
    return this.frozenAt ?? viewEnd();
  }

  protected changed(): void {
    this.revision += 1;
    invalidate();
  }

  /** While the pointer rests over the plot the cursor stays under it as time goes on. */
  protected drawn(axis: TimeAxis): void {
    this.axis = axis;
    if (this.pointer !== null && this.frozenAt === null) this.follow();
  }

  private follow(): void {
    if (!this.axis || this.pointer === null) return;
    const inside = this.pointer >= this.axis.x0 && this.pointer <= this.axis.x1;
    const t = inside ? xToTime(this.axis, this.pointer) : null;
    if (t !== cursorTime()) hoverTime(t);
  }
}
