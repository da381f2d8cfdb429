/** Frames further apart than this (ms) are late. */
const LATE = 21;
/** A gap that is no frame: the loop has rested in between. */
const RESTED = 250;
/** A hand that has not moved for so long (ms) rests. */
const HELD = 150;
/** ms of a frame for pictures, at most and at least; a picture that has begun is finished. */
const MOST = 16;
const LEAST = 0.25;
/** How fast that grows again while frames are in time. */
const GROWTH = 1.02;

type Picture = (now: number) => boolean;

/** Pictures that are all drawn in every frame, or in turn when there is no time for all. */
export class Turns {
  private readonly pictures = new Set<Picture>();
  /** Those that have not yet been called in this round. */
  private waiting: Picture[] = [];
  private again = false;
  private budget = MOST;
  private before = -Infinity;
  private moved = -Infinity;

  /** The answer takes it out. */
  add(picture: Picture): () => void {
    this.pictures.add(picture);
    return () => {
      this.pictures.delete(picture);
      this.waiting = this.waiting.filter((other) => other !== picture);
    };
  }

  handMoves(now: number): void {
    this.moved = now;
  }

  /** Draw in the frame of time `now` (ms), `clock` being the time while it is drawn. `done` when
   * every picture has had its turn since the last time, `again` when a next frame is needed. */
  run(now: number, clock: () => number): { done: boolean; again: boolean } {
    const gap = now - this.before;
    this.before = now;
    if (gap < RESTED) {
      this.budget =
        gap > LATE ? Math.max(LEAST, this.budget / 2) : Math.min(MOST, this.budget * GROWTH);
    }
    const limited = now - this.moved < HELD;
    const began = clock();
    if (this.waiting.length === 0) {
      this.waiting = [...this.pictures];
      this.again = false;
    }
    let next: Picture | undefined;
    while ((next = this.waiting.shift())) {
      if (next(now)) this.again = true;
      if (limited && clock() - began > this.budget) break;
    }
    const done = this.waiting.length === 0;
    return { done, again: this.again || !done };
  }
}
