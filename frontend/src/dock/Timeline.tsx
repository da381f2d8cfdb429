import { useEffect, useRef, type ReactElement } from "react";
import { isFollowing, viewEnd } from "../live/clock";
import { live } from "../live/live";
import { invalidate, onFrame } from "../live/loop";
import { formatDuration } from "../shared/timeunit";
import { useBoard } from "../state/board";
import { followPointer } from "./drag";
import { CanvasPainter, contextOf } from "./paint/canvas";
import { palette } from "./paint/palette";
import { drawTimeline, thumbTime, timelineScale } from "./strip";
import { comeBack, visit } from "./visit";
import "./timeline.css";

const TIP = "Drag back to a past moment: everything shows it, and Run goes on from there";
/** While it follows, the strip moves by less than a pixel a frame: it is drawn every so many ms. */
const PAUSE = 100;
/** Arrow keys move by this part of what is recorded. */
const STEPS = 50;

/** The recorded stretch of time, above the board: spikes of the selection, your edits, and the moment
 * that the views show. */
export function Timeline(): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const selection = useBoard((state) => state.selection);
  const past = useBoard((state) => typeof state.status?.present === "number");

  useEffect(() => {
    const element = canvas.current;
    const g = element ? contextOf(element) : null;
    if (!element || !g) return undefined;
    let drawn = "";
    let told = 0;
    let painted = -Infinity;
    let width = 0;
    let height = 0;
    // Asking for the size in each frame would lay the page out in each frame.
    const observer = new ResizeObserver(() => {
      ({ clientWidth: width, clientHeight: height } = element);
      invalidate();
    });
    observer.observe(element);
    const stop = onFrame((now) => {
      const ratio = window.devicePixelRatio || 1;
      const version = [
        live.version,
        live.edits.length,
        viewEnd(),
        palette().version,
        width,
        height,
        ratio,
      ].join(" ");
      if (version === drawn || width === 0) return undefined;
      if (isFollowing() && now - painted < PAUSE) return true;
      painted = now;
      drawn = version;
      const across = Math.round(width * ratio);
      if (element.width !== across) element.width = across;
      const down = Math.round(height * ratio);
      if (element.height !== down) element.height = down;
      drawTimeline(new CanvasPainter(g, width, height, ratio), [...selection]);
      if (now - told > 500 && place.current) {
        told = now;
        describe(place.current);
      }
      return undefined;
    });
    return () => {
      stop();
      observer.disconnect();
    };
  }, [selection]);

  const go = (clientX: number, done: boolean): void => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box || live.t <= 0) return;
    const t = thumbTime(clientX - box.left, timelineScale(box.width));
    if (t === null) comeBack();
    else visit(t, done);
  };
  return (
    <div className="timeline">
      <div
        ref={place}
        className="timeline-track"
        role="slider"
        aria-label="Moment shown in the views"
        aria-valuemin={0}
        aria-valuemax={0}
        aria-valuenow={0}
        tabIndex={0}
        data-tip={TIP}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          const start = isFollowing() ? null : viewEnd();
          let last = event.clientX;
          go(last, false);
          followPointer(event, {
            move: (_dx, _dy, { clientX }) => {
              last = clientX;
              go(last, false);
            },
            end: (kept) => {
              if (kept) go(last, true);
              else if (start === null) comeBack();
              else visit(start, true);
            },
          });
        }}
        onKeyDown={(event) => {
          const step = Math.max(1, (live.t - live.first()) / STEPS);
          if (event.key === "ArrowLeft") visit(Math.max(live.first(), viewEnd() - step), true);
          else if (event.key === "ArrowRight") visit(viewEnd() + step, true);
          else if (event.key === "Home") visit(live.first(), true);
          else if (event.key === "End") comeBack();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        <canvas ref={canvas} aria-hidden="true" />
      </div>
      {past && (
        <button
          type="button"
          className="timeline-follow"
          data-tip="Leave this moment; what was recorded after it stays"
          onClick={comeBack}
        >
          Back to now
        </button>
      )}
    </div>
  );
}

/** Tell assistive technology where the thumb is; seldom, because time runs. */
function describe(element: HTMLElement): void {
  element.setAttribute("aria-valuemin", live.first().toFixed(0));
  element.setAttribute("aria-valuemax", live.t.toFixed(0));
  element.setAttribute("aria-valuenow", viewEnd().toFixed(0));
  const words = isFollowing() ? "now" : formatDuration(Math.round(viewEnd()));
  element.setAttribute("aria-valuetext", words);
}
