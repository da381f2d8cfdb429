import { checkModel } from "../state/api";
import { useBoard } from "../state/board";
import type { Records } from "../state/records";
import type { Catalog, Definition, ModelCheck } from "../wire/types";
import { definitionsOf } from "./draft";

/**
 * The models of the open board stand in the catalog beside the built-in ones: whatever reads the
 * catalog (palette, inspector, names) then knows them.
 */

type Entry = NonNullable<ModelCheck["entry"]>;

let builtIn: Catalog | null = null;
/** Entries by the definition as text: what has not changed is not asked for again. */
const entries = new Map<string, Entry>();
const asked = new Set<string>();

/** Keep the catalog in step with the definitions of the board, from now on. */
export function followOwnModels(): () => void {
  refresh(useBoard.getState().records);
  return useBoard.subscribe((state, before) => {
    if (state.catalog !== before.catalog && state.catalog !== null && !isMade(state.catalog)) {
      builtIn = state.catalog;
      refresh(state.records);
    } else if (state.records !== before.records) {
      if (changed(before.records, state.records)) refresh(state.records);
    }
  });
}

const made = new WeakSet<Catalog>();
const isMade = (catalog: Catalog): boolean => made.has(catalog);

function changed(before: Records, after: Records): boolean {
  const old = definitionsOf(before);
  const now = definitionsOf(after);
  return old.length !== now.length || old.some((definition, i) => definition !== now[i]);
}

function refresh(records: Records): void {
  const { catalog } = useBoard.getState();
  if (builtIn === null && catalog !== null && !isMade(catalog)) builtIn = catalog;
  if (builtIn === null) return;
  const definitions = definitionsOf(records);
  const known: Entry[] = [];
  for (const definition of definitions) {
    const text = JSON.stringify(definition);
    const entry = entries.get(text);
    if (entry) known.push(entry);
    else void ask(definition, text);
  }
  if (definitions.length === 0 && catalog === builtIn) return;
  const next = merged(builtIn, definitions, known);
  made.add(next);
  useBoard.setState({ catalog: next });
}

async function ask(definition: Definition, text: string): Promise<void> {
  if (asked.has(text)) return;
  asked.add(text);
  try {
    const { entry } = await checkModel(definition);
    if (entry) entries.set(text, entry);
  } catch (error) {
    useBoard.getState().notify(error instanceof Error ? error.message : String(error));
  } finally {
    asked.delete(text);
  }
  if (entries.has(text)) refresh(useBoard.getState().records);
}

/** The built-in catalog with a board's own models at the end of each list. */
export function merged(
  catalog: Catalog,
  definitions: readonly Definition[],
  own: readonly Entry[],
): Catalog {
  const kindOf = new Map(definitions.map(({ name, of }) => [name, of]));
  const of = <T>(kind: Definition["of"]): T[] =>
    own.filter(({ name }) => kindOf.get(name) === kind) as T[];
  return {
    ...catalog,
    neurons: [...catalog.neurons, ...of<Catalog["neurons"][number]>("neuron")],
    synapses: [...catalog.synapses, ...of<Catalog["synapses"][number]>("synapse")],
    stimuli: [...catalog.stimuli, ...of<Catalog["stimuli"][number]>("stimulus")],
    plasticity: [...catalog.plasticity, ...of<Catalog["plasticity"][number]>("plasticity")],
  };
}
