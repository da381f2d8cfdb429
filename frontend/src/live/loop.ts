import { Turns } from "./turns";

/**
 * The one loop of the page that draws. A callback runs in the next animation frame after
 * `invalidate()`; nothing runs while nothing changes. While the page is hidden the browser runs no
 * animation frame, so that nothing is drawn and no frame is acknowledged.
 *
 * Large pictures take turns while a hand moves something and the frames come late: the hand is
 * followed in every frame, each of the pictures in some of them.
 */

/** Returns true to be called again in the next animation frame. */
export type DrawCallback = (now: number) => boolean | undefined;

const callbacks = new Set<DrawCallback>();
const pictures = new Turns();
let finished: (() => void)[] = [];
let scheduled = 0;

/** Draw with the loop; the answer ends it. */
export function onFrame(callback: DrawCallback): () => void {
  callbacks.add(callback);
  invalidate();
  return () => callbacks.delete(callback);
}

/** Draw a large picture with the loop; the answer ends it. */
export function onTurn(callback: DrawCallback): () => void {
  const end = pictures.add((now) => call(callback, now));
  invalidate();
  return end;
}

/** A hand moves something on the board. */
export function handMoves(): void {
  pictures.handMoves(performance.now());
}

/** Something visible has changed. */
export function invalidate(): void {
  if (scheduled === 0) scheduled = requestAnimationFrame(run);
}

/** Call once after everything has been drawn. */
export function afterDraw(callback: () => void): void {
  finished.push(callback);
  invalidate();
}

function run(now: number): void {
  scheduled = 0;
  let again = false;
  for (const callback of callbacks) if (call(callback, now)) again = true;
  const turn = pictures.run(now, () => performance.now());
  if (turn.done) {
    const done = finished;
    finished = [];
    for (const callback of done) callback();
  }
  if (again || turn.again) invalidate();
}

/** One view that fails must not stop the others, nor the acknowledgement. */
function call(callback: DrawCallback, now: number): boolean {
  try {
    return callback(now) === true;
  } catch (error) {
    console.error(error);
    return false;
  }
}
