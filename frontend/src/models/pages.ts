import type { Catalog, CatalogParameter, CatalogState, Definition } from "../wire/types";

/** One model as the list of models shows it. */
export interface Page {
  readonly key: string;
  readonly group: string;
  /** What a model of one's own would have to be to stand in its place; null for other things. */
  readonly of: Definition["of"] | null;
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly latex: readonly string[];
  readonly parameters: readonly CatalogParameter[];
  readonly states: readonly CatalogState[];
  readonly presets: readonly PagePreset[];
  readonly source: string;
}

export interface PagePreset {
  readonly name: string;
  readonly title: string;
  readonly note: string;
  readonly params: Readonly<Record<string, number>>;
}

interface Entry {
  name: string;
  title: string;
  summary: string;
  latex?: readonly string[];
  parameters: readonly CatalogParameter[];
  states?: readonly CatalogState[];
  presets?: readonly PagePreset[];
  source?: string;
}

/** Every model of the catalog, group by group. */
export function pagesOf(catalog: Catalog | null): Page[] {
  if (!catalog) return [];
  const spiking = catalog.neurons.filter(({ family }) => family === "spiking");
  const units = catalog.neurons.filter(({ family }) => family !== "spiking");
  return [
    ...group("Neurons", "neuron", spiking),
    ...group("Units", "neuron", units),
    ...group("Channels", null, catalog.channels),
    ...group("Synapses", "synapse", catalog.synapses),
    ...group("Learning rules", "plasticity", catalog.plasticity),
    ...group("Stimuli", "stimulus", catalog.stimuli),
    ...group("Connection rules", null, catalog.rules),
  ];
}

function group(title: string, of: Page["of"], entries: readonly Entry[]): Page[] {
  return entries.map((entry) => ({
    latex: [],
    states: [],
    presets: [],
    source: "",
    ...entry,
    key: `${title} ${entry.name}`,
    group: title,
    of,
  }));
}

/** Pages in which every word of the text occurs: in a title, a name, a summary or a parameter. */
export function matching(pages: readonly Page[], text: string): Page[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return pages.filter((page) => {
    const said = [
      page.title,
      page.name,
      page.group,
      page.summary,
      ...page.parameters.flatMap(({ name, meaning }) => [name, meaning]),
      ...page.presets.map(({ title }) => title),
    ];
    const all = said.join("\n").toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
