import { flushSync } from "react-dom";
import { keyPlace } from "../keyplace";
import type { Point } from "../place";
import { useEditor } from "../ui";
import { canvasCentre, isOverCanvas, toBoard, toWindow } from "../view";

/** Px from a button to the box, which begins a little left of its point. */
const BESIDE = 36;

/** Open "type to add" at a point of the window. What is typed next belongs to its field already. */
export function openQuick(at: Point, from: string | null = null): void {
  const quick = { at, place: toBoard(at), from };
  flushSync(() => useEditor.getState().set({ quick, menu: null }));
}

/** Key `/`: where a key would place something, as far as that can be seen. */
export function openQuickByKey(): void {
  const at = toWindow(keyPlace());
  openQuick(isOverCanvas(at) ? at : canvasCentre());
}

/** Beside a button, for what goes to the middle of what is seen. */
export function openQuickBeside(at: Point): void {
  const quick = { at: { x: at.x + BESIDE, y: at.y }, place: toBoard(canvasCentre()), from: null };
  flushSync(() => useEditor.getState().set({ quick, menu: null }));
}
