import { useEffect, type RefObject } from "react";
import { openQuick } from "../quick/open";
import { useEditor } from "../ui";

/** ms and px between two taps that are one double tap. */
const SOON = 350;
const NEAR = 24;

/** A double click, or a double tap, on empty board opens "type to add" there. */
export function useQuickAdd(canvas: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let tap = { at: -Infinity, x: 0, y: 0 };
    const onBoard = (event: Event): boolean =>
      event.target instanceof Element &&
      event.target.matches(".react-flow__pane") &&
      !useEditor.getState().poke.on;
    const double = (event: MouseEvent): void => {
      if (onBoard(event)) openQuick({ x: event.clientX, y: event.clientY });
    };
    const up = (event: PointerEvent): void => {
      if (event.pointerType !== "touch" || !event.isPrimary || !onBoard(event)) return;
      const { clientX: x, clientY: y, timeStamp: at } = event;
      const twice = at - tap.at < SOON && Math.hypot(x - tap.x, y - tap.y) < NEAR;
      tap = twice ? { at: -Infinity, x, y } : { at, x, y };
      // The browser still makes a click of the tap, which would land outside of the box: afterwards.
      if (twice) setTimeout(() => openQuick({ x, y }));
    };
    element.addEventListener("dblclick", double);
    element.addEventListener("pointerup", up);
    return () => {
      element.removeEventListener("dblclick", double);
      element.removeEventListener("pointerup", up);
    };
  }, [canvas]);
}
