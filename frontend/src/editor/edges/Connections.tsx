import { useStore } from "@xyflow/react";
import { useEffect, useRef, type MouseEvent, type ReactElement } from "react";
import { createPortal } from "react-dom";
import { openMenu } from "../canvas/useMenus";
import { useBoard } from "../../state/board";
import { useEditor } from "../ui";
import { useScene } from "../useScene";
import { EdgeLayer, edgeAt } from "./EdgeLayer";
import "./edges.css";

/** The connections, below the nodes; pressed, they are selected. */
export function Connections(): ReactElement | null {
  const board = useStore((state) => state.domNode);
  const place = board?.querySelector(".react-flow__edges");
  const svg = useRef<SVGSVGElement>(null);

  useEffect(() => {
    if (!svg.current) return undefined;
    const layer = new EdgeLayer(svg.current);
    layer.show(useScene.getState().edges);
    return useScene.subscribe(({ edges }, before) => {
      if (edges !== before.edges) layer.show(edges);
    });
  }, [place]);

  return place
    ? createPortal(
        <svg ref={svg} className="edge-lines" onClick={press} onContextMenu={menu} />,
        place,
      )
    : null;
}

/** Select it alone; with a key for several, add it or take it away. */
function press(event: MouseEvent): void {
  const id = edgeAt(event.target);
  if (id === undefined) return;
  const { selection, select } = useBoard.getState();
  const several = event.shiftKey || event.metaKey || event.ctrlKey;
  const others = [...selection].filter((other) => other !== id);
  select(!several ? [id] : selection.has(id) ? others : [...others, id]);
  useEditor.getState().set({ edgeEditorClosed: false });
}

function menu(event: MouseEvent): void {
  const id = edgeAt(event.target);
  if (id === undefined) return;
  event.preventDefault();
  openMenu({ x: event.clientX, y: event.clientY }, "edge", id);
}
