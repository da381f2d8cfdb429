import type { ReactFlowInstance } from "@xyflow/react";
import { useBoard } from "../state/board";
import type { Point } from "./place";
import type { BoardEdge, BoardNode } from "./scene";
import { pointer } from "./ui";

/** The canvas as commands and the palette use it: where things are on screen and on the board. */

let flow: ReactFlowInstance<BoardNode, BoardEdge> | null = null;
let element: HTMLElement | null = null;

export function attachView(
  instance: ReactFlowInstance<BoardNode, BoardEdge> | null,
  canvas: HTMLElement | null,
): void {
  flow = instance;
  element = canvas;
  // The board may have arrived before the canvas was ready to show it.
  refit();
}

/** A point of the window in board units. */
export function toBoard(screen: Point): Point {
  return flow?.screenToFlowPosition(screen) ?? screen;
}

/** Whether a point of the window is over the canvas. */
export function isOverCanvas({ x, y }: Point): boolean {
  const box = element?.getBoundingClientRect();
  return box !== undefined && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

/** Middle of the canvas in the window. */
export function canvasCentre(): Point {
  const box = element?.getBoundingClientRect();
  return box ? { x: box.left + box.width / 2, y: box.top + box.height / 2 } : { x: 0, y: 0 };
}

/** The pointer in board units, where it is over the canvas and has moved since it was used. */
export function freshPointer(): Point | null {
  return pointer.at && pointer.moved && isOverCanvas(pointer.at) ? toBoard(pointer.at) : null;
}

/** A point of the board in the window. */
export function toWindow(place: Point): Point {
  return flow?.flowToScreenPosition(place) ?? place;
}

/** Px from the edge of the canvas within which something is hard to see. */
const HARD_TO_SEE = 56;

/** Move the view where a point of the board is not in it. */
export function reveal(place: Point): void {
  const { x, y } = toWindow(place);
  const inside = [-1, 1].every((side) =>
    isOverCanvas({ x: x + side * HARD_TO_SEE, y: y + side * HARD_TO_SEE }),
  );
  if (!inside && flow) {
    fitted = false;
    void flow.setCenter(place.x, place.y, { zoom: flow.getZoom(), duration: duration() });
  }
}

const SLOW = 240;
/** Below this scale labels cannot be read. */
const READABLE = 0.7;

function duration(): number {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : SLOW;
}

/** Room around the nodes for labels, the key and the zoom controls. */
const ROOM = { top: "44px", right: "48px", bottom: "76px", left: "48px" } as const;

/** Scale of the board in projector mode. */
const PROJECTED = 1.4;

/** Whether the whole board is shown because nobody has moved the view since `fit`. */
let fitted = false;

/** Show the whole board, never larger than life. */
export function fit(animate = true): void {
  fitted = true;
  const maxZoom = useBoard.getState().projector ? PROJECTED : 1;
  void flow?.fitView({ padding: ROOM, maxZoom, duration: animate ? duration() : 0 });
}

/** The hand has moved the view, or placed something: it stays where it is. */
export function viewMoved(): void {
  fitted = false;
}

/** The canvas has another size: what was shown whole is shown whole again. */
export function refit(): void {
  if (fitted) fit(false);
}

/** How large the board is shown now. */
export function currentZoom(): number {
  return flow?.getZoom() ?? 1;
}

/** Bring a point of the board to the middle of the canvas, large enough to be read. */
export function centreOn({ x, y }: Point): void {
  if (!flow) return;
  fitted = false;
  void flow.setCenter(x, y, { zoom: Math.max(READABLE, flow.getZoom()), duration: duration() });
}

export function zoomBy(factor: number): void {
  if (flow) void flow.zoomTo(flow.getZoom() * factor, { duration: duration() / 2 });
}

export function zoomTo(zoom: number): void {
  void flow?.zoomTo(zoom, { duration: duration() / 2 });
}
