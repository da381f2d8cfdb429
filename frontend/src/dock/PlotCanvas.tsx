import { useEffect, useRef, type MouseEvent, type ReactElement } from "react";
import { invalidate, onFrame } from "../live/loop";
import { CanvasPainter, contextOf } from "./paint/canvas";
import { palette } from "./paint/palette";
import type { Plot } from "./plot/plot";

/** A drawing that takes longer than this (ms) is made less often: it rests for so many times as long,
 * that a very full view never takes the frames of the others. */
const COSTLY = 6;
const REST = 4;

/** Pixels that a plot moves for each of the wheel: a click moves it by a part of what is shown. */
const WHEEL = 0.3;

/** The canvas of a tile: sized to its place and the screen, drawn in the common loop. */
export function PlotCanvas({ plot, label }: { plot: Plot; label: string }): ReactElement {
  const ref = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const canvas = ref.current;
    const place = canvas?.parentElement;
    const g = canvas ? contextOf(canvas) : null;
    if (!canvas || !place || !g) return undefined;
    let size = { width: 0, height: 0 };
    let drawn = "";
    const observer = new ResizeObserver(() => {
      size = { width: place.clientWidth, height: place.clientHeight };
      invalidate();
    });
    observer.observe(place);
    let rested = 0;
    const stop = onFrame((now) => {
      const ratio = window.devicePixelRatio || 1;
      const { width, height } = size;
      const version = `${plot.version()} ${width} ${height} ${ratio}`;
      if (version === drawn || width === 0 || height === 0) return undefined;
      if (now < rested) return true;
      drawn = version;
      const across = Math.round(width * ratio);
      const down = Math.round(height * ratio);
      if (canvas.width !== across) canvas.width = across;
      if (canvas.height !== down) canvas.height = down;
      const began = performance.now();
      const { scale } = palette();
      plot.draw(new CanvasPainter(g, width / scale, height / scale, ratio * scale));
      const cost = performance.now() - began;
      rested = cost > COSTLY ? now + REST * cost : 0;
      return undefined;
    });
    let turned = 0;
    // Not a React handler: those cannot keep the page from scrolling.
    const onWheel = (event: WheelEvent): void => {
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 100 / 3;
      if (plot.pan?.(event.deltaX * pixels * WHEEL, event.deltaY * pixels * WHEEL) === true) {
        event.preventDefault();
        return;
      }
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      event.preventDefault();
      turned += event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : 100 * event.deltaY;
      if (Math.abs(turned) < 60) return;
      plot.zoom(turned > 0 ? 1 : -1);
      turned = 0;
    };
    canvas.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      canvas.removeEventListener("wheel", onWheel);
      stop();
      observer.disconnect();
      plot.hover(null);
    };
  }, [plot]);

  const at = (event: MouseEvent<HTMLCanvasElement>): { x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    const { scale } = palette();
    return { x: (event.clientX - box.left) / scale, y: (event.clientY - box.top) / scale };
  };
  return (
    <div className="plot">
      <canvas
        ref={ref}
        role="img"
        aria-label={label}
        onPointerDown={(event) => {
          if (event.button === 0 && plot.pan)
            event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          const { scale } = palette();
          if (event.buttons === 1) plot.pan?.(-event.movementX / scale, -event.movementY / scale);
          plot.hover(at(event));
        }}
        onPointerLeave={() => plot.hover(null)}
        onClick={(event) => plot.press(at(event))}
      />
    </div>
  );
}
