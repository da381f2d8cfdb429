import { outputOf } from "../editor/connect";
import { edgesOf, nodesOf, type NodeRecord, type Records } from "../state/records";
import type { Catalog, PlasticityEntry, Projection } from "../wire/types";

/** Whether an edge passes spikes; else it passes a value each step. */
export function passesSpikes(edge: Projection, catalog: Catalog | null): boolean {
  const synapse = catalog?.synapses.find(({ name }) => name === edge.synapse);
  return edge.synapse !== null && synapse?.carries !== "values";
}

/** The learning rules that an edge can follow: they need spikes, or values, of both ends. */
export function rulesFor(
  edge: Projection,
  records: Records,
  catalog: Catalog | null,
): PlasticityEntry[] {
  const target = records.get(edge.target);
  if (target?.kind !== "neurons") return [];
  const spikes = passesSpikes(edge, catalog);
  const answers = outputOf(target, catalog) === "spikes";
  return (catalog?.plasticity ?? []).filter(({ needs }) =>
    needs === "spikes" ? spikes && answers : !spikes,
  );
}

/** Nodes whose value can be the third factor of a rule: one value, or one for each target cell.
 * Stimuli come first: they are what a target or a reward usually is. */
export function signalsFor(
  edge: Projection,
  records: Records,
  catalog: Catalog | null,
): NodeRecord[] {
  const target = records.get(edge.target);
  const size = target?.kind === "neurons" ? target.size : 1;
  const found = nodesOf(records).filter(
    (node) =>
      node.id !== edge.source &&
      node.id !== edge.target &&
      (node.size === 1 || node.size === size) &&
      outputOf(node, catalog) !== "spikes",
  );
  return [...found].sort((a, b) => Number(b.kind === "stimulus") - Number(a.kind === "stimulus"));
}

/** The edge with a rule, or none; null where the rule needs a signal and there is no node for it. */
export function withRule(
  edge: Projection,
  rule: PlasticityEntry | null,
  records: Records,
  catalog: Catalog | null,
): Projection | null {
  if (!rule) return { ...edge, plasticity: null };
  const nodes = rule.signal === "" ? [] : signalsFor(edge, records, catalog);
  const held = nodes.find(({ id }) => id === edge.plasticity?.signal) ?? nodes[0];
  if (rule.signal === "required" && !held) return null;
  const signal = rule.signal === "required" ? (held?.id ?? null) : null;
  const { active = true, normalise = null } = edge.plasticity ?? {};
  const plasticity = { rule: rule.name, params: {}, signal, active, normalise };
  return { ...edge, plasticity };
}

/** The connection that makes a junction act both ways: from its target back to its source. */
export function opposite(edge: Projection, id: string): Projection {
  const { weight, delay, connect } = edge;
  const turned = <T>(value: T): T =>
    Array.isArray(value) ? (transposed(value as number[][]) as T) : value;
  const rule =
    connect.rule === "fixed_indegree"
      ? { ...connect, rule: "fixed_outdegree" as const }
      : connect.rule === "fixed_outdegree"
        ? { ...connect, rule: "fixed_indegree" as const }
        : connect;
  return {
    ...edge,
    id,
    source: edge.target,
    target: edge.source,
    weight: turned(weight),
    delay: turned(delay),
    connect: rule,
    plasticity: null,
  };
}

function transposed(rows: number[][]): number[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? 0));
}

/** Whether a connection with the same synapse leads back. */
export function hasOpposite(edge: Projection, records: Records): boolean {
  return edgesOf(records).some(
    ({ source, target, synapse }) =>
      source === edge.target && target === edge.source && synapse === edge.synapse,
  );
}
