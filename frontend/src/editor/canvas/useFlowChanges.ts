import type { EdgeChange, NodeChange, OnNodeDrag, ReactFlowProps } from "@xyflow/react";
import { useMemo } from "react";
import { dropOnDock, hoverDock } from "../../dock/drop";
import { useBoard } from "../../state/board";
import { edgesOf } from "../../state/records";
import { carried } from "../boxes";
import { moveTo } from "../edits";
import type { Point } from "../place";
import type { BoardEdge, BoardNode } from "../scene";
import { useScene } from "../useScene";
import { isOverCanvas, viewMoved } from "../view";

type Flow = ReactFlowProps<BoardNode, BoardEdge>;
type Handlers = Required<
  Pick<
    Flow,
    | "onNodesChange"
    | "onEdgesChange"
    | "onNodeDrag"
    | "onNodeDragStop"
    | "onSelectionDragStop"
    | "onSelectionEnd"
  >
>;

/** Selecting and moving: selection goes to the store at once, places when the hand lets go. */
export function useFlowChanges(): Handlers {
  return useMemo(() => {
    const onNodeDragStop: OnNodeDrag<BoardNode> = (event, node) => letGo(pointOf(event), node.id);
    return {
      onNodesChange: (changes) => {
        select(changes);
        const places = new Map<string, Point>();
        const heights = new Map<string, number>();
        const { records } = useBoard.getState();
        for (const change of changes) {
          if (change.type === "position" && change.dragging === true && change.position) {
            const { x, y } = change.position;
            places.set(change.id, { x: Math.round(x), y: Math.round(y) });
          } else if (change.type === "dimensions" && change.dimensions) {
            if (records.get(change.id)?.kind === "note")
              heights.set(change.id, change.dimensions.height);
          }
        }
        if (heights.size > 0) useScene.getState().measure(heights);
        if (places.size > 0) {
          viewMoved();
          const { moved, move } = useScene.getState();
          move(new Map([...moved, ...carried(records, places)]));
        }
      },
      onEdgesChange: select,
      onNodeDrag: (event) => {
        const at = pointOf(event);
        hoverDock(at && !isOverCanvas(at) ? at : null);
      },
      onNodeDragStop,
      onSelectionDragStop: (event) => letGo(pointOf(event), null),
      onSelectionEnd: selectBetween,
    };
  }, []);
}

function select(changes: readonly (NodeChange<BoardNode> | EdgeChange<BoardEdge>)[]): void {
  const { selection, select } = useBoard.getState();
  const next = new Set(selection);
  for (const change of changes) {
    if (change.type === "select") {
      if (change.selected) next.add(change.id);
      else next.delete(change.id);
    }
  }
  select(next);
}

/** The connections of the nodes around which a frame was drawn are selected with them. */
function selectBetween(): void {
  const { records, selection, select } = useBoard.getState();
  const ends = edgesOf(records).filter(
    ({ source, target }) => selection.has(source) || selection.has(target),
  );
  select([...selection, ...ends.map(({ id }) => id)]);
}

/** Keep the places of what was dragged; dropped on the dock it opens a view and goes back. */
function letGo(at: Point | null, node: string | null): void {
  const { moved, move } = useScene.getState();
  const { records, edit } = useBoard.getState();
  const opens = node !== null && at !== null && !isOverCanvas(at) && dropOnDock(at, node);
  hoverDock(null);
  if (!opens) {
    const change = moveTo(records, moved);
    edit(change, { label: "Move" });
  }
  move(new Map());
}

export function pointOf(event: MouseEvent | TouchEvent | React.MouseEvent): Point | null {
  if ("clientX" in event) {
    return { x: event.clientX, y: event.clientY };
  }
  const touch = event.changedTouches[0];
  return touch ? { x: touch.clientX, y: touch.clientY } : null;
}
