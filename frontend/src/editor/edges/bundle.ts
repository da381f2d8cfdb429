import { edgeType, meanWeight, weightUnit } from "../../shared/names";
import { formatNumber, formatQuantity } from "../../shared/format";
import { isNode, type Records } from "../../state/records";
import type { Catalog, Projection } from "../../wire/types";
import type { EdgeType } from "../connect";
import { countSynapses, countWords, type SynapseCount } from "./count";

/** What a projection amounts to: how many synapses, and the sums of their weights by sign. Where
 * the weights are drawn from a distribution these are expectations. */
export interface Bundle extends SynapseCount {
  /** Sum of the positive weights, 0 or more. */
  readonly positive: number;
  /** Sum of the negative weights, 0 or less. */
  readonly negative: number;
}

/** How a projection is drawn, on whatever layer. */
export interface BundleLook {
  readonly type: EdgeType;
  /** px of the line. */
  readonly width: number;
  /** Of a line with weights of both signs: px of each `PERIOD` of the line that is a dash in the
   * colour of the other sign; 0 where all weights have one sign. */
  readonly mixed: number;
}

const THINNEST = 1.25;
const THICKEST = 7;
/** px of a dash of the other sign with the gap after it. */
export const PERIOD = 18;
/** A share of the weight below which the other sign is not worth a dash. */
const TRACE = 0.01;

/** Sum of the positive and of the negative weights of an edge. */
export function bundleOf(edge: Projection, sources: number, targets: number): Bundle {
  const count = countSynapses(edge, sources, targets);
  if (Array.isArray(edge.weight)) {
    const [positive, negative] = sumsOf(edge.weight);
    return { ...count, positive, negative };
  }
  const [above, below] = partsOf(edge.weight);
  return { ...count, positive: above * count.synapses, negative: below * count.synapses };
}

const sums = new WeakMap<object, readonly [number, number]>();

/** A matrix never changes, and reading a million weights in every frame of a drag would show. */
function sumsOf(matrix: readonly (readonly number[])[]): readonly [number, number] {
  const known = sums.get(matrix);
  if (known) return known;
  let positive = 0;
  let negative = 0;
  for (const row of matrix) {
    for (const value of row) {
      if (value > 0) positive += value;
      else negative += value;
    }
  }
  const found = [positive, negative] as const;
  sums.set(matrix, found);
  return found;
}

/** Means of the positive and of the negative part of one weight. */
function partsOf(weight: Exclude<Projection["weight"], unknown[]>): [number, number] {
  if (typeof weight === "number") return [Math.max(0, weight), Math.min(0, weight)];
  if ("lognormal" in weight) return [weight.lognormal[0], 0];
  if ("uniform" in weight) {
    const [low, high] = weight.uniform;
    if (low >= 0 || high <= 0 || high === low) {
      const mean = (low + high) / 2;
      return [Math.max(0, mean), Math.min(0, mean)];
    }
    return [high ** 2 / (2 * (high - low)), -(low ** 2) / (2 * (high - low))];
  }
  const [mean, sd] = weight.normal;
  if (sd === 0) return [Math.max(0, mean), Math.min(0, mean)];
  const z = mean / sd;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const positive = Math.max(0, mean * normalBelow(z) + sd * density);
  return [positive, Math.min(0, mean - positive)];
}

/** The normal distribution function (Abramowitz and Stegun 26.2.17, error below 1e-7). */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const above = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z >= 0 ? 1 - above : above;
}

/** Weight of both signs together: what the width of a line tells. */
export function strengthOf({ positive, negative }: Bundle): number {
  return positive - negative;
}

/** Median of the strengths of bundles, 0 left out; 1 where there is none. */
export function medianStrength(bundles: readonly Bundle[]): number {
  const sizes = bundles.map(strengthOf).filter((size) => size > 0);
  sizes.sort((a, b) => a - b);
  const middle = sizes.length / 2;
  const median =
    sizes.length % 2 === 1
      ? sizes[Math.floor(middle)]
      : ((sizes[middle - 1] ?? 1) + (sizes[middle] ?? 1)) / 2;
  return median ?? 1;
}

/** Width of a line in px: grows with the root of the strength against the median. */
export function lineWidth(strength: number, median: number): number {
  const width = THINNEST + 0.75 * Math.sqrt(Math.abs(strength) / median);
  return Number.isFinite(width) ? Math.min(THICKEST, Math.max(THINNEST, width)) : THINNEST;
}

/** How a line is drawn: as wide as its weights sum up to, in the colour of the sign that prevails,
 * with dashes of the other one. */
export function lookOf(type: EdgeType, bundle: Bundle, median: number): BundleLook {
  const strength = strengthOf(bundle);
  const lesser = Math.min(bundle.positive, -bundle.negative) / strength;
  const width = lineWidth(strength, median);
  // A current has no sign of its own, and what a conductance does lies in its reversal potential.
  if (type === "current" || !(lesser > TRACE)) return { type, width, mixed: 0 };
  return { type, width, mixed: Math.round(lesser * PERIOD * 10) / 10 };
}

/** What a person reads about a projection under the pointer, line by line. */
export function bundleWords(
  edge: Projection,
  records: Records,
  catalog: Catalog | null,
): readonly string[] {
  const source = records.get(edge.source);
  const target = records.get(edge.target);
  if (!isNode(source) || !isNode(target)) return [];
  const unit = weightUnit(edge, catalog);
  const bundle = bundleOf(edge, source.size, target.size);
  const type = edgeType(edge, records, catalog);
  const delay = meanWeight(edge.delay);
  const late = delay > 0 ? [`delay ${formatQuantity(delay, "ms")}`] : [];
  if (source.size * target.size === 1) {
    return [
      [`${type}, weight ${formatQuantity(meanWeight(edge.weight), unit)}`, ...late].join(", "),
    ];
  }
  const { positive, negative, synapses } = bundle;
  const mean = synapses > 0 ? (positive + negative) / synapses : 0;
  const sum =
    positive > 0 && negative < 0
      ? `sum +${formatNumber(positive, 3)} and ${formatQuantity(negative, unit, 3)}: both signs`
      : `sum ${positive > 0 ? "+" : ""}${formatQuantity(positive + negative, unit, 3)}, ${type}`;
  const each = [`mean ${formatQuantity(mean, unit, 3)}`, ...late].join(", ");
  return [`${countWords(bundle)} synapse${synapses === 1 ? "" : "s"}, ${each}`, sum];
}
