import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactElement } from "react";
import { changeNodes, type Value } from "../inspector/edit";
import type { Waveform } from "../inspector/waveform";
import { formatQuantity } from "../shared/format";
import { useGesture } from "../shared/gesture";
import { keyStep } from "../shared/steps";
import type { Stimulus, StimulusEntry } from "../wire/types";
import { Axes } from "./Axes";
import { handlesOf, type Handle } from "./handles";
import { at, pathOf, planeOf, pointIn, snapped, steps, xOf, yOf, type Plane } from "./plane";
import { MOST_PULSES, readPulses, withAnother, writePulses, type Pulse } from "./pulses";
import "./stimuli.css";

const SIZE = { width: 272, height: 132 };

interface Props {
  node: Stimulus;
  model: StimulusEntry;
  wave: Waveform;
}

/** How a current runs from t = 0 on, with what can be dragged of it. */
export function TimeLine({ node, model, wave }: Props): ReactElement {
  const svg = useRef<SVGSVGElement>(null);
  const gesture = useGesture();
  /** While something is dragged the axes stay. */
  const [held, setHeld] = useState<{ plane: Plane; key: string } | null>(null);
  const handles = handlesOf(node, model);
  const values = [...wave.values, ...handles.map(({ v }) => v)];
  const fresh = planeOf(wave.t1, Math.min(...values), Math.max(...values), SIZE);
  const plane = held?.plane ?? fresh;
  const dt = (wave.t1 - wave.t0) / Math.max(1, wave.values.length - 1);

  const change = (params: Record<string, Value>): void =>
    gesture.change((id) =>
      changeNodes(
        [node.id],
        (old) => ({ ...old, params: { ...old.params, ...params } }),
        "Change waveform",
        id,
      ),
    );
  const moved = (handle: Handle, t: number, v: number): void => {
    const step = steps(plane);
    const next = {
      t: handle.moves === "v" ? handle.t : snapped(t, step.t),
      v: handle.moves === "t" ? handle.v : snapped(v, step.v),
    };
    change(bounded(handle.move(next.t, next.v), model));
  };
  const onDown = (event: PointerEvent<SVGGElement>, handle: Handle): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
    setHeld({ plane: fresh, key: handle.key });
  };
  const onMove = (event: PointerEvent<SVGGElement>, handle: Handle): void => {
    if (held?.key !== handle.key || !svg.current) return;
    const { x, y } = pointIn(svg.current, plane, event);
    const { t, v } = at(plane, x, y);
    moved(handle, t, v);
  };
  const onKeyDown = (event: KeyboardEvent, handle: Handle): void => {
    if (keyStep(event, 1) === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const upright = event.key === "ArrowUp" || event.key === "ArrowDown";
    const step = steps(plane);
    moved(
      handle,
      handle.t + (upright ? 0 : keyStep(event, step.t)),
      handle.v + (upright ? keyStep(event, step.v) : 0),
    );
  };
  const end = (): void => {
    gesture.finish();
    setHeld(null);
  };
  return (
    <div className="time-line">
      <svg
        ref={svg}
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="group"
        aria-label="Time line"
      >
        <Axes plane={plane} unit={model.unit} />
        <path className="plane-curve" d={pathOf(plane, wave.values, wave.t0, dt)} />
        {handles.map((handle) => (
          <g
            key={handle.key}
            className={`plane-handle plane-handle-${handle.moves}`}
            role="slider"
            tabIndex={0}
            aria-label={handle.name}
            aria-valuenow={handle.t}
            aria-valuetext={words(handle, model.unit)}
            data-tip={`${handle.name}: ${words(handle, model.unit)}`}
            transform={`translate(${xOf(plane, handle.t)} ${yOf(plane, handle.v)})`}
            onPointerDown={(event) => onDown(event, handle)}
            onPointerMove={(event) => onMove(event, handle)}
            onPointerUp={end}
            onPointerCancel={end}
            onKeyDown={(event) => onKeyDown(event, handle)}
            onKeyUp={gesture.finish}
            onBlur={gesture.finish}
          >
            <circle className="plane-touch" r={14} />
            <circle r={5} />
          </g>
        ))}
      </svg>
      <Pulses node={node} model={model} />
    </div>
  );
}

function words(handle: Handle, unit: string): string {
  const time = formatQuantity(handle.t, "ms");
  return handle.moves === "t" ? time : `${time}, ${formatQuantity(handle.v, unit)}`;
}

/** Parameters within the bounds that the model declares. */
function bounded(params: Record<string, Value>, model: StimulusEntry): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const entry = model.parameters.find((parameter) => parameter.name === name);
      const within =
        entry && typeof value === "number"
          ? Math.max(entry.low, Math.min(entry.high, value))
          : value;
      return [name, within];
    }),
  );
}

/** More pulses than one: they are the sum of a formula. */
function Pulses({ node, model }: { node: Stimulus; model: StimulusEntry }): ReactElement | null {
  const held = node.params["expression"];
  const given = (name: string): number => {
    const value =
      node.params[name] ?? model.parameters.find((entry) => entry.name === name)?.default;
    return typeof value === "number" ? value : 0;
  };
  const pulses =
    node.model === "formula" && typeof held === "string"
      ? readPulses(held)
      : node.model === "pulse" && given("period") === 0 && node.size === 1
        ? [{ start: given("start"), stop: given("stop"), amplitude: given("amplitude") }]
        : null;
  if (!pulses) return null;
  const put = (next: readonly Pulse[], label: string): void =>
    changeNodes(
      [node.id],
      (old) => ({ ...old, model: "formula", params: { expression: writePulses(next) } }),
      label,
    );
  return (
    <div className="time-line-row">
      <button
        type="button"
        className="text-button"
        disabled={pulses.length >= MOST_PULSES}
        onClick={() => put(withAnother(pulses), "Add a pulse")}
      >
        Add a pulse
      </button>
      {pulses.length > 1 && (
        <button
          type="button"
          className="text-button"
          onClick={() => put(pulses.slice(0, -1), "Remove the last pulse")}
        >
          Remove the last
        </button>
      )}
    </div>
  );
}
