import type { Catalog, CatalogParameter, CatalogState } from "../wire/types";

/** One model as the list of models shows it. */
export interface Page {
  readonly key: string;
  readonly group: string;
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
  const groups: readonly (readonly [string, readonly Entry[]])[] = [
    ["Neurons", catalog.neurons.filter(({ family }) => family === "spiking")],
    ["Units", catalog.neurons.filter(({ family }) => family !== "spiking")],
    ["Synapses", catalog.synapses],
    ["Stimuli", catalog.stimuli],
    ["Connection rules", catalog.rules],
  ];
  return groups.flatMap(([group, entries]) => entries.map((entry) => pageOf(group, entry)));
}

function pageOf(group: string, entry: Entry): Page {
  const { name, title, summary, parameters } = entry;
  const { latex = [], states = [], presets = [], source = "" } = entry;
  const key = `${group} ${name}`;
  return { key, group, name, title, summary, latex, parameters, states, presets, source };
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
