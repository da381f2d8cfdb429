import type { NodeProps } from "@xyflow/react";
import { memo, useEffect, useRef, type ReactElement } from "react";
import { live } from "../../live/live";
import { onFrame } from "../../live/loop";
import { Paced } from "../../live/paced";
import { levelOf, voltageColours } from "../../look/voltage";
import { formatFixed, THIN } from "../../shared/format";
import type { CircuitNode } from "../scene";
import { isCrowded } from "../useScene";
import { currentZoom } from "../view";
import { Handles } from "./Handles";
import { Badges, Caption } from "./Label";
import { RING } from "../canvas/sparks";
import { bottomOf, outline } from "./shapes";

/** The second line changes at most this often; ms. */
const READING_EVERY = 120;
const READING_CROWDED = 700;
/** Smaller than this nobody can read it. */
const READABLE = 0.55;

/** A single neuron: its shape tells its type; its fill, the membrane potential, is on the canvas
 * below (`fills.ts`) where it is not selected. */
export const CellNode = memo(function CellNode({ data, selected }: NodeProps<CircuitNode>) {
  const { record, sign, shape, badges, labelAbove, low, high, unit } = data;
  const body = useRef<SVGPathElement>(null);
  const ring = useRef<SVGGElement>(null);
  const reading = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    let seen: number | undefined;
    const paced = new Paced(() => {
      if (seen === undefined || !reading.current) return;
      const line = `${formatFixed(seen, 1)}${unit === "" ? "" : THIN + unit}`;
      if (reading.current.textContent !== line) reading.current.textContent = line;
    }, Math.random() * READING_EVERY);
    const end = onFrame(() => {
      const activity = live.activity.get(record.id);
      const value = activity?.values[0];
      if (value === undefined) return false;
      if (value !== seen && currentZoom() >= READABLE) {
        seen = value;
        paced.ask(isCrowded() ? READING_CROWDED : READING_EVERY);
      }
      return false;
    });
    return () => {
      paced.stop();
      end();
    };
  }, [record.id, unit]);

  // The contour of a selected cell lies above the canvas on which the others are drawn.
  useEffect(() => {
    const path = body.current;
    if (!selected || !path) return undefined;
    const end = onFrame(() => {
      const value = live.activity.get(record.id)?.values[0];
      const spikes = live.activity.get(record.id)?.spiked[0] === 1;
      ring.current?.classList.toggle("spiking", spikes);
      const level = value === undefined ? 0 : levelOf(value, [low, high]);
      const colour = voltageColours()[level] ?? "";
      if (colour !== path.style.fill) path.style.fill = colour;
      return false;
    });
    return () => {
      path.style.fill = "";
      end();
    };
  }, [record.id, low, high, selected]);

  const { width, height, kind } = shape;
  return (
    <div className={`node cell ${sign ?? "undetermined"}`} data-node-id={record.id}>
      <svg
        width={width}
        height={height}
        viewBox={`${-width / 2} ${-height / 2} ${width} ${height}`}
        aria-hidden="true"
      >
        {selected && <Contour d={outline(kind)} />}
        {selected && (
          <g className="node-ring" ref={ring}>
            <path className="node-ring-edge" d={outline(kind, RING)} />
            <path d={outline(kind, RING)} />
          </g>
        )}
        <path className="node-focus" d={outline(kind, 4)} />
        <path className="node-body" ref={body} d={outline(kind)} />
      </svg>
      <Caption
        record={record}
        above={labelAbove}
        offset={labelAbove ? 8 : 10 + bottomOf(shape) - height / 2}
        detail=""
        live={reading}
      />
      <Badges numbers={badges} />
      <Handles id={record.id} shape={shape} selected={selected} connectable />
    </div>
  );
});

/** The same shape 7 px out, with round corners. */
function Contour({ d }: { d: string }): ReactElement {
  return (
    <>
      <path className="contour-line" d={d} />
      <path className="contour-gap" d={d} />
      <path className="contour-fill" d={d} />
    </>
  );
}
