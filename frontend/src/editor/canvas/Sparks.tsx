import { useStore, useStoreApi } from "@xyflow/react";
import { useEffect, useRef, type ReactElement } from "react";
import { createPortal } from "react-dom";
import { live } from "../../live/live";
import { invalidate, onFrame } from "../../live/loop";
import { lookKey, token } from "../../look/theme";
import { useScene } from "../useScene";
import { paintFills } from "./fills";
import { paintSparks } from "./sparks";
import { Spikes } from "./spikes";

/** What the network does to single cells: their fill, rings around those that spike, and a dot for
 * each spike along each of its connections. One canvas between the connections and the nodes,
 * whatever their number. */
export function Sparks(): ReactElement | null {
  const store = useStoreApi();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const place = useStore((state) => state.domNode)?.querySelector(".react-flow__edges");
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return undefined;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)");
    const ratio = window.devicePixelRatio || 1;
    element.width = Math.ceil(width * ratio);
    element.height = Math.ceil(height * ratio);
    const spikes = new Spikes();
    let drawn: unknown[] = [];
    const stop = onFrame((now) => {
      spikes.notice(now, still.matches);
      const { transform } = store.getState();
      const { nodes } = useScene.getState();
      const moves = spikes.moves;
      const seen = [live.version, transform, nodes, lookKey()];
      if (!moves && seen.every((part, i) => part === drawn[i])) return false;
      drawn = seen;
      const [x, y, zoom] = transform;
      const shown = {
        left: -x / zoom,
        top: -y / zoom,
        width: width / zoom,
        height: height / zoom,
      };
      // It moves with the board until it is drawn again, and then lies upon the window.
      element.style.transform = `translate(${shown.left}px, ${shown.top}px) scale(${1 / zoom})`;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, element.width, element.height);
      context.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio);
      paintFills(context, nodes, shown);
      const { rings, dots } = spikes.at(now, shown);
      if (rings.length > 0 || dots.length > 0) paintSparks(context, rings, dots, styleOf());
      return moves;
    });
    const ends = [
      stop,
      store.subscribe(({ transform }, before) => {
        if (transform !== before.transform) invalidate();
      }),
      useScene.subscribe(({ nodes }, before) => {
        if (nodes !== before.nodes) invalidate();
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [store, width, height, place]);

  return place
    ? createPortal(
        <canvas ref={canvas} className="sparks" style={{ width, height }} aria-hidden="true" />,
        place,
      )
    : null;
}

let known = { look: "", spike: "", edge: "" };

function styleOf(): typeof known {
  const look = lookKey();
  if (known.look !== look) {
    known = { look, spike: token("--spike"), edge: token("--spike-edge") };
  }
  return known;
}
