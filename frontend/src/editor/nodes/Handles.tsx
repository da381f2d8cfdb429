import { Handle, Position } from "@xyflow/react";
import type { ReactElement } from "react";
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
export function Handles({ id, shape, selected, connectable }: Props): ReactElement | null {
  const held = useEditor((state) => state.hovered === id || state.connecting === id);
  if (!held && !selected) return null;
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
