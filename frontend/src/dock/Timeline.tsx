import { useEffect, useRef, type ReactElement } from "react";
import { isFollowing, viewEnd } from "../live/clock";
import { live } from "../live/live";
import { invalidate, onFrame, onTurn } from "../live/loop";
import { formatFixed, parseNumber } from "../shared/format";
import { formatDuration, timeWord, useTimeUnit } from "../shared/timeunit";
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
  const earliest = useBoard((state) => state.status?.earliest ?? null);
  const control = useBoard((state) => state.control);
  const changed = earliest !== null && earliest > 0;

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
    const stop = onTurn((now) => {
      const ratio = window.devicePixelRatio || 1;
      const version = [
        live.version,
        live.edits.length,
        viewEnd(),
        palette().version,
        earliest,
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
      drawTimeline(new CanvasPainter(g, width, height, ratio), [...selection], earliest);
      if (now - told > 500 && place.current) {
        told = now;
        describe(place.current, earliest);
      }
      return undefined;
    });
    return () => {
      stop();
      observer.disconnect();
    };
  }, [selection, earliest]);

  const go = (clientX: number, done: boolean): void => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box || live.t <= 0) return;
    const t = thumbTime(clientX - box.left, timelineScale(box.width, earliest));
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
        data-tip={changed ? `${TIP}. ${begins(earliest)}` : TIP}
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
          const first = Math.max(live.first(), earliest ?? 0);
          if (event.key === "ArrowLeft") visit(Math.max(first, viewEnd() - step), true);
          else if (event.key === "ArrowRight") visit(viewEnd() + step, true);
          else if (event.key === "Home") visit(first, true);
          else if (event.key === "End") comeBack();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        <canvas ref={canvas} aria-hidden="true" />
      </div>
      <MomentField earliest={earliest ?? 0} />
      {past && (
        <div className="timeline-controls">
          <button
            type="button"
            className="timeline-button"
            data-tip="Run on from this moment: a new branch replaces what was recorded after it. A change made here begins one too."
            onClick={() => control("run")}
          >
            Continue from here
          </button>
          <button
            type="button"
            className="timeline-button timeline-follow"
            data-tip="Leave this moment; what was recorded after it stays"
            onClick={comeBack}
          >
            Back to now
          </button>
        </div>
      )}
    </div>
  );
}

/** Why earlier moments cannot be visited. */
function begins(earliest: number): string {
  const when = formatDuration(Number(earliest.toPrecision(6)));
  return `Moments before ${when} cannot be visited: a change at that time built another network`;
}

/** The moment shown, to be typed: Enter goes there, Esc leaves it. */
function MomentField({ earliest }: { earliest: number }): ReactElement {
  const field = useRef<HTMLInputElement>(null);
  const notify = useBoard((state) => state.notify);
  const unit = useTimeUnit();
  useEffect(
    () =>
      onFrame(() => {
        const input = field.current;
        if (!input || document.activeElement === input) return undefined;
        const text = formatFixed(viewEnd(), unit === "step" ? 0 : 1);
        if (input.value !== text) input.value = text;
        return undefined;
      }),
    [unit],
  );
  const go = (text: string): void => {
    const t = parseNumber(text);
    if (t === null) {
      notify(`“${text.trim()}” is not a time. Type a number of ${timeWord(unit)}.`, "info");
    } else if (t > live.t) {
      notify(`The run has come to ${formatDuration(live.t)} only: type an earlier moment.`, "info");
    } else if (t < earliest) {
      notify(`${begins(earliest)}. Type a later moment.`, "info");
    } else visit(t, true);
  };
  return (
    <label className="timeline-moment num">
      <input
        ref={field}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-label={`Moment to go to, in ${timeWord(unit)}`}
        data-tip="Type a past moment and press Enter"
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Enter") go(event.currentTarget.value);
          if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <small>{timeWord(unit)}</small>
    </label>
  );
}

/** Tell assistive technology where the thumb is; seldom, because time runs. */
function describe(element: HTMLElement, earliest: number | null): void {
  element.setAttribute("aria-valuemin", Math.max(live.first(), earliest ?? 0).toFixed(0));
  element.setAttribute("aria-valuemax", live.t.toFixed(0));
  element.setAttribute("aria-valuenow", viewEnd().toFixed(0));
  const words = isFollowing() ? "now" : formatDuration(Math.round(viewEnd()));
  element.setAttribute("aria-valuetext", words);
}
