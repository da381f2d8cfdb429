import { useEffect, type RefObject } from "react";
import { followPointer } from "../../dock/drag";
import { dropOnDock, hoverDock, viewFor } from "../../dock/drop";
import { useBoard } from "../../state/board";
import { edgeAt } from "../edges/EdgeLayer";
import { views } from "../items";
import { useEditor } from "../ui";
import { isOverCanvas } from "../view";

/** A press that moves less than this is a click; px. */
const SLIP = 6;

/** Drag a connection into the dock: it opens the view that shows most of it. */
export function useEdgeDrag(canvas: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const down = (event: PointerEvent): void => {
      const id = edgeAt(event.target);
      if (id === undefined || event.button !== 0) return;
      const { records, catalog } = useBoard.getState();
      const kind = viewFor(id, records, catalog);
      const item = views.find((view) => view.id === kind);
      if (!item) return;
      let at = { x: event.clientX, y: event.clientY };
      let dragged = false;
      followPointer(event, {
        move: (dx, dy, { clientX, clientY }) => {
          at = { x: clientX, y: clientY };
          dragged ||= Math.hypot(dx, dy) >= SLIP;
          if (!dragged) return;
          useEditor.getState().set({ ghost: { item, at } });
          hoverDock(isOverCanvas(at) ? null : at);
        },
        end: (kept) => {
          useEditor.getState().set({ ghost: null });
          if (kept && dragged) dropOnDock(at, id);
          hoverDock(null);
        },
      });
    };
    element.addEventListener("pointerdown", down);
    return () => element.removeEventListener("pointerdown", down);
  }, [canvas]);
}
