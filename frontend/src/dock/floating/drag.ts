import type { PointerEvent as ReactPointerEvent } from "react";
import { useBoard } from "../../state/board";
import type { ViewRecord } from "../../state/records";
import { followPointer } from "../drag";
import { dockRect } from "../drop";
import { orderAt, useDock } from "../layout";
import { dock, float, toParts } from "./place";

/** px that the pointer moves before a press of a header is a drag. */
const SLACK = 6;
/** px above or below the dock from which on a tile leaves it. */
const TEAR = 10;

/**
 * Drag a tile by its header: within the dock to another place, out of it to float over the board, and
 * back into it. `docked` are the views in the dock from left to right.
 */
export function dragTile(
  event: ReactPointerEvent<HTMLElement>,
  view: ViewRecord,
  docked: readonly ViewRecord[],
): void {
  const tile = event.currentTarget.closest<HTMLElement>(".tile");
  const onControl =
    event.target instanceof Element && event.target.closest("button, input") !== null;
  const { full, moving, setMoving } = useDock.getState();
  if (event.button !== 0 || onControl || !tile || moving !== null || full === view.id) return;
  const box = tile.getBoundingClientRect();
  const wasDocked = view.floating === null;
  const others = docked.filter(({ id }) => id !== view.id);
  let torn = !wasDocked;
  let dragged = false;
  useDock.getState().setFront(view.id);
  followPointer(event, {
    move: (dx, dy, { clientX, clientY }) => {
      if (!dragged && Math.hypot(dx, dy) < SLACK) return;
      dragged = true;
      const rect = dockRect();
      const over = rect !== null && clientY > rect.top - TEAR && clientY < rect.bottom + TEAR;
      torn ||= !over;
      const zone = over ? zoneAt(clientX, others, rect) : null;
      // A tile of the dock keeps its size when it leaves; under the pointer it stays where it was taken.
      const place = toParts({ ...sizeOf(box), left: box.left + dx, top: box.top + dy });
      setMoving({ view: view.id, place: torn ? place : null, zone });
      slide(tile, torn ? null : dx);
    },
    end: (kept) => {
      const last = useDock.getState().moving;
      setMoving(null);
      slide(tile, null);
      if (!kept || !dragged || !last) return;
      if (last.zone) land(view, last.zone.index, docked);
      else if (last.place) float(view, last.place, wasDocked ? "Let view float" : "Move view");
    },
  });
}

/** Change the size of a floating tile by its corner. */
export function resizeTile(event: ReactPointerEvent<HTMLElement>, view: ViewRecord): void {
  const tile = event.currentTarget.closest<HTMLElement>(".tile");
  if (event.button !== 0 || !tile) return;
  event.preventDefault();
  const box = tile.getBoundingClientRect();
  const { setMoving } = useDock.getState();
  followPointer(event, {
    move: (dx, dy) => {
      const { left, top, width, height } = box;
      const place = toParts({ left, top, width: width + dx, height: height + dy });
      setMoving({ view: view.id, place, zone: null });
    },
    end: (kept) => {
      const { moving } = useDock.getState();
      setMoving(null);
      if (kept && moving?.place) float(view, moving.place, "Resize view");
    },
  });
}

/** A tile that was dropped in the dock. */
function land(view: ViewRecord, index: number, docked: readonly ViewRecord[]): void {
  if (view.floating !== null) {
    dock(view, index);
    return;
  }
  const others = docked.filter(({ id }) => id !== view.id);
  if (docked.findIndex(({ id }) => id === view.id) === index) return;
  const order = orderAt(
    others.map((other) => other.order),
    index,
  );
  useBoard.getState().edit({ put: [{ ...view, order }] }, { label: "Move view" });
}

/** The place among the other tiles of the dock at a height of the window, and where it begins. */
function zoneAt(
  clientX: number,
  others: readonly ViewRecord[],
  rect: DOMRect,
): { index: number; x: number } {
  const boxes = others.flatMap(({ id }) => {
    const tile = document.querySelector(`.dock [data-view-id="${id}"]`);
    return tile ? [tile.getBoundingClientRect()] : [];
  });
  const index = boxes.filter((box) => box.left + box.width / 2 < clientX).length;
  const after = boxes[index];
  const before = boxes[index - 1];
  return { index, x: after ? after.left : before ? before.right : rect.left };
}

function slide(tile: HTMLElement, dx: number | null): void {
  tile.classList.toggle("tile-dragged", dx !== null);
  tile.style.transform = dx === null ? "" : `translateX(${dx}px)`;
}

function sizeOf({ width, height }: DOMRect): { width: number; height: number } {
  return { width, height };
}
