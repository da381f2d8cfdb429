import type { ReactFlowInstance } from "@xyflow/react";
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

/** Where a key places something: under the pointer, else in the middle; in board units. */
export function placeForKeys(): Point {
  return toBoard(pointer.at && isOverCanvas(pointer.at) ? pointer.at : canvasCentre());
}

const SLOW = 240;

function duration(): number {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : SLOW;
}

/** Show the whole board, never larger than life. */
export function fit(animate = true): void {
  void flow?.fitView({ padding: 0.12, maxZoom: 1, duration: animate ? duration() : 0 });
}

export function zoomBy(factor: number): void {
  if (flow) void flow.zoomTo(flow.getZoom() * factor, { duration: duration() / 2 });
}

export function zoomTo(zoom: number): void {
  void flow?.zoomTo(zoom, { duration: duration() / 2 });
}
