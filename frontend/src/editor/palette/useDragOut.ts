import { useRef, type PointerEvent } from "react";
import type { PaletteItem } from "../items";
import { annotate } from "../annotate";
import * as adding from "../adding";
import { useEditor } from "../ui";
import { canvasCentre, isOverCanvas, toBoard } from "../view";
import * as viewing from "../viewing";

/** A press that moves less than this is a click; px. */
const SLIP = 5;

interface DragOut {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  onPointerCancel: () => void;
  onClick: () => void;
}

/** Drag a palette item onto the board with mouse, pen or finger; a press without moving, or Enter,
 * places it in the middle. `onPlaced` hears of either. */
export function useDragOut(item: PaletteItem, onPlaced?: () => void): DragOut {
  const start = useRef<{ x: number; y: number } | null>(null);
  const dragged = useRef(false);

  const finish = (): void => {
    start.current = null;
    useEditor.getState().set({ ghost: null });
  };

  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      dragged.current = false;
      start.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event) => {
      const from = start.current;
      if (!from) return;
      const at = { x: event.clientX, y: event.clientY };
      if (!dragged.current && Math.hypot(at.x - from.x, at.y - from.y) < SLIP) return;
      dragged.current = true;
      useEditor.getState().set({ ghost: { item, at } });
    },
    onPointerUp: (event) => {
      if (!start.current) return;
      const at = { x: event.clientX, y: event.clientY };
      finish();
      if (dragged.current && item.kind !== "view" && isOverCanvas(at)) {
        if (item.kind === "note") annotate(item.id, toBoard(at), false);
        else adding.place(item, toBoard(at));
        onPlaced?.();
      } else if (dragged.current && item.kind === "view") {
        const over = document
          .elementFromPoint(at.x, at.y)
          ?.closest<HTMLElement>(".react-flow__node, .react-flow__edge")?.dataset["id"];
        viewing.openView(item.id, over === undefined ? undefined : [over]);
      }
    },
    onPointerCancel: finish,
    onClick: () => {
      // A drag ends with a click too; that one has been dealt with.
      if (dragged.current) dragged.current = false;
      else {
        adding.use(item, toBoard(canvasCentre()));
        onPlaced?.();
      }
    },
  };
}
