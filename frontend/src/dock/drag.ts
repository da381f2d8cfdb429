/** Follow a press of the pointer until it is released. Esc, or a lost pointer, ends it as well. */
export function followPointer(
  start: { clientX: number; clientY: number; pointerId: number },
  on: { move: (dx: number, dy: number, event: PointerEvent) => void; end: (kept: boolean) => void },
): void {
  const { clientX, clientY, pointerId } = start;
  const stop = new AbortController();
  const { signal } = stop;
  const end = (kept: boolean): void => {
    stop.abort();
    on.end(kept);
  };
  window.addEventListener(
    "pointermove",
    (event) => {
      if (event.pointerId === pointerId) {
        on.move(event.clientX - clientX, event.clientY - clientY, event);
      }
    },
    { signal },
  );
  window.addEventListener(
    "pointerup",
    (event) => {
      if (event.pointerId === pointerId) end(true);
    },
    { signal },
  );
  window.addEventListener("pointercancel", () => end(false), { signal });
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      end(false);
    },
    { signal, capture: true },
  );
}
