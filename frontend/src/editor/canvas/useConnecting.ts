import type { ReactFlowProps } from "@xyflow/react";
import { useMemo } from "react";
import * as commands from "../commands";
import type { BoardEdge, BoardNode } from "../scene";
import { useEditor } from "../ui";
import { pointOf } from "./useFlowChanges";

type Handlers = Required<
  Pick<
    ReactFlowProps<BoardNode, BoardEdge>,
    "onConnectStart" | "onConnectEnd" | "isValidConnection"
  >
>;

/** Draw a connection from a dot of one node and let go anywhere on another. A loop onto the same
 * node ends on another one of its dots, so that a slip makes none. */
export function useConnecting(): Handlers {
  return useMemo(
    () => ({
      isValidConnection: () => true,
      onConnectStart: (_event, { nodeId }) => useEditor.getState().set({ connecting: nodeId }),
      onConnectEnd: (event, state) => {
        const source = state.fromNode?.id ?? null;
        useEditor.getState().set({ connecting: null });
        const at = pointOf(event);
        if (source === null || !at) return;
        const under = document
          .elementsFromPoint(at.x, at.y)
          .map((element) => element.closest<HTMLElement>(".react-flow__node")?.dataset["id"])
          .find((id) => id !== undefined);
        const target = state.toNode?.id ?? under;
        if (target === undefined) return;
        const ownDot = state.toHandle !== null && state.toHandle.id !== state.fromHandle.id;
        if (target !== source || ownDot) commands.connect([source], [target]);
      },
    }),
    [],
  );
}
