import { useEffect, type RefObject } from "react";
import { useBoard } from "../../state/board";
import { isNode, type NodeRecord } from "../../state/records";
import { cellGrid } from "../groups/places";
import { useEditor } from "../ui";
import { cellsAround } from "./poke";

/** ms between two kicks while the button is held. */
const EVERY = 100;

/**
 * The hand that touches the network while the poke tool is chosen: a press on a neuron kicks it, a
 * press that is held keeps kicking, and over a population it paints. The board itself still moves.
 */
export function usePoke(canvas: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    let at: PointerEvent | null = null;
    /** What has been painted since the last kick, by node. */
    const painted = new Map<string, Set<number>>();

    const touch = (event: PointerEvent): void => {
      const under = document.elementFromPoint(event.clientX, event.clientY);
      const node = under?.closest<HTMLElement>("[data-node-id]");
      const id = node?.dataset["nodeId"];
      const record = id === undefined ? undefined : useBoard.getState().records.get(id);
      if (!node || !isNode(record) || record.kind !== "neurons") return;
      const cells = painted.get(record.id) ?? new Set<number>();
      painted.set(record.id, cells);
      for (const cell of cellsUnder(node, record, event)) cells.add(cell);
    };
    const kick = (): void => {
      if (at) touch(at);
      const { kick: send } = useBoard.getState();
      const { amplitude } = useEditor.getState().poke;
      for (const [id, cells] of painted) if (cells.size > 0) send(id, [...cells], amplitude);
      painted.clear();
    };
    const end = (): void => {
      clearInterval(timer);
      timer = undefined;
      if (painted.size > 0) kick();
      at = null;
    };
    const down = (event: PointerEvent): void => {
      if (!useEditor.getState().poke.on || event.button !== 0) return;
      if (!(event.target instanceof Element) || !event.target.closest("[data-node-id]")) return;
      // Nothing is selected or moved by it.
      event.preventDefault();
      event.stopPropagation();
      end();
      at = event;
      kick();
      timer = setInterval(kick, EVERY);
    };
    const move = (event: PointerEvent): void => {
      if (timer === undefined) return;
      at = event;
      touch(event);
    };
    element.addEventListener("pointerdown", down, true);
    // React Flow listens to the older events too.
    const swallow = (event: Event): void => {
      if (timer !== undefined) event.stopPropagation();
    };
    element.addEventListener("mousedown", swallow, true);
    element.addEventListener("touchstart", swallow, true);
    const click = (event: MouseEvent): void => {
      // The press has been dealt with: it selects nothing.
      const onNode = event.target instanceof Element && event.target.closest("[data-node-id]");
      if (useEditor.getState().poke.on && onNode) event.stopPropagation();
    };
    element.addEventListener("click", click, true);
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
    window.addEventListener("blur", end);
    return () => {
      end();
      element.removeEventListener("pointerdown", down, true);
      element.removeEventListener("mousedown", swallow, true);
      element.removeEventListener("touchstart", swallow, true);
      element.removeEventListener("click", click, true);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("blur", end);
    };
  }, [canvas]);
}

function cellsUnder(node: HTMLElement, record: NodeRecord, event: PointerEvent): number[] {
  const drawn = node.querySelector("canvas");
  if (record.size === 1 || !drawn) return [0];
  const box = drawn.getBoundingClientRect();
  const grid = cellGrid(record);
  const { columns, rows } = grid;
  const place = {
    column: ((event.clientX - box.left) / box.width) * columns,
    row: ((event.clientY - box.top) / box.height) * rows,
  };
  return cellsAround(record.size, place, useEditor.getState().poke.radius, grid);
}
