import type { ReactFlowProps } from "@xyflow/react";
import { useMemo, useRef } from "react";
import { useBoard } from "../../state/board";
import { isNode } from "../../state/records";
import * as commands from "../commands";
import type { Point } from "../place";
import { openQuick } from "../quick/open";
import type { BoardEdge, BoardNode } from "../scene";
import { useEditor } from "../ui";
import { dotNear } from "../nodes/handles";
import { useScene } from "../useScene";
import { isOverCanvas, toBoard } from "../view";
import { pointOf } from "./useFlowChanges";

/** How near to a dot a line may end; board units. */
export const DOT_RADIUS = 24;

type Handlers = Required<
  Pick<
    ReactFlowProps<BoardNode, BoardEdge>,
    | "onConnectStart"
    | "onConnectEnd"
    | "isValidConnection"
    | "onNodeMouseEnter"
    | "onNodeMouseLeave"
  >
>;

/** A line that is shorter than this is a slip; px. */
const SLIP = 24;

/** What a line that is drawn from a node begins at: all selected nodes where it is one of them, and
 * what it reaches is not. */
function sourcesOf(from: string, to: string): string[] {
  const { records, selection } = useBoard.getState();
  if (!selection.has(from) || selection.has(to)) return [from];
  return [...selection].filter((id) => isNode(records.get(id)));
}

/** Draw a connection from a dot of one node and let go anywhere on another; let go on empty board,
 * it asks what comes next. A loop onto the same node ends on another one of its dots, so that a slip
 * makes none. */
export function useConnecting(): Handlers {
  const start = useRef<Point | null>(null);
  return useMemo(
    () => ({
      isValidConnection: () => true,
      onNodeMouseEnter: (_event, { id }) => useEditor.getState().set({ hovered: id }),
      onNodeMouseLeave: (_event, { id }) => {
        const { hovered, set } = useEditor.getState();
        if (hovered === id) set({ hovered: null });
      },
      onConnectStart: (event, { nodeId }) => {
        start.current = pointOf(event);
        useEditor.getState().set({ connecting: nodeId });
      },
      onConnectEnd: (event, state) => {
        const source = state.fromNode?.id ?? null;
        useEditor.getState().set({ connecting: null });
        const at = pointOf(event);
        if (source === null || !at) return;
        const under = document
          .elementsFromPoint(at.x, at.y)
          .map((element) => element.closest<HTMLElement>(".react-flow__node")?.dataset["id"])
          .find((id) => id !== undefined);
        const others = useScene.getState().nodes.filter(({ id }) => id !== source);
        const target = state.toNode?.id ?? under ?? dotNear(others, toBoard(at), DOT_RADIUS);
        if (target === undefined) {
          const from = start.current ?? at;
          const length = Math.hypot(at.x - from.x, at.y - from.y);
          if (length > SLIP && isOverCanvas(at)) openQuick(at, source);
          return;
        }
        const ownDot = state.toHandle !== null && state.toHandle.id !== state.fromHandle.id;
        if (target !== source || ownDot) commands.connect(sourcesOf(source, target), [target]);
      },
    }),
    [],
  );
}
