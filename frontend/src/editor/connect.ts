import { meanWeight, nodeName } from "../shared/names";
import { niceBelow } from "../shared/nice";
import { portsOf } from "../shared/variables";
import { edgesOf, isNode, newId, type NodeRecord, type Records } from "../state/records";
import type { Catalog, Neurons, Projection, Stimulus } from "../wire/types";

/** What leaves a node: a current (weighted sum), graded values (weighted sum), or spikes. */
export type Output = "current" | "graded" | "spikes";

export function outputOf(node: NodeRecord, catalog: Catalog | null): Output {
  if (node.kind === "stimulus") {
    const entry = catalog?.stimuli.find(({ name }) => name === node.model);
    return entry?.output === "spikes" ? "spikes" : "current";
  }
  const entry = catalog?.neurons.find(({ name }) => name === node.model);
  return entry && !entry.spikes ? "graded" : "spikes";
}

/** Why two nodes cannot be connected, as a sentence, or null when they can. */
export function refusal(
  source: NodeRecord,
  target: NodeRecord,
  catalog: Catalog | null,
): string | null {
  if (target.kind === "stimulus") {
    return `${nodeName(target, catalog)} is an input from outside: nothing can be connected to it. Drag from it instead.`;
  }
  const port = source.kind === "stimulus" ? portOf(source, catalog) : "I";
  if (port !== "I" && !portsOf(target, catalog).has(port)) {
    const name = nodeName(target, catalog);
    return `${nodeName(source, catalog)} does nothing to ${name} as it is: add channels that it opens (${openedBy(port, catalog)}) in the inspector of ${name}, then connect.`;
  }
  if (source.id === target.id && source.kind === "stimulus") {
    return `${nodeName(source, catalog)} cannot be connected to itself.`;
  }
  return null;
}

function portOf(stimulus: Stimulus, catalog: Catalog | null): string {
  return catalog?.stimuli.find(({ name }) => name === stimulus.model)?.port ?? "I";
}

function openedBy(port: string, catalog: Catalog | null): string {
  const channels = catalog?.channels.filter(({ ports }) => ports.includes(port)) ?? [];
  return channels.map(({ title }) => title).join(", ");
}

/** Weight (mV ms) of one synapse that moves the potential of a neuron at rest by about 1.5 mV. */
const VISIBLE = 40;

/** A connection with defaults that do something visible. */
export function makeProjection(
  source: NodeRecord,
  target: NodeRecord,
  catalog: Catalog | null,
): Projection {
  const output = outputOf(source, catalog);
  const inhibits = source.kind === "neurons" && source.sign === "inhibitory";
  const many = source.size > 1 && target.size > 1;
  const connect: Projection["connect"] =
    many && output === "spikes"
      ? { rule: "fixed_probability", p: 0.2, allow_autapses: source.id !== target.id }
      : { rule: "all_to_all", allow_autapses: true };
  const inputs = source.size * (connect.rule === "fixed_probability" ? connect.p : 1);
  const weight =
    output === "spikes"
      ? round(VISIBLE / Math.max(1, inputs) ** 0.25)
      : output === "current"
        ? currentWeight(target, catalog)
        : 1;
  return {
    id: newId("e"),
    kind: "projection",
    source: source.id,
    target: target.id,
    synapse: output === "spikes" ? "exponential" : null,
    params: {},
    connect,
    weight: inhibits ? -weight : weight,
    delay: 0,
    release: 1,
    short_term: null,
    plasticity: null,
  };
}

/** The range of inputs, at its end, of the neurons that the defaults of currents are made for. */
const USUAL_INPUT = 40;

/** A current is made for an input in mV: where a neuron takes its input in another unit, the weight
 * brings it into the range that it answers to. */
function currentWeight(target: NodeRecord, catalog: Catalog | null): number {
  if (target.kind !== "neurons") return 1;
  const model = catalog?.neurons.find(({ name }) => name === target.model);
  const input = model?.parameters.find(({ name }) => name === "I_ext");
  if (!model || model.family === "iterated" || !input?.slider || input.unit === "mV") return 1;
  const ratio = input.slider[1] / USUAL_INPUT;
  return ratio > 0.5 && ratio < 2 ? 1 : niceBelow(ratio);
}

function round(value: number): number {
  return value >= 10 ? Math.round(value) : Math.round(value * 10) / 10;
}

/**
 * Excitatory or inhibitory: what the record says, else what its outgoing weights say once there
 * are any and they agree.
 */
export function signOf(node: Neurons, outgoing: readonly Projection[]): Neurons["sign"] {
  if (node.sign !== null || outgoing.length === 0) {
    return node.sign;
  }
  const signs = outgoing.map((edge) => Math.sign(meanWeight(edge.weight)));
  if (signs.every((sign) => sign >= 0)) {
    return "excitatory";
  }
  return signs.every((sign) => sign <= 0) ? "inhibitory" : null;
}

/** The sign of every neuron node, by id. */
export function signsOf(records: Records): Map<string, Neurons["sign"]> {
  const outgoing = new Map<string, Projection[]>();
  for (const edge of edgesOf(records)) {
    const list = outgoing.get(edge.source);
    if (list) {
      list.push(edge);
    } else {
      outgoing.set(edge.source, [edge]);
    }
  }
  const signs = new Map<string, Neurons["sign"]>();
  for (const record of records.values()) {
    if (record.kind === "neurons") {
      signs.set(record.id, signOf(record, outgoing.get(record.id) ?? []));
    }
  }
  return signs;
}

export type EdgeType = "excitatory" | "inhibitory" | "current";

/** The node at one end of an edge. */
export function endOf(records: Records, id: string): NodeRecord | undefined {
  const record = records.get(id);
  return isNode(record) ? record : undefined;
}
