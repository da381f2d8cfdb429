import { ticks } from "../dock/plot/ticks";
import { niceAbove } from "../shared/nice";

/** A plot of a value against time: what it covers, and where that lies in its picture. */
export interface Plane {
  /** End of the time axis in ms; it begins at 0. */
  t1: number;
  lo: number;
  hi: number;
  width: number;
  height: number;
}

/** Room for the numbers at the axes, in the units of the picture. */
export const LEFT = 34;
export const RIGHT = 8;
export const TOP = 8;
export const BOTTOM = 20;

/** A plane that holds values from `lo` to `hi` and 0, with some room above and below. */
export function planeOf(
  t1: number,
  lo: number,
  hi: number,
  size: { width: number; height: number },
): Plane {
  const low = Math.min(0, lo);
  const high = Math.max(0, hi);
  const room = 0.15 * (high - low) || 1;
  return {
    t1: Math.max(t1, 1e-6),
    lo: low < 0 ? low - room : 0,
    hi: high > 0 ? high + room : low < 0 ? 0 : room,
    ...size,
  };
}

export function xOf(plane: Plane, t: number): number {
  return LEFT + (t / plane.t1) * (plane.width - LEFT - RIGHT);
}

export function yOf(plane: Plane, value: number): number {
  const { lo, hi, height } = plane;
  return TOP + ((hi - value) / (hi - lo)) * (height - TOP - BOTTOM);
}

/** Time and value at a place of the picture. */
export function at(plane: Plane, x: number, y: number): { t: number; v: number } {
  const { t1, lo, hi, width, height } = plane;
  return {
    t: ((x - LEFT) / (width - LEFT - RIGHT)) * t1,
    v: hi - ((y - TOP) / (height - TOP - BOTTOM)) * (hi - lo),
  };
}

/** The place of the pointer in the units of the picture. */
export function pointIn(
  svg: Element,
  plane: Plane,
  event: { clientX: number; clientY: number },
): { x: number; y: number } {
  const box = svg.getBoundingClientRect();
  return {
    x: ((event.clientX - box.left) / (box.width || 1)) * plane.width,
    y: ((event.clientY - box.top) / (box.height || 1)) * plane.height,
  };
}

/** Steps to which the pointer snaps: about 200 across the plane, round numbers. */
export function steps(plane: Plane): { t: number; v: number } {
  return { t: niceAbove(plane.t1 / 250), v: niceAbove((plane.hi - plane.lo) / 120) };
}

export function snapped(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toPrecision(10)) + 0;
}

export function timeMarks(plane: Plane): number[] {
  return ticks(0, plane.t1, Math.max(2, Math.floor(plane.width / 60)));
}

export function valueMarks(plane: Plane): number[] {
  return ticks(plane.lo, plane.hi, 3);
}

/** A path through values at even times from `t0` on, `dt` apart; at most two points for each unit
 * of the picture, the least and the greatest value. */
export function pathOf(plane: Plane, values: ArrayLike<number>, t0: number, dt: number): string {
  const count = values.length;
  const run = Math.max(1, Math.ceil(count / plane.width));
  let path = "";
  const add = (t: number, v: number): void => {
    path += `${path === "" ? "M" : "L"}${xOf(plane, t).toFixed(1)} ${yOf(plane, v).toFixed(1)}`;
  };
  for (let k = 0; k < count; k += run) {
    let low = k;
    let high = k;
    for (let i = k; i < Math.min(count, k + run); i++) {
      if ((values[i] ?? 0) < (values[low] ?? 0)) low = i;
      if ((values[i] ?? 0) > (values[high] ?? 0)) high = i;
    }
    for (const i of new Set([Math.min(low, high), Math.max(low, high)])) {
      add(t0 + i * dt, values[i] ?? 0);
    }
  }
  return path;
}
