import type { PictureName } from "../look/icons";
import type { AnyRecord, Catalog, NeuronModelEntry } from "../wire/types";
import { DEFAULT_MODEL, stimuli, type PlaceItem } from "./items";

/** Models of one kind, which a row of the palette opens. */
export interface Family {
  readonly id: string;
  readonly name: string;
  readonly picture: PictureName | `stimulus:${string}`;
  readonly hint: string;
  readonly sections: readonly { readonly title: string; readonly items: readonly PlaceItem[] }[];
}

type Kind = "integrate" | "conductance" | "oscillator" | "rate" | "iterated";

const KINDS: readonly { id: Kind; name: string; picture: PictureName; hint: string }[] = [
  {
    id: "integrate",
    name: "Integrate & fire",
    picture: "integrate",
    hint: "Neurons with a threshold and a reset",
  },
  {
    id: "conductance",
    name: "Conductance",
    picture: "conductance",
    hint: "Neurons whose spikes come from ion channels",
  },
  {
    id: "oscillator",
    name: "Oscillators",
    picture: "oscillator",
    hint: "Units that go round a cycle",
  },
  {
    id: "rate",
    name: "Rate units",
    picture: "rate",
    hint: "Units that transmit a value that changes smoothly",
  },
  {
    id: "iterated",
    name: "Iterated units",
    picture: "iterated",
    hint: "Units with one new value each step",
  },
];

/** Models that their declaration alone would put elsewhere. */
const PLACED: Readonly<Record<string, Kind>> = {
  leaky: "integrate",
  hh: "conductance",
  hh2d: "conductance",
  morris_lecar: "conductance",
  theta: "oscillator",
  fitzhugh_nagumo: "oscillator",
};

function kindOf(entry: NeuronModelEntry): Kind {
  const placed = PLACED[entry.name];
  if (placed !== undefined) return placed;
  if (entry.family === "iterated") return "iterated";
  return entry.family === "graded" ? "rate" : "integrate";
}

/** The families of neuron models, empty ones left out; a board's own models are the last one. */
export function neuronFamilies(catalog: Catalog | null, own: ReadonlySet<string>): Family[] {
  const entries = catalog?.neurons ?? [];
  const families = KINDS.map((kind): Family => {
    const members = entries.filter((entry) => !own.has(entry.name) && kindOf(entry) === kind.id);
    const items = members.map((entry) => ({ ...neuronItem(entry), picture: kind.picture }));
    return { ...kind, sections: [{ title: kind.name, items }] };
  });
  const mine = entries.filter(({ name }) => own.has(name)).map(neuronItem);
  families.push({
    id: "own",
    name: "This board's models",
    picture: "undetermined",
    hint: "Models that were typed on this board",
    sections: [{ title: "This board's models", items: mine }],
  });
  return families.filter(({ sections }) => sections.some(({ items }) => items.length > 0));
}

/** All families as one, for a rail that has room for one row. */
export function merged(families: readonly Family[]): Family[] {
  if (families.length === 0) return [];
  const sections = families.flatMap((family) => family.sections);
  const hint = "Neuron models and units by what they are";
  return [{ id: "models", name: "More neurons", picture: "integrate", hint, sections }];
}

/** Stimuli that the palette itself does not show, by what they give; null when there are none. */
export function otherStimuli(catalog: Catalog | null, own: ReadonlySet<string>): Family | null {
  const others = (catalog?.stimuli ?? []).filter(
    ({ name }) => !stimuli.some((item) => item.model === name),
  );
  const section = (title: string, chosen: typeof others): Family["sections"][number] => ({
    title,
    items: chosen.map(stimulusItem),
  });
  const built = others.filter(({ name }) => !own.has(name));
  const light = built.filter(({ port }) => port !== "I");
  const plain = built.filter(({ port }) => port === "I");
  const sections = [
    section(
      "Currents",
      plain.filter(({ output }) => output === "current"),
    ),
    section(
      "Spikes",
      plain.filter(({ output }) => output === "spikes"),
    ),
    section("Light", light),
    section(
      "This board's stimuli",
      others.filter(({ name }) => own.has(name)),
    ),
  ].filter(({ items }) => items.length > 0);
  if (sections.length === 0) return null;
  const hint = "Ramps, pulses, imported series, light";
  return { id: "stimuli", name: "More stimuli", picture: "waves", hint, sections };
}

/** Names of the models that a board defines itself. */
export function ownNames(records: Iterable<AnyRecord>): Set<string> {
  const names = new Set<string>();
  for (const record of records) if (record.kind === "definition") names.add(record.name);
  return names;
}

/** A neuron model as something to place. */
export function neuronItem(entry: NeuronModelEntry): PlaceItem {
  return {
    kind: "neurons",
    id: `model:${entry.name}`,
    name: entry.title,
    picture: "undetermined",
    hint: entry.summary,
    key: "",
    model: entry.name,
    size: 1,
    sign: null,
    label: entry.spikes || entry.name === DEFAULT_MODEL ? "Neuron" : "Unit",
  };
}

/** A stimulus as something to place. */
export function stimulusItem(entry: Catalog["stimuli"][number]): PlaceItem {
  return {
    kind: "stimulus",
    id: `stimulus:${entry.name}`,
    name: entry.title,
    picture: `stimulus:${entry.name}`,
    hint: entry.summary,
    key: "",
    model: entry.name,
    size: 1,
    sign: null,
    label: entry.title,
  };
}
