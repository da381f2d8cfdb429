import { useEffect, type RefObject } from "react";
import { handMoves } from "../../live/loop";
import { pointer } from "../ui";

/** Remember where the pointer is over the canvas, for keys that place or paste. */
export function usePointer(canvas: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const move = (event: PointerEvent): void => {
      pointer.at = { x: event.clientX, y: event.clientY };
      pointer.moved = true;
      if (event.buttons !== 0) handMoves();
    };
    const leave = (): void => {
      pointer.at = null;
    };
    element.addEventListener("pointermove", move, { passive: true });
    element.addEventListener("pointerleave", leave);
    element.addEventListener("wheel", handMoves, { passive: true });
    return () => {
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerleave", leave);
      element.removeEventListener("wheel", handMoves);
    };
  }, [canvas]);
}
