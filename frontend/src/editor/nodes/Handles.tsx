import { Handle, Position } from "@xyflow/react";
import type { ReactElement } from "react";
import { handlesOf } from "../scene";
import type { Shape } from "./shapes";

const positions = [Position.Left, Position.Right, Position.Top, Position.Bottom] as const;

/** Dots on the outline from which a connection is drawn; they appear while the node is hovered. */
export function Handles({
  shape,
  connectable,
}: {
  shape: Shape;
  connectable: boolean;
}): ReactElement {
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
