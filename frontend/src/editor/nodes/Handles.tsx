import { Handle, Position, useStoreApi } from "@xyflow/react";
import { useLayoutEffect, type ReactElement } from "react";
import { handlesOf } from "./handles";
import type { Shape } from "./shapes";
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

function Dots({ id, shape, connectable }: Props): ReactElement {
  const store = useStoreApi();
  // The canvas has measured the node without its dots, and begins a line at none that it has not
  // measured.
  useLayoutEffect(() => {
    const { domNode, updateNodeInternals } = store.getState();
    const nodeElement = domNode?.querySelector<HTMLDivElement>(
      `.react-flow__node[data-id="${id}"]`,
    );
    if (!nodeElement) return;
    const update = { id, nodeElement, force: true };
    updateNodeInternals(new Map([[id, update]]), { triggerFitView: false });
  }, [store, id, shape]);
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
