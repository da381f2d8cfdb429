import type { AnyRecord, Catalog, Neurons, Projection, Stimulus } from "../wire/types";

type Records = ReadonlyMap<string, AnyRecord>;

/** What a person calls a node: its label, else the title of its model. */
export function nodeName(node: Neurons | Stimulus, catalog: Catalog | null): string {
  if (node.label.trim() !== "") return node.label;
  const models = node.kind === "neurons" ? catalog?.neurons : catalog?.stimuli;
  return models?.find((model) => model.name === node.model)?.title ?? node.model;
}

/** The name of any node by its id; the id itself when there is no such node. */
export function nameOf(id: string, records: Records, catalog: Catalog | null): string {
  const record = records.get(id);
  return record?.kind === "neurons" || record?.kind === "stimulus" ? nodeName(record, catalog) : id;
}

/** "A to B". */
export function edgeName(edge: Projection, records: Records, catalog: Catalog | null): string {
  return `${nameOf(edge.source, records, catalog)} to ${nameOf(edge.target, records, catalog)}`;
}

const LONGEST = 7;

/** A few letters for a subscript or the side of a plot: the word or letter that tells most
 * ("Neuron A" gives A), the initial of a long word ("Excitatory" gives E). */
export function shortName(name: string): string {
  const words = name.trim().split(/\s+/);
  const letter = words.find((word) => word.length === 1);
  if (letter !== undefined) return letter;
  const short = words.find((word) => word.length < LONGEST);
  return short ?? words.map((word) => word.charAt(0).toUpperCase()).join("");
}

/** A short name for each of several, by the words that they do not all share: "Weak pulse" and
 * "Strong pulse" are Weak and Strong. Numbers tell apart what is still alike. */
export function distinctNames(names: readonly string[]): string[] {
  const words = names.map((name) => name.trim().split(/\s+/));
  const told = words.map((own, i) => {
    const telling = own.filter((word) =>
      words.some((other, j) => j !== i && !other.includes(word)),
    );
    return telling.length > 0 ? telling.join(" ") : (names[i] ?? "");
  });
  const first = told.map(shortName);
  const second = first.map((name, i) => {
    const words = (told[i] ?? "").split(" ");
    return isRepeated(first, name) && !words.includes(name) ? (words[0] ?? name).slice(0, 4) : name;
  });
  return second.map((name, i) => {
    const before = second.slice(0, i).filter((other) => other === name).length;
    return isRepeated(second, name) ? `${name}${before + 1}` : name;
  });
}

function isRepeated(list: readonly string[], name: string): boolean {
  return list.indexOf(name) !== list.lastIndexOf(name);
}

/** Whether a node excites, inhibits or neither is settled; the sign colours edges and rasters. */
export function signOf(record: AnyRecord | undefined): "excitatory" | "inhibitory" | null {
  return record?.kind === "neurons" ? record.sign : null;
}

/** Mean of a weight for its sign and its number: a matrix or a distribution has one too. */
export function meanWeight(weight: Projection["weight"]): number {
  if (typeof weight === "number") return weight;
  if (Array.isArray(weight)) return meanOf(weight);
  if ("uniform" in weight) return (weight.uniform[0] + weight.uniform[1]) / 2;
  return "normal" in weight ? weight.normal[0] : weight.lognormal[0];
}

const means = new WeakMap<object, number>();

/** Mean of the entries that are not 0. A matrix never changes: each is read once. */
function meanOf(matrix: readonly (readonly number[])[]): number {
  const known = means.get(matrix);
  if (known !== undefined) return known;
  let sum = 0;
  let count = 0;
  for (const row of matrix) {
    for (const value of row) {
      if (value === 0) continue;
      sum += value;
      count += 1;
    }
  }
  const mean = count > 0 ? sum / count : 0;
  means.set(matrix, mean);
  return mean;
}

/** mV below which a reversal potential inhibits. */
export const INHIBITS_BELOW = -60;

/** The type of an edge, told by its colour and its end: a current from a stimulus, else the sign of
 * its source or, where that is open, of its weight. */
export function edgeType(
  edge: Projection,
  records: Records,
  catalog: Catalog | null,
): "excitatory" | "inhibitory" | "current" {
  const source = records.get(edge.source);
  if (source?.kind === "stimulus") {
    const model = catalog?.stimuli.find((entry) => entry.name === source.model);
    if (model?.output !== "spikes") return "current";
  }
  const sign = signOf(source);
  const synapse = catalog?.synapses.find(({ name }) => name === edge.synapse);
  if (synapse?.conductance === true) {
    // The weight has no sign: what the synapse does lies in where it pulls the potential.
    const declared = synapse.parameters.find(({ name }) => name === "E_rev")?.default;
    const reversal = edge.params["E_rev"] ?? declared;
    if (typeof reversal === "number")
      return reversal < INHIBITS_BELOW ? "inhibitory" : "excitatory";
  }
  const mean = meanWeight(edge.weight);
  if (mean === 0 && sign !== null) return sign;
  return mean < 0 ? "inhibitory" : "excitatory";
}

/** The unit of the weight of an edge; a weighted sum, and what is a ratio, have none. */
export function weightUnit(edge: Projection, catalog: Catalog | null): string {
  if (edge.synapse === null) return "";
  const unit = catalog?.synapses.find((entry) => entry.name === edge.synapse)?.weight_unit ?? "";
  return unit === "1" ? "" : unit;
}
