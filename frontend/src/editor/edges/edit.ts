import type { Catalog, Neurons, Projection } from "../../wire/types";
import type { NodeRecord } from "../../state/records";
import { INHIBITS_BELOW, meanWeight } from "../../shared/names";
import { makeProjection } from "../connect";
import { withSign } from "../weightSign";

/** Weights of a source that a person marked as excitatory or inhibitory keep its sign; a conductance
 * is not negative, and its reversal potential says what it does. */
export function weightBounds(
  source: NodeRecord,
  conductance: boolean,
): { low: number; high: number } {
  const marked: Neurons["sign"] = source.kind === "neurons" ? source.sign : null;
  const sign = marked !== null && conductance ? "excitatory" : marked;
  return { low: sign === "excitatory" ? 0 : -1e9, high: sign === "inhibitory" ? 0 : 1e9 };
}

/** Whether the weights of a connection are conductances. */
export function isConductance(edge: Projection, catalog: Catalog | null): boolean {
  return catalog?.synapses.find(({ name }) => name === edge.synapse)?.conductance ?? false;
}

/** Reversal potential of a usual inhibitory conductance, mV. */
const INHIBITORY = -80;

/** The same conductances with a reversal potential that excites or inhibits. */
export function withReversal(edge: Projection, inhibits: boolean): Projection {
  const { E_rev: reversal = 0, ...others } = edge.params;
  if (reversal < INHIBITS_BELOW === inhibits) return edge;
  return { ...edge, params: inhibits ? { ...others, E_rev: INHIBITORY } : others };
}

/** What the slider covers: from nothing to about three times the weight, on the sides allowed. */
export function weightRange(
  weight: number,
  usual: number,
  source: NodeRecord,
  conductance: boolean,
): [number, number] {
  const most = niceCeiling(Math.max(2.5 * Math.abs(weight), 2 * Math.abs(usual)));
  const { low, high } = weightBounds(source, conductance);
  return [low === 0 ? 0 : -most, high === 0 ? 0 : most];
}

/** The next of 1, 2, 3, 5 times a power of ten. */
export function niceCeiling(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 3, 5, 10].find((f) => f * power >= value * (1 - 1e-12)) ?? 10;
  return Number((factor * power).toPrecision(3));
}

/** A step of about a hundredth of a range. */
export function stepOf([low, high]: readonly [number, number]): number {
  return 10 ** Math.floor(Math.log10((high - low) / 100));
}

/** Weight of one synapse with a visible effect, by the unit of the weight. */
const usualByUnit: Readonly<Record<string, number>> = { "mV ms": 40, mV: 1.5, ms: 0.6, "1": 0.2 };

export function usualWeight(
  edge: Projection,
  source: NodeRecord,
  target: NodeRecord,
  catalog: Catalog | null,
): number {
  const made = makeProjection(source, target, catalog);
  const unit = catalog?.synapses.find(({ name }) => name === edge.synapse)?.weight_unit ?? "";
  if (typeof made.weight === "number" && made.synapse === edge.synapse) {
    return made.weight;
  }
  return usualByUnit[unit] ?? 1;
}

/** The same connection with another synapse: its own parameters, and a weight in its unit. */
export function withSynapse(
  edge: Projection,
  synapse: string | null,
  catalog: Catalog | null,
): Projection {
  const unitOf = (name: string | null): string =>
    catalog?.synapses.find((entry) => entry.name === name)?.weight_unit ?? "";
  const before = unitOf(edge.synapse);
  const after = unitOf(synapse);
  const factor = (usualByUnit[after] ?? 1) / (usualByUnit[before] ?? 1);
  const weight =
    typeof edge.weight === "number" && before !== after
      ? Number((edge.weight * factor).toPrecision(2))
      : edge.weight;
  const next = { ...edge, synapse, params: {}, weight };
  const was = isConductance(edge, catalog);
  const is = isConductance(next, catalog);
  if (was === is) return is ? { ...next, params: reversalOf(edge) } : next;
  // The sign of the weight becomes that of the driving force, and back.
  const inhibits = was ? (edge.params["E_rev"] ?? 0) < INHIBITS_BELOW : meanWeight(edge.weight) < 0;
  return is ? withReversal(withSign(next, 1), inhibits) : withSign(next, inhibits ? -1 : 1);
}

function reversalOf(edge: Projection): Projection["params"] {
  const reversal = edge.params["E_rev"];
  return reversal === undefined ? {} : { E_rev: reversal };
}

/** Rules that fit the two sizes and the weight as it is written. */
export function rulesFor(
  edge: Projection,
  source: NodeRecord,
  target: NodeRecord,
): Projection["connect"]["rule"][] {
  if (Array.isArray(edge.weight)) {
    return ["explicit", "all_to_all"];
  }
  const rules: Projection["connect"]["rule"][] = ["all_to_all"];
  if (source.size === target.size) {
    rules.push("one_to_one");
  }
  rules.push("fixed_probability", "fixed_indegree", "fixed_outdegree", "distance");
  return rules;
}

/** The same connection by another rule, with a usual value of its parameter. */
export function withRule(
  edge: Projection,
  rule: Projection["connect"]["rule"],
  source: NodeRecord,
  target: NodeRecord,
): Projection {
  const { allow_autapses } = edge.connect;
  const tenth = (size: number): number => Math.max(1, Math.round(size / 10));
  switch (rule) {
    case "fixed_probability":
      return { ...edge, connect: { rule, p: 0.2, allow_autapses } };
    case "fixed_indegree":
      return { ...edge, connect: { rule, k: tenth(source.size), allow_autapses } };
    case "fixed_outdegree":
      return { ...edge, connect: { rule, k: tenth(target.size), allow_autapses } };
    case "distance": {
      const near = { p: 1, sigma: 0.1, profile: "gaussian", periodic: false } as const;
      return { ...edge, connect: { rule, ...near, allow_autapses } };
    }
    case "all_to_all":
    case "one_to_one":
    case "explicit":
      return { ...edge, connect: { rule, allow_autapses } };
  }
}
