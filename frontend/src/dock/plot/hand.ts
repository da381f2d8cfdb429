import type { Hold, Plot, Point } from "./plot";

/** px that a press may stray and still be a press. */
const SLACK = 4;
/** Two fingers zoom by one step when their distance has changed by this factor. */
const PINCH = 1.4;

/**
 * What a hand does in a plot: a press, a drag of what is under it, a pinch of two fingers. It is told
 * of pointers; it knows nothing of the page.
 */
export class PlotHand {
  private readonly pointers = new Map<number, Point>();
  private start: Point = { x: 0, y: 0 };
  private last: Point = { x: 0, y: 0 };
  private strayed = false;
  private hold: Hold | null = null;
  private apart = 0;
  private readonly plot: Plot;

  constructor(plot: Plot) {
    this.plot = plot;
  }

  /** A pointer is down. */
  down(pointer: number, at: Point): void {
    this.pointers.set(pointer, at);
    if (this.pointers.size === 2) {
      this.release();
      this.strayed = true;
      this.apart = this.distance();
      return;
    }
    this.start = this.last = at;
    this.strayed = false;
    this.hold = this.plot.grab?.(at) ?? this.panning();
  }

  move(pointer: number, at: Point): void {
    if (!this.pointers.has(pointer)) return;
    this.pointers.set(pointer, at);
    if (this.pointers.size === 2) {
      this.pinch();
      return;
    }
    const far = Math.hypot(at.x - this.start.x, at.y - this.start.y) > SLACK;
    this.strayed ||= far;
    if (this.strayed) this.hold?.move(at);
    this.last = at;
  }

  /** A pointer is let go at a place, or lost (null). */
  up(pointer: number, at: Point | null): void {
    if (!this.pointers.delete(pointer)) return;
    this.release();
    if (at && !this.strayed) this.plot.press(at);
    // The finger that is left of a pinch does nothing more.
    this.strayed = this.pointers.size > 0;
  }

  private release(): void {
    this.hold?.end();
    this.hold = null;
  }

  /** A plot that is not made of things to take hold of moves as a whole. */
  private panning(): Hold | null {
    const { plot } = this;
    if (plot.grab || !plot.pan) return null;
    const move = (at: Point): void => void plot.pan?.(this.last.x - at.x, this.last.y - at.y);
    return { move, end: () => undefined };
  }

  private pinch(): void {
    const now = this.distance();
    const between = this.middle();
    if (now > this.apart * PINCH) this.plot.zoom(-1, between);
    else if (now < this.apart / PINCH) this.plot.zoom(1, between);
    else return;
    this.apart = now;
  }

  private distance(): number {
    const [a, b] = [...this.pointers.values()];
    return a && b ? Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) : 1;
  }

  private middle(): Point {
    const [a, b] = [...this.pointers.values()];
    return a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : this.last;
  }
}
