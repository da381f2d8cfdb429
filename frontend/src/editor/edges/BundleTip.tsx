import { useEffect, useState, type ReactElement, type RefObject } from "react";
import { create } from "zustand";
import { edgeName } from "../../shared/names";
import { useBoard } from "../../state/board";
import { isEdge } from "../../state/records";
import type { Point } from "../place";
import { bundleWords } from "./bundle";

interface TipState {
  edge: string | null;
  /** In the window, px. */
  at: Point;
}

const useTip = create<TipState>()(() => ({ edge: null, at: { x: 0, y: 0 } }));

/** ms that the pointer rests on a line until its numbers are told. */
const DELAY = 450;
let timer: ReturnType<typeof setTimeout> | undefined;
let pointed: string | null = null;

/** The pointer is over this line, or over none. */
export function pointAtEdge(edge: string | null, at: Point = { x: 0, y: 0 }): void {
  if (edge === pointed) return;
  pointed = edge;
  clearTimeout(timer);
  useTip.setState({ edge: null });
  if (edge !== null) timer = setTimeout(() => useTip.setState({ edge, at }), DELAY);
}

/** Who is connected with whom, by how many synapses of what weights, under the pointer. */
export function BundleTip({
  canvas,
}: {
  canvas: RefObject<HTMLElement | null>;
}): ReactElement | null {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const over = (event: PointerEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      const edge = target?.closest<SVGElement>(".react-flow__edge")?.dataset["id"] ?? null;
      const idle = event.pointerType === "mouse" && event.buttons === 0;
      pointAtEdge(idle ? edge : null, { x: event.clientX, y: event.clientY });
    };
    const away = (): void => pointAtEdge(null);
    element.addEventListener("pointerover", over);
    element.addEventListener("pointerdown", away, true);
    element.addEventListener("pointerleave", away);
    return () => {
      away();
      element.removeEventListener("pointerover", over);
      element.removeEventListener("pointerdown", away, true);
      element.removeEventListener("pointerleave", away);
    };
  }, [canvas]);
  return <Tip />;
}

function Tip(): ReactElement | null {
  const { edge, at } = useTip();
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const [width, setWidth] = useState(0);
  const record = edge === null ? undefined : records.get(edge);
  if (!isEdge(record)) return null;
  return (
    <div
      ref={(box) => setWidth(box?.offsetWidth ?? 0)}
      className="tooltip bundle-tip"
      role="tooltip"
      style={{ left: Math.min(at.x + 14, window.innerWidth - width - 8), top: at.y + 16 }}
    >
      <b>{edgeName(record, records, catalog)}</b>
      {bundleWords(record, records, catalog).map((line) => (
        <span key={line} className="num">
          {line}
        </span>
      ))}
    </div>
  );
}
