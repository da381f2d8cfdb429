import { edgesOf, type Records } from "../state/records";
import type { Catalog, Stimulus, StimulusEntry } from "../wire/types";

/** The unit of the input of a node: what its model declares, else that of its first state. */
export function inputUnit(target: string, records: Records, catalog: Catalog | null): string {
  const record = records.get(target);
  if (record?.kind !== "neurons") return "";
  const model = catalog?.neurons.find((entry) => entry.name === record.model);
  const input = model?.parameters.find((parameter) => parameter.name === "I_ext");
  return input?.unit ?? model?.states[0]?.unit ?? "";
}

/**
 * The model of a stimulus with the units that its values have on this board. A current is in the
 * unit of what it drives, a signal to learn from in that of what learns; while it drives nothing,
 * or inputs of different units, it keeps the unit that its model declares.
 */
export function drivingModel(
  stimulus: Stimulus,
  records: Records,
  catalog: Catalog | null,
): StimulusEntry | undefined {
  const model = catalog?.stimuli.find((entry) => entry.name === stimulus.model);
  if (model?.output !== "current" || model.port !== "I") return model;
  const units = unitsOf(records, catalog).get(stimulus.id);
  const [unit] = units ?? [];
  if (unit === undefined || units?.size !== 1 || unit === model.unit) return model;
  const parameters = model.parameters.map((parameter) =>
    parameter.unit === model.unit ? { ...parameter, unit } : parameter,
  );
  return { ...model, unit, parameters };
}

/** Units that the stimuli of a document drive; documents are replaced, never changed. */
const found = new WeakMap<Records, { catalog: Catalog | null; units: Map<string, Set<string>> }>();

function unitsOf(records: Records, catalog: Catalog | null): ReadonlyMap<string, Set<string>> {
  const known = found.get(records);
  if (known?.catalog === catalog) return known.units;
  const units = new Map<string, Set<string>>();
  const add = (id: string, unit: string): void => {
    if (records.get(id)?.kind !== "stimulus") return;
    const old = units.get(id);
    if (old) old.add(unit);
    else units.set(id, new Set([unit]));
  };
  for (const edge of edgesOf(records)) {
    add(edge.source, inputUnit(edge.target, records, catalog));
    const signal = edge.plasticity?.signal;
    if (typeof signal === "string") add(signal, sentUnit(edge.target, records, catalog));
  }
  found.set(records, { catalog, units });
  return units;
}

function sentUnit(node: string, records: Records, catalog: Catalog | null): string {
  const record = records.get(node);
  if (record?.kind !== "neurons") return "";
  const model = catalog?.neurons.find((entry) => entry.name === record.model);
  return model?.output_name === "" ? (model.states[0]?.unit ?? "") : "";
}
