import { useEffect, useRef, type PointerEvent, type ReactElement } from "react";
import { invalidate, onTurn } from "../live/loop";
import { CanvasPainter, contextOf } from "./paint/canvas";
import { palette } from "./paint/palette";
import type { Plot, Point } from "./plot/plot";
import { PlotHand } from "./plot/hand";

/** A drawing that takes longer than this (ms) is made less often: it rests for so many times as long,
 * that a very full view never takes the frames of the others. */
const COSTLY = 6;
const REST = 4;

/** Pixels that a plot moves for each of the wheel: a click moves it by a part of what is shown. */
const WHEEL = 0.3;

/** The canvas of a tile: sized to its place and the screen, drawn in the common loop. `magnified` is
 * how much larger than usual type and strokes are. */
export function PlotCanvas({
  plot,
  label,
  magnified,
}: {
  plot: Plot;
  label: string;
  magnified: number;
}): ReactElement {
  const ref = useRef<HTMLCanvasElement>(null);
  const hand = useRef<PlotHand | null>(null);

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
    hand.current = new PlotHand(plot);
    let rested = 0;
    const stop = onTurn((now) => {
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
      const scale = palette().scale * magnified;
      plot.draw(new CanvasPainter(g, width / scale, height / scale, ratio * scale));
      const cost = performance.now() - began;
      rested = cost > COSTLY ? now + REST * cost : 0;
      return undefined;
    });
    let turned = 0;
    // Not a React handler: those cannot keep the page from scrolling.
    const onWheel = (event: WheelEvent): void => {
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 100 / 3;
      const across = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      const [dx, dy] = [event.deltaX * pixels * WHEEL, event.deltaY * pixels * WHEEL];
      if ((across || !plot.grab) && plot.pan?.(dx, dy) === true) {
        event.preventDefault();
        return;
      }
      if (across) return;
      event.preventDefault();
      turned += event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : 100 * event.deltaY;
      if (Math.abs(turned) < 60) return;
      plot.zoom(turned > 0 ? 1 : -1, placeOf(canvas, event, magnified));
      turned = 0;
    };
    canvas.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      canvas.removeEventListener("wheel", onWheel);
      stop();
      observer.disconnect();
      plot.hover(null);
    };
  }, [plot, magnified]);

  const at = (event: PointerEvent<HTMLCanvasElement>): Point =>
    placeOf(event.currentTarget, event, magnified);
  return (
    <div
      className="plot"
      role="group"
      aria-label={`${label}: plot`}
      tabIndex={plot.key ? 0 : undefined}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (plot.key?.(event.key, event.shiftKey) !== true) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <canvas
        ref={ref}
        role="img"
        aria-label={label}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          hand.current?.down(event.pointerId, at(event));
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          const point = at(event);
          hand.current?.move(event.pointerId, point);
          plot.hover(point);
          event.currentTarget.title = plot.tip?.(point) ?? "";
        }}
        onPointerUp={(event) => hand.current?.up(event.pointerId, at(event))}
        onPointerCancel={(event) => hand.current?.up(event.pointerId, null)}
        onPointerLeave={() => plot.hover(null)}
        onDoubleClick={(event) =>
          plot.restore?.(placeOf(event.currentTarget, event.nativeEvent, magnified))
        }
      />
    </div>
  );
}

/** A place in the window as one in the plot. */
function placeOf(
  canvas: HTMLCanvasElement,
  event: { clientX: number; clientY: number },
  magnified: number,
): Point {
  const box = canvas.getBoundingClientRect();
  const scale = palette().scale * magnified;
  return { x: (event.clientX - box.left) / scale, y: (event.clientY - box.top) / scale };
}
