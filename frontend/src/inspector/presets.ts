import type { CatalogParameter, CatalogPreset, CatalogState } from "../wire/types";
import type { Value } from "./edit";

/** What presets are of: a neuron model, or channels. */
export interface Preselected {
  readonly parameters: readonly CatalogParameter[];
  readonly states: readonly CatalogState[];
  readonly presets: readonly CatalogPreset[];
}

type Params = Readonly<Record<string, Value>>;
type Initial<T> = Readonly<Record<string, T>>;

/** Every parameter at its default. */
export const STANDARD: CatalogPreset = {
  name: "",
  title: "Standard",
  params: {},
  initial: {},
  note: "",
};

/** The input is the person's, unless a preset asks for one. */
const INPUT = "I_ext";

/** The presets of a model; its defaults come first where no preset names them. */
export function presetsOf(model: Preselected): readonly CatalogPreset[] {
  if (model.presets.length === 0) return [];
  const named = model.presets.some((preset) => holds(preset, {}, {}, model));
  return named ? model.presets : [STANDARD, ...model.presets];
}

/** The preset whose values a record has; null when it has values of its own. */
export function presetHeld(
  params: Params,
  initial: Initial<unknown>,
  model: Preselected,
): CatalogPreset | null {
  return presetsOf(model).find((preset) => holds(preset, params, initial, model)) ?? null;
}

function holds(
  preset: CatalogPreset,
  params: Params,
  initial: Initial<unknown>,
  model: Preselected,
): boolean {
  const numbers = model.parameters.filter(
    ({ name, kind }) => kind === "number" && (name !== INPUT || name in preset.params),
  );
  return (
    numbers.every(
      ({ name, default: usual }) => (params[name] ?? usual) === (preset.params[name] ?? usual),
    ) &&
    model.states.every(
      ({ name, initial: usual }) => (initial[name] ?? usual) === (preset.initial[name] ?? usual),
    )
  );
}

/** Parameters and initial values with those of a preset: what it does not name is at its default,
 * but for the input and for what is no number. */
export function withPreset<T>(
  preset: CatalogPreset,
  record: { params: Params; initial: Initial<T> },
  model: Preselected,
): { params: Record<string, Value>; initial: Record<string, T | number> } {
  const replaced = new Set(
    model.parameters.flatMap(({ name, kind }) =>
      kind === "number" && name !== INPUT ? [name] : [],
    ),
  );
  const states = new Set(model.states.map(({ name }) => name));
  const kept = Object.entries(record.params).filter(([name]) => !replaced.has(name));
  const others = Object.entries(record.initial).filter(([name]) => !states.has(name));
  return {
    params: { ...Object.fromEntries(kept), ...preset.params },
    initial: { ...Object.fromEntries(others), ...preset.initial },
  };
}
