import type { ReactElement } from "react";
import { Picture } from "../../look/icons";
import { outline } from "../nodes/shapes";
import { useEditor } from "../ui";

const shapes = { excitatory: "triangle", inhibitory: "circle", undetermined: "hexagon" } as const;

/** What hangs on the pointer while something is dragged out of the palette. */
export function Ghost(): ReactElement | null {
  const ghost = useEditor((state) => state.ghost);
  if (!ghost) {
    return null;
  }
  const { item, at } = ghost;
  const shape =
    item.kind === "neurons" && Object.hasOwn(shapes, item.picture)
      ? shapes[item.picture as keyof typeof shapes]
      : null;
  return (
    <div className="ghost" style={{ left: at.x, top: at.y }}>
      {shape ? (
        <svg width="60" height="60" viewBox="-30 -30 60 60">
          <path className={`ghost-shape ghost-${shape}`} d={outline(shape)} />
        </svg>
      ) : (
        <span className="ghost-box">
          <Picture name={item.picture} />
        </span>
      )}
    </div>
  );
}
