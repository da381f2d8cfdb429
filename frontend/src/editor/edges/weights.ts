import type { Projection } from "../../wire/types";
import { meanWeight } from "../../shared/names";

const THINNEST = 1.25;
const THICKEST = 7;

/** Median of |weight| over edges, 0 weights left out; 1 where there is none. */
export function medianWeight(edges: readonly Projection[]): number {
  const sizes = edges.map((edge) => Math.abs(meanWeight(edge.weight))).filter((size) => size > 0);
  sizes.sort((a, b) => a - b);
  const middle = sizes.length / 2;
  const median =
    sizes.length % 2 === 1
      ? sizes[Math.floor(middle)]
      : ((sizes[middle - 1] ?? 1) + (sizes[middle] ?? 1)) / 2;
  return median ?? 1;
}

/** Width of a line in px: grows with the root of the weight against the median. */
export function lineWidth(weight: number, median: number): number {
  const width = THINNEST + 0.75 * Math.sqrt(Math.abs(weight) / median);
  return Number.isFinite(width) ? Math.min(THICKEST, Math.max(THINNEST, width)) : THINNEST;
}
