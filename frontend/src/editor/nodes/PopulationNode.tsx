import type { NodeProps } from "@xyflow/react";
import { memo, useEffect, useRef } from "react";
import { live, type NodeActivity } from "../../live/live";
import { onTurn } from "../../live/loop";
import { Paced } from "../../live/paced";
import { lookKey, token } from "../../look/theme";
import { voltageColours } from "../../look/voltage";
import { formatNumber } from "../../shared/format";
import { useBoard } from "../../state/board";
import { CellMarks } from "../groups/CellMarks";
import { useCellGrid } from "../groups/places";
import type { CircuitNode } from "../scene";
import { fadeTime, paintCells } from "./cells";
import { Handles } from "./Handles";
import { Badges, Label, Trouble } from "./Label";
import { MAX_CELLS, PANEL, SQUARE_PITCH } from "./shapes";
import { Squares } from "./squares";

const RATE_EVERY = 250;
/** Below this width the panel has no room for its count. */
const NARROW = 150;
/** Pixels of the canvas per board unit, so that cells stay sharp when zoomed in. */
const sharpness = (): number => Math.min(3, Math.max(2, window.devicePixelRatio * 1.5));

/** Board units around the grid of cells in which their rings may lie. */
const ROOM = 3;

/** Many neurons: a panel with a grid of cells, drawn on one canvas. */
export const PopulationNode = memo(function PopulationNode({
  data,
  selected,
}: NodeProps<CircuitNode>) {
  const { record, sign, shape, badges, low, high } = data;
  const canvas = useRef<HTMLCanvasElement>(null);
  const rate = useRef<HTMLSpanElement>(null);
  const { id, size } = record;
  const count = Math.min(size, MAX_CELLS);
  const grid = useCellGrid(record);
  const { columns, rows, pitch } = grid;
  const width = columns * pitch;
  const height = rows * pitch;
  // Squares in rows are a picture of pixels; cells with places of their own are drawn one by one.
  const pixels = pitch < SQUARE_PITCH && !grid.places;
  const room = pixels ? 0 : ROOM;

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const scale = sharpness();
    const squares = pixels ? new Squares(grid, count) : null;
    const picture =
      squares && new ImageData(new Uint8ClampedArray(squares.pixels.buffer), squares.width);
    element.width = squares?.width ?? Math.ceil((width + 2 * room) * scale);
    element.height = squares?.height ?? Math.ceil((height + 2 * room) * scale);
    const flashes = new Float64Array(count).fill(-Infinity);
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    let drawn: NodeActivity | undefined;
    let theme: string | null = null;
    let fading = false;
    const paced = new Paced(() => {
      const hertz = drawn?.rate;
      const text = hertz === null || hertz === undefined ? "" : `, ${formatNumber(hertz, 2)} Hz`;
      if (rate.current && rate.current.textContent !== text) rate.current.textContent = text;
    });
    let style = styleOf();
    function styleOf() {
      return {
        colours: voltageColours(),
        spike: token("--spike"),
        spikeEdge: token("--spike-edge"),
        rest: token("--surface-3"),
        form:
          sign === "excitatory"
            ? ("triangle" as const)
            : sign === "inhibitory"
              ? ("circle" as const)
              : ("hexagon" as const),
        low,
        high,
      };
    }
    const end = onTurn((now) => {
      const activity = live.activity.get(id);
      const current = lookKey();
      if (current !== theme) {
        theme = current;
        style = styleOf();
        drawn = undefined;
      } else if (activity === drawn && !fading) {
        return false;
      }
      drawn = activity;
      const fade = still ? 1 : fadeTime(useBoard.getState().status?.speed ?? null);
      if (squares && picture) {
        fading = squares.paint(activity, flashes, style, now, fade);
        context.putImageData(picture, 0, 0);
      } else {
        context.setTransform(scale, 0, 0, scale, room * scale, room * scale);
        context.clearRect(-room, -room, width + 2 * room, height + 2 * room);
        fading = paintCells(context, grid, count, activity, flashes, style, now, fade);
      }
      paced.ask(RATE_EVERY);
      return fading;
    });
    return () => {
      paced.stop();
      end();
    };
  }, [id, count, grid, width, height, pixels, room, sign, low, high]);

  return (
    <div
      className={`node panel ${sign ?? "undetermined"}${selected ? " selected" : ""}`}
      data-node-id={id}
      style={{ width: shape.width, height: shape.height }}
    >
      <div className="panel-header">
        <Label record={record} />
        {shape.width >= NARROW && (
          <span className="node-detail num">
            {formatNumber(size)} cells
            <span ref={rate} />
          </span>
        )}
      </div>
      <canvas
        ref={canvas}
        className="panel-cells"
        style={{
          width: width + 2 * room,
          height: height + 2 * room,
          left: PANEL.pad,
          margin: -room,
        }}
      />
      <CellMarks id={id} size={size} grid={grid} shape={shape} />
      <Trouble id={id} />
      <Badges numbers={badges} />
      <Handles id={id} shape={shape} selected={selected} connectable />
    </div>
  );
});
