import type { CSSProperties } from "react";
import { useBoard } from "../../state/board";
import { newId, viewsOf, type ViewRecord } from "../../state/records";
import type { Floating } from "../../wire/types";
import { orderAt } from "../layout";

/** Where views float: in parts of the page, so that it is alike on screens of every size. */

/** px below which a floating view does not shrink, as in its style. */
export const LEAST = { width: 260, height: 150 } as const;
const SMALLEST = 0.05;
/** px of a floating view that stay on the page, so that the hand can reach it. */
const VISIBLE = 80;
/** Where a view floats that a button has put there; the next one lies a little beside it. */
const USUAL: Floating = { x: 0.3, y: 0.14, width: 0.34, height: 0.36 };
const BESIDE = 0.03;
/** What an arrow key moves or resizes by, in parts of the page; with Shift, resizes. */
const KEY = 0.02;

interface Size {
  width: number;
  height: number;
}

function page(): Size {
  return { width: window.innerWidth, height: window.innerHeight };
}

/** A rectangle of the window, in px, as parts of the page and within it. */
export function toParts(
  box: { left: number; top: number; width: number; height: number },
  size: Size = page(),
): Floating {
  const within = (value: number, low: number, high: number): number =>
    round(Math.max(low, Math.min(high, value)));
  return {
    x: within(box.left / size.width, 0, Math.max(0, 1 - VISIBLE / size.width)),
    y: within(box.top / size.height, 0, Math.max(0, 1 - VISIBLE / size.height)),
    width: within(Math.max(box.width, LEAST.width) / size.width, SMALLEST, 1),
    height: within(Math.max(box.height, LEAST.height) / size.height, SMALLEST, 1),
  };
}

/** Four digits are less than a pixel of any screen. */
function round(part: number): number {
  return Math.round(part * 1e4) / 1e4;
}

/** The style of a tile that floats. */
export function placeStyle({ x, y, width, height }: Floating): CSSProperties {
  const percent = (part: number): number => Number((100 * part).toFixed(3));
  return {
    left: `min(${percent(x)}vw, 100vw - ${VISIBLE}px)`,
    top: `min(${percent(y)}vh, 100vh - ${VISIBLE}px)`,
    width: `max(${LEAST.width}px, ${percent(width)}vw)`,
    height: `max(${LEAST.height}px, ${percent(height)}vh)`,
  };
}

/** The place that an arrow key leads to; null for other keys. */
export function movedByKey(at: Floating, key: string, resize: boolean): Floating | null {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-KEY, 0],
    ArrowRight: [KEY, 0],
    ArrowUp: [0, -KEY],
    ArrowDown: [0, KEY],
  };
  const step = steps[key];
  if (!step) return null;
  const { width, height } = page();
  const next = resize
    ? { ...at, width: at.width + step[0], height: at.height + step[1] }
    : { ...at, x: at.x + step[0], y: at.y + step[1] };
  return toParts({
    left: next.x * width,
    top: next.y * height,
    width: next.width * width,
    height: next.height * height,
  });
}

/** Let a view float, move it, or resize it. */
export function float(view: ViewRecord, at: Floating, label: string, gesture?: string): void {
  const { records, edit } = useBoard.getState();
  const now = records.get(view.id);
  if (!now || !("floating" in now)) return;
  edit({ put: [{ ...now, floating: at }] }, { label, gesture: gesture ?? newId("g") });
}

/** Let a view float where there is room. */
export function floatSomewhere(view: ViewRecord): void {
  const others = viewsOf(useBoard.getState().records).filter(({ floating }) => floating !== null);
  const by = BESIDE * (others.length % 8);
  float(view, { ...USUAL, x: round(USUAL.x + by), y: round(USUAL.y + by) }, "Let view float");
}

/** Put a view into the dock: at a place among the tiles there, else last. */
export function dock(view: ViewRecord, index?: number): void {
  const { records, edit } = useBoard.getState();
  const others = viewsOf(records).filter(({ id, floating }) => id !== view.id && floating === null);
  const order = orderAt(
    others.map((other) => other.order),
    index ?? others.length,
  );
  edit({ put: [{ ...view, floating: null, order }] }, { label: "Put view into the dock" });
}
