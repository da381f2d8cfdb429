import { Handle, Position, useStoreApi } from "@xyflow/react";
import { useLayoutEffect, type ReactElement } from "react";
import { handlesOf } from "./handles";
import type { Shape } from "./shapes";
import type { BoardEdge, BoardNode } from "../scene";
import { useEditor } from "../ui";

const positions = [Position.Left, Position.Right, Position.Top, Position.Bottom] as const;

interface Props {
  id: string;
  shape: Shape;
  selected: boolean;
  connectable: boolean;
}

/** Dots on the outline from which a connection is drawn. They are there while they can be seen or
 * held: for the four of every node of a large board each move of the hand would have to ask. */
export function Handles(props: Props): ReactElement | null {
  const { id, selected } = props;
  const held = useEditor((state) => state.hovered === id || state.connecting === id);
  return held || selected ? <Dots {...props} /> : null;
}

type FlowStore = ReturnType<typeof useStoreApi<BoardNode, BoardEdge>>;

const unmeasured = new Set<string>();

/** Have the dots of a node measured, together with all that come in the same moment: the canvas has
 * measured the node without them, and begins a line at none that it does not know. */
function measure(store: FlowStore, id: string): void {
  unmeasured.add(id);
  if (unmeasured.size > 1) return;
  queueMicrotask(() => {
    const { domNode, nodeLookup, updateNodeInternals } = store.getState();
    const elements = domNode?.querySelectorAll<HTMLDivElement>(".react-flow__node") ?? [];
    const updates = [...elements].flatMap((nodeElement) => {
      const found = nodeElement.dataset["id"] ?? "";
      return unmeasured.has(found) && nodeLookup.has(found)
        ? [[found, { id: found, nodeElement, force: true }] as const]
        : [];
    });
    unmeasured.clear();
    updateNodeInternals(new Map(updates), { triggerFitView: false });
  });
}

function Dots({ id, shape, connectable }: Props): ReactElement {
  const store = useStoreApi<BoardNode, BoardEdge>();
  useLayoutEffect(() => measure(store, id), [store, id, shape]);
  return (
    <>
      {handlesOf(shape).map((handle, i) => (
        <Handle
          key={handle.id}
          id={handle.id ?? null}
          type="source"
          position={positions[i] ?? Position.Right}
          isConnectableEnd={connectable}
          className="handle-dot"
          style={{ left: handle.x, top: handle.y }}
          aria-hidden
        />
      ))}
    </>
  );
}
