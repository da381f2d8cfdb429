import type { Records } from "../state/records";
import type { AnyRecord, Definition } from "../wire/types";
import { usersOf } from "./draft";

/** The nodes and edges that run `before`, as they are once it has become `after`: only those that
 * have to change. */
export function followers(records: Records, before: Definition, after: Definition): AnyRecord[] {
  const parameters = new Set([...after.parameters.map(({ name }) => name), "I_ext"]);
  const states = new Set(after.states.map(({ name }) => name));
  const changed: AnyRecord[] = [];
  for (const id of usersOf(records, before)) {
    const old = records.get(id);
    const next = old && follow(old, after, parameters, states);
    if (next && JSON.stringify(next) !== JSON.stringify(old)) changed.push(next);
  }
  return changed;
}

function follow(
  old: AnyRecord,
  { name, of }: Definition,
  parameters: ReadonlySet<string>,
  states: ReadonlySet<string>,
): AnyRecord {
  if (old.kind === "neurons") {
    const initial = kept(old.initial, states);
    return { ...old, model: name, params: kept(old.params, parameters), initial };
  }
  if (old.kind === "stimulus") {
    return { ...old, model: name, params: kept(old.params, parameters) };
  }
  if (old.kind !== "projection") return old;
  if (of === "plasticity" && old.plasticity !== null) {
    const rule = { ...old.plasticity, rule: name, params: kept(old.plasticity.params, parameters) };
    return { ...old, plasticity: rule };
  }
  return { ...old, synapse: name, params: kept(old.params, parameters) };
}

function kept<T>(
  values: Readonly<Record<string, T>>,
  names: ReadonlySet<string>,
): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}
