import { needsSpikes } from "../state/newview";
import { edgesOf, viewsOf, type Records } from "../state/records";
import { meanWeight } from "../shared/names";
import { channelStates } from "../shared/variables";
import type { AnyRecord, Catalog, Neurons, Projection, Watched } from "../wire/types";
import { takesChannels } from "./channels";

/**
 * The records that change when a node gets another model: parameters and initial values that the new
 * one knows too are kept; edges that leave it get or lose their synapse with its spikes; views show
 * its first state where they showed one that is gone.
 */
export function withModel(
  node: Neurons,
  name: string,
  records: Records,
  catalog: Catalog | null,
): AnyRecord[] {
  const model = catalog?.neurons.find((entry) => entry.name === name);
  if (!model) return [];
  const known = new Set(model.parameters.map((parameter) => parameter.name));
  const states = new Set(model.states.map((state) => state.name));
  const keep = <T>(entries: Record<string, T>, names: ReadonlySet<string>): Record<string, T> =>
    Object.fromEntries(Object.entries(entries).filter(([key]) => names.has(key)));
  const channels = takesChannels(model) ? node.channels : [];
  const kept = { ...node, model: name, channels };
  for (const { name: own } of channelStates(kept, catalog)) states.add(own);
  if (model.output_name !== "") states.add(model.output_name);
  const params = keep(node.params, known);
  const changed: AnyRecord[] = [{ ...kept, params, initial: keep(node.initial, states) }];
  const spiked = catalog?.neurons.find((entry) => entry.name === node.model)?.spikes === true;
  if (spiked !== model.spikes) {
    for (const edge of edgesOf(records)) {
      if (edge.source !== node.id) continue;
      const synapse = model.spikes ? (catalog?.synapses[0]?.name ?? null) : null;
      changed.push({ ...edge, synapse, params: {} });
    }
  }
  const first = model.states[0]?.name ?? null;
  const fix = (watched: Watched): Watched =>
    watched.node === node.id && watched.variable !== null && !states.has(watched.variable)
      ? { ...watched, variable: first }
      : watched;
  for (const view of viewsOf(records)) {
    if (needsSpikes(view) && !model.spikes) {
      const of = view.of.filter((watched) => watched.node !== node.id);
      if (of.length < view.of.length) changed.push({ ...view, of });
    } else if (view.of.some((watched) => fix(watched) !== watched)) {
      const of = view.of.map(fix);
      const twice = of.filter((entry, i) =>
        of.slice(0, i).some((other) => JSON.stringify(other) === JSON.stringify(entry)),
      );
      changed.push({ ...view, of: of.filter((entry) => !twice.includes(entry)) });
    }
  }
  return changed;
}

/** The records that change when a node gets another sign: its outgoing weights turn with it. */
export function withSign(node: Neurons, sign: Neurons["sign"], records: Records): AnyRecord[] {
  const changed: AnyRecord[] = [{ ...node, sign }];
  if (sign === null) return changed;
  for (const edge of edgesOf(records)) {
    const mean = meanWeight(edge.weight);
    if (edge.source !== node.id || mean === 0 || mean < 0 === (sign === "inhibitory")) continue;
    const weight = negated(edge.weight);
    if (weight !== null) changed.push({ ...edge, weight });
  }
  return changed;
}

/** A weight with the other sign; null for a log-normal, which has only one. */
export function negated(weight: Projection["weight"]): Projection["weight"] | null {
  if (typeof weight === "number") return -weight;
  if (Array.isArray(weight))
    return weight.map((row) => row.map((value) => (value === 0 ? 0 : -value)));
  if ("uniform" in weight) return { uniform: [-weight.uniform[1], -weight.uniform[0]] };
  return "normal" in weight ? { normal: [-weight.normal[0], weight.normal[1]] } : null;
}

/** The records that change when a population gets another size: lists and matrices that would no
 * longer fit give way to their mean. */
export function withSize(node: Neurons, size: number, records: Records): AnyRecord[] {
  const fitted = <T>(values: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => !Array.isArray(value)));
  const changed: AnyRecord[] = [
    { ...node, size, params: fitted(node.params), initial: fitted(node.initial) },
  ];
  for (const edge of edgesOf(records)) {
    if (edge.source !== node.id && edge.target !== node.id) continue;
    if (!Array.isArray(edge.weight)) continue;
    const rule = edge.connect.rule === "explicit" ? ({ rule: "all_to_all" } as const) : null;
    const connect = rule ? { ...rule, allow_autapses: edge.connect.allow_autapses } : edge.connect;
    changed.push({ ...edge, connect, weight: meanWeight(edge.weight) });
  }
  for (const view of viewsOf(records)) {
    const fix = (watched: Watched): Watched => {
      const edge = watched.edge === null ? undefined : records.get(watched.edge);
      const of = edge?.kind === "projection" ? edge.target : watched.node;
      if (of !== node.id || !watched.cells?.some((cell) => cell >= size)) return watched;
      const cells = watched.cells.filter((cell) => cell < size);
      return { ...watched, cells: cells.length > 0 ? cells : null };
    };
    const of = view.of.map(fix);
    if (of.some((watched, i) => watched !== view.of[i])) changed.push({ ...view, of });
  }
  return changed;
}
