import { edgesOf, type Records } from "../state/records";
import type { Catalog, Stimulus, StimulusEntry } from "../wire/types";
import { timeUnitOf } from "./timeunit";

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
 * or inputs of different units, it keeps the unit that its model declares. Times are in steps where
 * the board counts steps.
 */
export function drivingModel(
  stimulus: Stimulus,
  records: Records,
  catalog: Catalog | null,
): StimulusEntry | undefined {
  const model = catalog?.stimuli.find((entry) => entry.name === stimulus.model);
  if (!model) return model;
  const { units, steps } = unitsOf(records, catalog);
  const driven = units.get(stimulus.id);
  const [only] = driven ?? [];
  const isCurrent = model.output === "current" && model.port === "I";
  const unit = isCurrent && driven?.size === 1 && only !== undefined ? only : model.unit;
  if (unit === model.unit && !steps) return model;
  // What has no unit of its own, as a count, is none of them.
  const own = model.unit === "" ? null : model.unit;
  const named = (declared: string): string =>
    declared === "ms" && steps ? "steps" : declared === own ? unit : declared;
  const parameters = model.parameters.map((parameter) => ({
    ...parameter,
    unit: named(parameter.unit),
  }));
  return { ...model, unit, parameters };
}

interface Units {
  readonly units: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether time is counted in steps. */
  readonly steps: boolean;
}

/** Units that the stimuli of a document drive; documents are replaced, never changed. */
const found = new WeakMap<Records, Units & { catalog: Catalog | null }>();

function unitsOf(records: Records, catalog: Catalog | null): Units {
  const known = found.get(records);
  if (known?.catalog === catalog) return known;
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
  const made = { catalog, units, steps: timeUnitOf(records, catalog) === "step" };
  found.set(records, made);
  return made;
}

function sentUnit(node: string, records: Records, catalog: Catalog | null): string {
  const record = records.get(node);
  if (record?.kind !== "neurons") return "";
  const model = catalog?.neurons.find((entry) => entry.name === record.model);
  return model?.output_name === "" ? (model.states[0]?.unit ?? "") : "";
}
