import { useEffect, type RefObject } from "react";
import { useBoard } from "../../state/board";
import type { Neurons } from "../../wire/types";
import { useEditor } from "../ui";
import { cellAt, probe, useCells } from "./cells";
import { cellGrid } from "./places";

/** A press that moves less than this is a click; px. */
const SLIP = 4;

interface Found {
  readonly node: Neurons;
  readonly cell: number;
  readonly at: { x: number; y: number };
}

/** The cell of a population under the pointer. */
function under(event: PointerEvent | MouseEvent): Found | null {
  const target = event.target instanceof Element ? event.target : null;
  if (!target || target.closest(".react-flow__handle, input")) return null;
  const panel = target.closest<HTMLElement>("[data-node-id].panel");
  const grid = panel?.querySelector("canvas");
  const node = useBoard.getState().records.get(panel?.dataset["nodeId"] ?? "");
  if (!grid || node?.kind !== "neurons") return null;
  const box = grid.getBoundingClientRect();
  const cell = cellAt(node.size, cellGrid(node), {
    x: (event.clientX - box.left) / box.width,
    y: (event.clientY - box.top) / box.height,
  });
  return cell === null ? null : { node, cell, at: { x: event.clientX, y: event.clientY } };
}

/** Point at a cell of a population to read it. A press on the population selects it and chooses
 * the cell; a press on a cell of the selected population shows its trace. */
export function useProbe(canvas: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const { set } = useCells.getState();
    let pressed: { x: number; y: number; selected: boolean } | null = null;
    const leave = (): void => {
      if (useCells.getState().hovered) set({ hovered: null });
    };
    const move = (event: PointerEvent): void => {
      if (event.pointerType === "touch" || event.buttons !== 0) {
        leave();
        return;
      }
      const found = under(event);
      if (!found) {
        leave();
        return;
      }
      const { hovered } = useCells.getState();
      if (hovered?.node !== found.node.id || hovered.cell !== found.cell)
        set({ hovered: { node: found.node.id, cell: found.cell, at: found.at } });
    };
    const down = (event: PointerEvent): void => {
      const found = under(event);
      const { selection } = useBoard.getState();
      const alone = found !== null && selection.size === 1 && selection.has(found.node.id);
      pressed = { x: event.clientX, y: event.clientY, selected: alone };
    };
    const click = (event: MouseEvent): void => {
      const from = pressed;
      pressed = null;
      const still = from && Math.hypot(event.clientX - from.x, event.clientY - from.y) < SLIP;
      const joining = event.shiftKey || event.ctrlKey || event.metaKey;
      const found = under(event);
      if (!still || joining || !found || useEditor.getState().poke.on) return;
      if (from.selected) probe(found.node.id, found.cell);
      else set({ chosen: { node: found.node.id, cell: found.cell } });
    };
    element.addEventListener("pointermove", move, { passive: true });
    element.addEventListener("pointerleave", leave);
    element.addEventListener("pointerdown", down, true);
    element.addEventListener("click", click);
    return () => {
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerleave", leave);
      element.removeEventListener("pointerdown", down, true);
      element.removeEventListener("click", click);
    };
  }, [canvas]);
}
