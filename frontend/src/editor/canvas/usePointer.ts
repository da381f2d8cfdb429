import { useEffect, type RefObject } from "react";
import { pointer } from "../ui";

/** Remember where the pointer is over the canvas, for keys that place or paste. */
export function usePointer(canvas: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const move = (event: PointerEvent): void => {
      pointer.at = { x: event.clientX, y: event.clientY };
      pointer.moved = true;
    };
    const leave = (): void => {
      pointer.at = null;
    };
    element.addEventListener("pointermove", move, { passive: true });
    element.addEventListener("pointerleave", leave);
    return () => {
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerleave", leave);
    };
  }, [canvas]);
}
