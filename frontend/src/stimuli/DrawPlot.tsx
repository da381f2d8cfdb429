import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactElement } from "react";
import { formatQuantity } from "../shared/format";
import { useGesture } from "../shared/gesture";
import { clamp, keyStep, tidy } from "../shared/steps";
import { Axes } from "./Axes";
import { stroke } from "./drawing";
import { at, pathOf, planeOf, pointIn, snapped, steps, xOf, yOf, type Plane } from "./plane";
import "./stimuli.css";

interface Props {
  values: readonly number[];
  /** Time between two samples, ms. */
  dt: number;
  unit: string;
  size: { width: number; height: number };
  /** Samples after a stroke, or a part of one; edits with the same gesture are one undo step. */
  onChange: (values: number[], gesture: string) => void;
}

/** Samples of a current, drawn with the pointer. With the keys: left and right choose a sample, up
 * and down change it, Page Up and Page Down go ten samples. */
export function DrawPlot({ values, dt, unit, size, onChange }: Props): ReactElement {
  const svg = useRef<SVGSVGElement>(null);
  const gesture = useGesture();
  const drawn = useRef<{ k: number; v: number; values: readonly number[] } | null>(null);
  const [held, setHeld] = useState<Plane | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const last = values.length - 1;
  const fresh = planeOf(Math.max(1, last) * dt, least(values, 0), greatest(values, 10), size);
  const plane = held ?? fresh;
  const cursor = chosen === null ? null : Math.min(chosen, last);

  const put = (next: number[]): void => gesture.change((id) => onChange(next, id));
  const place = (event: PointerEvent): { k: number; v: number } => {
    const { x, y } = svg.current ? pointIn(svg.current, plane, event) : { x: 0, y: 0 };
    const { t, v } = at(plane, x, y);
    return { k: t / dt, v: snapped(clamp(v, { low: plane.lo, high: plane.hi }), steps(plane).v) };
  };
  const draw = (event: PointerEvent): void => {
    const before = drawn.current;
    if (!before) return;
    const to = place(event);
    const next = stroke(before.values, before, to);
    drawn.current = { ...to, values: next };
    put(next);
  };
  const onDown = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
    setHeld(fresh);
    setChosen(null);
    drawn.current = { ...place(event), values };
    draw(event);
  };
  const end = (): void => {
    drawn.current = null;
    gesture.finish();
    setHeld(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const pages = { PageUp: 10, PageDown: -10, Home: -last, End: last }[event.key] ?? 0;
    const by = keyStep(event, 1);
    if (by === 0 && pages === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const here = cursor ?? 0;
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const changed = [...values];
      changed[here] = tidy((values[here] ?? 0) + keyStep(event, steps(plane).v));
      setHeld(null);
      put(changed);
    } else {
      setChosen(clamp(here + (pages !== 0 ? pages : Math.round(by)), { low: 0, high: last }));
    }
  };
  const words =
    cursor === null
      ? `${values.length} samples`
      : `sample ${cursor + 1} of ${values.length}, ${formatQuantity(cursor * dt, "ms")}, ${formatQuantity(values[cursor] ?? 0, unit)}`;
  return (
    <div className="draw-plot">
      <svg
        ref={svg}
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="slider"
        tabIndex={0}
        aria-label="Draw the current"
        aria-valuenow={cursor ?? 0}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuetext={words}
        onPointerDown={onDown}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
        onKeyDown={onKeyDown}
        onKeyUp={gesture.finish}
        onBlur={() => {
          gesture.finish();
          setChosen(null);
        }}
      >
        <rect className="draw-paper" width={size.width} height={size.height} />
        <Axes plane={plane} unit={unit} />
        <path className="plane-curve" d={pathOf(plane, values, 0, dt)} />
        {cursor !== null && (
          <circle
            className="draw-cursor"
            cx={xOf(plane, cursor * dt)}
            cy={yOf(plane, values[cursor] ?? 0)}
            r={4.5}
          />
        )}
      </svg>
      <p className="section-note num" aria-hidden="true">
        {cursor === null ? "Draw here with the pointer, or use the arrow keys." : words}
      </p>
    </div>
  );
}

function least(values: readonly number[], start: number): number {
  return values.reduce((low, value) => Math.min(low, value), start);
}

/** Of nothing but small values the plot still has room to draw upwards. */
function greatest(values: readonly number[], usual: number): number {
  const high = values.reduce((most, value) => Math.max(most, value), 0);
  return high === 0 && values.every((value) => value === 0) ? usual : high;
}
