/** Calls `show` at most once in so many ms, and once more for the last of what came in between. */
export class Paced {
  private readonly show: () => void;
  private next: number;
  private later = 0;

  /** `wait`: ms before the first call, so that not all of a page fall into one frame. */
  constructor(show: () => void, wait = 0) {
    this.show = show;
    this.next = performance.now() + wait;
  }

  /** There is something new; `every` ms lie between two calls of `show`. */
  ask(every: number): void {
    const now = performance.now();
    if (now >= this.next) this.call(every);
    else this.later ||= window.setTimeout(() => this.call(every), this.next - now);
  }

  stop(): void {
    window.clearTimeout(this.later);
  }

  private call(every: number): void {
    window.clearTimeout(this.later);
    this.later = 0;
    this.next = performance.now() + every;
    this.show();
  }
}
