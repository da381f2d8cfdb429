import type { NodeActivity } from "../../live/live";
import { levelOf, LEVELS } from "../../look/voltage";
import { middleOfCell, type Grid } from "./shapes";

/** How long the ring of a spike fades in slow motion, in ms; the token `--m-spike`. */
const FADE = 320;
/** Model time that a fading ring covers at most, in ms. */
const COVERS = 6;

/**
 * How long the ring of a cell in a population fades, in ms of the clock, at a speed in model ms per
 * second. In slow motion as that of a single cell; faster, rings that lasted as long would hide
 * which cells spike together.
 */
export function fadeTime(speed: number | null): number {
  return speed === null ? 1 : Math.min(FADE, (COVERS * 1000) / speed);
}

export interface CellStyle {
  readonly colours: readonly string[];
  readonly spike: string;
  readonly spikeEdge: string;
  readonly rest: string;
  readonly form: "triangle" | "circle" | "hexagon";
  readonly low: number;
  readonly high: number;
}

/**
 * Draw the cells of a population: filled by their value, with a ring that fades after a spike.
 * `flashes` holds, per cell, the time of the page (ms) at which it was last seen to spike; cells
 * that spike now are entered. Returns whether a ring is still fading.
 */
export function paintCells(
  context: CanvasRenderingContext2D,
  grid: Grid,
  count: number,
  activity: NodeActivity | undefined,
  flashes: Float64Array,
  style: CellStyle,
  now: number,
  fade: number,
): boolean {
  const { pitch } = grid;
  const radius = pitch * 0.36;
  const values = activity?.values;
  const spiked = activity?.spiked;

  // Cells of one colour are one path: a colour change costs more than a cell.
  const byLevel: number[][] = Array.from({ length: LEVELS }, () => []);
  for (let i = 0; i < count; i++) {
    const level = values ? levelOf(values[i] ?? style.low, [style.low, style.high]) : 0;
    byLevel[level]?.push(i);
    if (spiked?.[i] === 1) flashes[i] = now;
  }
  byLevel.forEach((cells, level) => {
    if (cells.length === 0) return;
    context.fillStyle = values ? (style.colours[level] ?? style.rest) : style.rest;
    context.beginPath();
    for (const i of cells) {
      const middle = middleOfCell(grid, i);
      const x = middle.x * pitch;
      const y = middle.y * pitch;
      cell(context, style.form, x, y, radius);
    }
    context.fill();
  });

  let fading = false;
  for (let i = 0; i < count; i++) {
    const age = now - (flashes[i] ?? -Infinity);
    const alpha = age <= 0 ? 1 : 1 - age / fade;
    if (!(alpha > 0)) continue;
    fading = true;
    context.globalAlpha = alpha;
    const middle = middleOfCell(grid, i);
    const x = middle.x * pitch;
    const y = middle.y * pitch;
    context.beginPath();
    context.arc(
      x,
      y + (style.form === "triangle" ? radius * 0.2 : 0),
      radius + 2.2,
      0,
      2 * Math.PI,
    );
    context.lineWidth = 2.6;
    context.strokeStyle = style.spikeEdge;
    context.stroke();
    context.lineWidth = 1.7;
    context.strokeStyle = style.spike;
    context.stroke();
  }
  context.globalAlpha = 1;
  return fading;
}

function cell(
  context: CanvasRenderingContext2D,
  form: CellStyle["form"],
  x: number,
  y: number,
  r: number,
): void {
  if (form === "circle") {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  if (form === "triangle") {
    context.moveTo(x, y - r * 1.05);
    context.lineTo(x + r * 1.05, y + r * 0.75);
    context.lineTo(x - r * 1.05, y + r * 0.75);
  } else {
    const w = r * 0.92;
    context.moveTo(x, y - r * 1.06);
    context.lineTo(x + w, y - r * 0.53);
    context.lineTo(x + w, y + r * 0.53);
    context.lineTo(x, y + r * 1.06);
    context.lineTo(x - w, y + r * 0.53);
    context.lineTo(x - w, y - r * 0.53);
  }
  context.closePath();
}
