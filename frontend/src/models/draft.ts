import { newId, type Records } from "../state/records";
import type { DefinedParameter, DefinedState, Definition } from "../wire/types";

/** What a person types of a model, before it is part of the board. */
export type Kind = Definition["of"];

export const kinds: readonly { of: Kind; title: string }[] = [
  { of: "neuron", title: "Neuron" },
  { of: "synapse", title: "Synapse" },
  { of: "stimulus", title: "Stimulus" },
  { of: "plasticity", title: "Learning rule" },
];

export function emptyDefinition(of: Kind): Definition {
  return {
    id: newId("d"),
    kind: "definition",
    of,
    name: "",
    title: "",
    summary: "",
    family: "spiking",
    parameters: [],
    states: [],
    equations: "",
    functions: "",
    threshold: "",
    reset: "",
    crossing: false,
    refractory: "",
    output: "current",
    expression: "",
    carries: "spikes",
    presynaptic: "",
    on_spike: "",
    current: "",
    needs: "spikes",
    on_source_spike: "",
    on_target_spike: "",
    low: "",
    high: "",
  };
}

export const parameter = (
  name: string,
  value: number,
  unit = "",
  meaning = "",
): DefinedParameter => ({ name, default: value, unit, meaning, low: -1e9, high: 1e9 });

export const state = (
  name: string,
  initial: number | string = 0,
  unit = "",
  side: DefinedState["side"] = "",
): DefinedState => ({ name, initial, unit, meaning: "", side });

const LEFT = /(?:^|\n)[^\n=]*?\bd([A-Za-z]\w*)\/dt\s*=|(?:^|\n)\s*([A-Za-z]\w*)'\s*=/g;

/** Names that the equations evolve, in their order, each once. */
export function statesIn(equations: string): string[] {
  const found = [...equations.matchAll(LEFT)].map((match) => match[1] ?? match[2] ?? "");
  return [...new Set(found)];
}

/** The definition with a state for every equation: those that are there keep what was typed of them,
 * others begin at 0. The weight of a learning rule is no state. */
export function withStates(definition: Definition): Definition {
  const names = statesIn(definition.equations).filter(
    (name) => definition.of !== "plasticity" || name !== "w",
  );
  const known = new Map(definition.states.map((entry) => [entry.name, entry]));
  const assigned = definition.of === "plasticity" ? definition.states : [];
  const states = names.map(
    (name) => known.get(name) ?? state(name, 0, "", definition.of === "plasticity" ? "source" : ""),
  );
  const extra = assigned.filter((entry) => !names.includes(entry.name));
  return { ...definition, states: [...states, ...extra] };
}

/** A name that the server takes, made of a title: letters, digits and underscores. */
export function nameOf(title: string): string {
  const plain = title
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^[_0-9]+|_+$/g, "")
    .toLowerCase()
    .slice(0, 48);
  return plain === "" ? "my_model" : plain;
}

/** The name itself, or with a number behind it when it is taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let i = 2; ; i++) {
    const next = `${name}_${i}`;
    if (!taken.has(next)) return next;
  }
}

export function definitionsOf(records: Records): Definition[] {
  return [...records.values()].filter((record) => record.kind === "definition");
}

/** Ids of the nodes and edges that run a model of this name. */
export function usersOf(records: Records, definition: Definition): string[] {
  const { name, of } = definition;
  return [...records.values()]
    .filter((record) => {
      if (record.kind === "neurons") return of === "neuron" && record.model === name;
      if (record.kind === "stimulus") return of === "stimulus" && record.model === name;
      if (record.kind !== "projection") return false;
      return (
        (of === "synapse" && record.synapse === name) ||
        (of === "plasticity" && record.plasticity?.rule === name)
      );
    })
    .map((record) => record.id);
}
