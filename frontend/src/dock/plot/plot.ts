import { cursorTime, hoverTime, pinnedTime, pinTime } from "../../live/clock";
import { live } from "../../live/live";
import { invalidate } from "../../live/loop";
import { useBoard } from "../../state/board";
import { newId } from "../../state/records";
import { palette } from "../paint/palette";
import type { Painter } from "../paint/painter";
import { neighbour, setWindow } from "../windows";
import { axisEnd, follow, moveAxis, movedTo, type Timed } from "./axis";
import { xToTime, type TimeAxis } from "./polyline";

/** A place in a plot, in px from its upper left corner. */
export interface Point {
  x: number;
  y: number;
}

/** Something in a plot that the hand has taken hold of. */
export interface Hold {
  move: (at: Point) => void;
  end: () => void;
}

/** What a tile shows: drawn on its canvas in the common loop, and into files. */
export interface Plot {
  /** Differs from the last answer when the drawing would. */
  version: () => string;
  draw: (painter: Painter) => void;
  /** The pointer is over (x, y) of the plot; null when it has left. */
  hover: (at: Point | null) => void;
  press: (at: Point) => void;
  /** A wider (1) or narrower (-1) window of time; `at` is where the hand is. */
  zoom: (direction: 1 | -1, at?: Point) => void;
  /** Move what is shown by (dx, dy) px, for a plot that shows a part; false where it shows all. */
  pan?: (dx: number, dy: number) => boolean;
  /** Take hold of what is at a point, to drag it; null where there is nothing. */
  grab?: (at: Point) => Hold | null;
  /** A key was pressed while the plot has the focus; whether it meant something. */
  key?: (key: string, shift: boolean) => boolean;
  /** Two presses at once: back to what is usual at that place; whether that meant something. */
  restore?: (at: Point) => boolean;
  /** What a pointer that rests at a point is told; nothing where all is plain to see. */
  tip?: (at: Point) => string;
  /** Hold what is shown, or follow again. */
  freeze: (on: boolean) => void;
  /** What is recorded in what is shown, with units in the first line. */
  csv: () => string;
  /** How much of its data it shows, for one that may show a part. */
  part?: Part;
}

/** In words, "50 of 800", empty for all: what is shown, and what has arrived. */
export interface Part {
  readonly name: () => string;
  readonly arrived: () => string;
  /** Be told when the name changes. */
  readonly listen: (listener: () => void) => () => void;
}

/** Turns of the wheel that follow each other within so many ms are one undo step. */
const ZOOM_GESTURE = 1000;
/** Arrow keys move the axis by this part of the window, with Shift by all of it. */
const KEY_PAN = 0.1;

/** What plots over time have in common: the axis, shared or their own, and the shared cursor. */
export abstract class TimePlot {
  protected revision = 0;
  protected frozenAt: number | null = null;
  protected axis: TimeAxis | null = null;
  private pointer: number | null = null;
  private readonly zooming = new Gestures();

  version(): string {
    const parts = [
      this.frozenAt ?? `${live.version} ${axisEnd(this.timed())}`,
      cursorTime(),
      palette().version,
      this.revision,
    ];
    return parts.join(" ");
  }

  hover(at: Point | null): void {
    this.pointer = at ? at.x : null;
    if (this.pointer === null) hoverTime(null);
    else this.follow();
  }

  press(at: Point): void {
    if (!this.axis || at.x < this.axis.x0 || at.x > this.axis.x1) return;
    const t = xToTime(this.axis, at.x);
    const old = pinnedTime();
    pinTime(old !== null && Math.abs(old - t) < 5 * this.pixel(this.axis) ? null : t);
  }

  zoom(direction: 1 | -1, at?: Point): void {
    const { axis } = this;
    if (!axis) return;
    const window = axis.t1 - axis.t0;
    const next = neighbour(window, direction);
    const view = this.timed();
    const stands = movedTo(view) !== null || useBoard.getState().status?.running !== true;
    if (at && stands && this.frozenAt === null) {
      const t = xToTime(axis, Math.max(axis.x0, Math.min(axis.x1, at.x)));
      moveAxis(view, t + ((axis.t1 - t) * next) / window, next);
    }
    setWindow(next, this.zooming.current(), view);
  }

  pan(dx: number): boolean {
    const { axis } = this;
    if (!axis || this.frozenAt !== null || dx === 0) return false;
    moveAxis(this.timed(), axis.t1 + dx * this.pixel(axis), axis.t1 - axis.t0);
    return true;
  }

  grab(at: Point): Hold | null {
    const { axis } = this;
    if (!axis || this.frozenAt !== null) return null;
    const view = this.timed();
    const from = axis.t1;
    const move = ({ x }: Point): void =>
      moveAxis(view, from - (x - at.x) * this.pixel(axis), axis.t1 - axis.t0);
    return { move, end: () => undefined };
  }

  key(key: string, shift: boolean): boolean {
    const { axis } = this;
    const by = axis ? (axis.x1 - axis.x0) * (shift ? 1 : KEY_PAN) : 0;
    if (key === "+" || key === "=") this.zoom(-1);
    else if (key === "-") this.zoom(1);
    else if (key === "ArrowLeft") this.pan(-by);
    else if (key === "ArrowRight") this.pan(by);
    else if (key === "End") follow(this.timed());
    else return false;
    return true;
  }

  /** Right end of the axis in ms. */
  end(): number {
    return this.frozenAt ?? axisEnd(this.timed());
  }

  /** What the view says of its axis; null where it shares it in any case. */
  protected timed(): Timed | null {
    return null;
  }

  /** ms that a pixel of the axis shows. */
  protected pixel(axis: TimeAxis): number {
    return (axis.t1 - axis.t0) / (axis.x1 - axis.x0);
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

/** Ids of gestures: steps that follow each other closely are one. */
export class Gestures {
  private id = "";
  private last = -Infinity;

  current(): string {
    const now = performance.now();
    if (now - this.last > ZOOM_GESTURE) this.id = newId("g");
    this.last = now;
    return this.id;
  }
}
