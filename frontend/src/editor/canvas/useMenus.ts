import type { ReactFlowProps } from "@xyflow/react";
import { useEffect, useMemo, type RefObject } from "react";
import { useBoard } from "../../state/board";
import { edgeAt } from "../edges/EdgeLayer";
import type { BoardEdge, BoardNode } from "../scene";
import { useEditor, type OpenMenu } from "../ui";

type Handlers = Required<
  Pick<
    ReactFlowProps<BoardNode, BoardEdge>,
    "onNodeContextMenu" | "onPaneContextMenu" | "onSelectionContextMenu"
  >
>;

/** How long a finger rests until its menu opens; ms. */
const LONG_PRESS = 550;
const SLIP = 8;
/** ms after which the browser makes no click of a finger that was lifted. */
const LIFTED = 300;

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Menus of nodes, connections and the board: right button, or a finger that rests. */
export function useMenus(canvas: RefObject<HTMLElement | null>): Handlers {
  useLongPress(canvas);
  return useMemo(() => {
    const open = (event: Mouse, about: OpenMenu["about"], id: string | null): void => {
      event.preventDefault();
      openMenu({ x: event.clientX, y: event.clientY }, about, id);
    };
    return {
      onNodeContextMenu: (event, node) => open(event, "node", node.id),
      onPaneContextMenu: (event) => open(event, "board", null),
      onSelectionContextMenu: (event, nodes) => open(event, "node", nodes[0]?.id ?? null),
    };
  }, []);
}

interface Mouse {
  readonly clientX: number;
  readonly clientY: number;
  preventDefault: () => void;
}

/** Open a menu; what it is about is selected. */
export function openMenu(at: OpenMenu["at"], about: OpenMenu["about"], id: string | null): void {
  const { selection, select } = useBoard.getState();
  if (id !== null && !selection.has(id)) {
    select([id]);
  }
  useEditor.getState().set({ menu: { at, about, id } });
}

function useLongPress(canvas: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let from = { x: 0, y: 0 };
    const cancel = (): void => clearTimeout(timer);
    /** The finger rests on what has just opened. */
    let resting = false;
    const lift = (): void => {
      cancel();
      if (!resting) return;
      resting = false;
      // Lifted, it would press what lies under it by now.
      window.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener("click", swallow, true), LIFTED);
    };
    const down = (event: PointerEvent): void => {
      cancel();
      if (event.pointerType !== "touch" || !event.isPrimary) return;
      const target = event.target instanceof Element ? event.target : null;
      if (!target?.closest(".react-flow") || target.closest(".handle-dot")) return;
      from = { x: event.clientX, y: event.clientY };
      timer = setTimeout(() => {
        resting = true;
        const node = target.closest<HTMLElement>(".react-flow__node")?.dataset["id"];
        const edge = edgeAt(target);
        const about = node !== undefined ? "node" : edge !== undefined ? "edge" : "board";
        openMenu(from, about, node ?? edge ?? null);
      }, LONG_PRESS);
    };
    const move = (event: PointerEvent): void => {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > SLIP) cancel();
    };
    element.addEventListener("pointerdown", down, true);
    element.addEventListener("pointermove", move, true);
    window.addEventListener("pointerup", lift, true);
    window.addEventListener("pointercancel", lift, true);
    return () => {
      cancel();
      element.removeEventListener("pointerdown", down, true);
      element.removeEventListener("pointermove", move, true);
      window.removeEventListener("pointerup", lift, true);
      window.removeEventListener("pointercancel", lift, true);
    };
  }, [canvas]);
}
