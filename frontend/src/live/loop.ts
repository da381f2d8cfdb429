/**
 * The one loop of the page that draws. A callback runs in the next animation frame after
 * `invalidate()`; nothing runs while nothing changes. While the page is hidden the browser runs no
 * animation frame, so that nothing is drawn and no frame is acknowledged.
 */

/** Returns true to be called again in the next animation frame. */
export type DrawCallback = (now: number) => boolean | undefined;

const callbacks = new Set<DrawCallback>();
let finished: (() => void)[] = [];
let scheduled = 0;

/** Draw with the loop; the answer ends it. */
export function onFrame(callback: DrawCallback): () => void {
  callbacks.add(callback);
  invalidate();
  return () => callbacks.delete(callback);
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
  for (const callback of callbacks) {
    try {
      if (callback(now) === true) again = true;
    } catch (error) {
      // One view that fails must not stop the others, nor the acknowledgement.
      console.error(error);
    }
  }
  const done = finished;
  finished = [];
  for (const callback of done) callback();
  if (again) invalidate();
}
