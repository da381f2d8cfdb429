import { isPlaced, type Records } from "../../state/records";
import type { AnyRecord } from "../../wire/types";
import type { Point } from "../place";
import { useScene } from "../useScene";

/** ms; the token `--m-slow`. */
const TAKES = 240;
/** More things than this are there at once. */
const MOST = 150;

let under: AbortController | null = null;

/** Show things on their way from where they were; at once where motion is not wanted. A press of
 * the pointer ends it, so that the hand never holds what is on its way. */
export function travel(changed: readonly AnyRecord[], before: Records): void {
  under?.abort();
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const steps = changed.flatMap((record): [string, Point, Point][] => {
    const old = before.get(record.id);
    return isPlaced(record) && isPlaced(old) ? [[record.id, old, record]] : [];
  });
  if (still || steps.length === 0 || steps.length > MOST) return;
  const stop = new AbortController();
  under = stop;
  const start = performance.now();
  const { move } = useScene.getState();
  stop.signal.addEventListener("abort", () => move(new Map()));
  window.addEventListener("pointerdown", () => stop.abort(), {
    capture: true,
    once: true,
    signal: stop.signal,
  });
  const frame = (now: number): void => {
    if (stop.signal.aborted) return;
    const part = Math.min(1, Math.max(0, now - start) / TAKES);
    if (part === 1) {
      stop.abort();
      return;
    }
    const eased = 1 - (1 - part) ** 3;
    const between = (from: number, to: number): number => from + (to - from) * eased;
    move(
      new Map(
        steps.map(([id, from, to]): [string, Point] => [
          id,
          { x: between(from.x, to.x), y: between(from.y, to.y) },
        ]),
      ),
    );
    requestAnimationFrame(frame);
  };
  move(new Map(steps.map(([id, from]): [string, Point] => [id, { x: from.x, y: from.y }])));
  requestAnimationFrame(frame);
}
