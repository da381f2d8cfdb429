import { isEdge, isNode, type Records } from "../state/records";
import type { Catalog, Watched } from "../wire/types";
import { CURRENT } from "./trace/signals";

/** What views of several kinds can show of a record; null where it has no such thing. */

export const nothing: Watched = { node: null, edge: null, variable: null, cells: null };

/** A variable over time: the output or first state of a unit, an input, the current of an edge. */
export function signalOf(id: string, records: Records, catalog: Catalog | null): Watched | null {
  const record = records.get(id);
  if (isEdge(record)) {
    return hasCurrent(record.synapse, catalog) ? { ...nothing, edge: id, variable: CURRENT } : null;
  }
  return valuesOf(id, records, catalog);
}

/** A variable that every cell of a node has. */
export function valuesOf(id: string, records: Records, catalog: Catalog | null): Watched | null {
  const record = records.get(id);
  if (!isNode(record)) return null;
  if (record.kind === "stimulus") {
    return spikes(id, records, catalog) ? null : { ...nothing, node: id, variable: CURRENT };
  }
  const model = catalog?.neurons.find((entry) => entry.name === record.model);
  const variable = model?.output_name === "" ? model.states[0]?.name : model?.output_name;
  return variable === undefined ? null : { ...nothing, node: id, variable };
}

/** The spikes of a node. */
export function spikesOf(id: string, records: Records, catalog: Catalog | null): Watched | null {
  return spikes(id, records, catalog) ? { ...nothing, node: id } : null;
}

/** The weights of an edge. */
export function weightsOf(id: string, records: Records): Watched | null {
  return isEdge(records.get(id)) ? { ...nothing, edge: id } : null;
}

/** A weighted sum (no synapse) has a current; a synapse that kicks the potential has none. */
export function hasCurrent(synapse: string | null, catalog: Catalog | null): boolean {
  if (synapse === null) return true;
  return catalog?.synapses.find((entry) => entry.name === synapse)?.current === true;
}

/** Whether a record is a node that spikes. */
export function spikes(id: string, records: Records, catalog: Catalog | null): boolean {
  const record = records.get(id);
  if (record?.kind === "stimulus") {
    return catalog?.stimuli.find((entry) => entry.name === record.model)?.output === "spikes";
  }
  if (record?.kind !== "neurons") return false;
  return catalog?.neurons.find((entry) => entry.name === record.model)?.spikes === true;
}
