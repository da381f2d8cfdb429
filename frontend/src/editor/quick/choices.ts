import { watchedIn } from "../../dock/drop";
import type { PictureName } from "../../look/icons";
import { edgeName, nodeName } from "../../shared/names";
import { edgesOf, isEdge, nodesOf, type NodeRecord, type Records } from "../../state/records";
import type { Catalog, ExampleEntry } from "../../wire/types";
import * as adding from "../adding";
import { annotate } from "../annotate";
import { arrangements } from "../arrange/commands";
import { endOf, refusal } from "../connect";
import { neuronItem, ownNames, stimulusItem } from "../families";
import { notes, placeItems, views, type PlaceItem } from "../items";
import { keyTable } from "../keys";
import { makeNode } from "../place";
import type { Quick } from "../ui";
import * as viewing from "../viewing";

/** Something that "type to add" can add, open or do. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly group: Group;
  readonly picture: PictureName | `stimulus:${string}` | null;
  /** More words to find it by, and what a person reads beside it. */
  readonly hint: string;
  readonly keys: string;
  readonly run: () => void;
}

export type Group =
  "Neurons" | "Stimuli" | "Own models" | "Views" | "Notes" | "Examples" | "Commands";

export interface Context {
  readonly records: Records;
  readonly catalog: Catalog | null;
  readonly examples: readonly ExampleEntry[];
  readonly selection: ReadonlySet<string>;
  readonly openExample: (id: string) => Promise<void>;
}

/** Nodes and connections whose views are offered by name. */
const MOST_VIEWED = 200;

/** Everything that is there to choose at a place, in the order of the palette. */
export function choices(quick: Quick, context: Context): Choice[] {
  const source = endOf(context.records, quick.from ?? "");
  const placed = placeable(context).flatMap(({ item, group }) =>
    placing(item, group, quick, source, context),
  );
  if (source) return placed;
  return [
    ...placed,
    ...viewChoices(context),
    ...noteChoices(quick),
    ...opening(context),
    ...commandChoices(),
    ...arranging(),
  ];
}

/** What brings several things into order and has no key of its own. */
function arranging(): Choice[] {
  return arrangements
    .filter(({ keys }) => keys === undefined)
    .map(({ id, name, run }) => ({
      id: `arrange:${id}`,
      name,
      group: "Commands",
      picture: null,
      hint: "Arrange the selection",
      keys: "",
      run,
    }));
}

function noteChoices({ place }: Quick): Choice[] {
  return notes.map(({ id, name, picture, hint, key }) => ({
    id,
    name,
    group: "Notes",
    picture,
    hint,
    keys: key,
    run: () => annotate(id, place),
  }));
}

/** The palette, then every model of the catalog that the palette does not hold. */
export function placeable({
  records,
  catalog,
}: Pick<Context, "records" | "catalog">): { item: PlaceItem; group: Group }[] {
  const own = ownNames(records.values());
  const shown = new Set(
    placeItems.flatMap(({ kind, model }) => (kind === "stimulus" ? model : [])),
  );
  const others = [
    ...(catalog?.neurons ?? []).map(neuronItem),
    ...(catalog?.stimuli ?? []).filter(({ name }) => !shown.has(name)).map(stimulusItem),
  ];
  return [...placeItems, ...others].map((item) => {
    const group = item.kind === "neurons" ? "Neurons" : "Stimuli";
    return { item, group: own.has(item.model) ? "Own models" : group };
  });
}

function placing(
  item: PlaceItem,
  group: Group,
  { place }: Quick,
  source: NodeRecord | undefined,
  { records, catalog }: Context,
): Choice[] {
  const { id, name, picture, hint, key } = item;
  const choice = { id, name, group, picture, hint: `${hint} ${item.model}`, keys: key };
  if (!source) return [{ ...choice, run: () => void adding.place(item, place) }];
  const made = makeNode(item, place, records, catalog);
  const [from, to] = adding.direction(source, made);
  if (refusal(from, to, catalog) !== null) return [];
  return [{ ...choice, keys: "", run: () => adding.placeConnected(item, place, source) }];
}

function viewChoices({ records, catalog, selection }: Context): Choice[] {
  const viewable = [...nodesOf(records), ...edgesOf(records)];
  const chosen = viewable.filter(({ id }) => selection.has(id));
  const targets = new Set([...chosen, ...viewable]);
  return [...targets].slice(0, MOST_VIEWED).flatMap((record) => {
    const name = isEdge(record) ? edgeName(record, records, catalog) : nodeName(record, catalog);
    return views
      .filter(({ id }) => watchedIn(id, record.id, records, catalog) !== null)
      .map((view): Choice => ({
        id: `view:${view.id}:${record.id}`,
        name: `${view.name} of ${name}`,
        group: "Views",
        picture: view.picture,
        hint: view.hint,
        keys: selection.has(record.id) && selection.size === 1 ? view.key : "",
        run: () => viewing.openView(view.id, [record.id]),
      }));
  });
}

function opening({ examples, openExample }: Context): Choice[] {
  return examples.map(({ id, title, summary }) => ({
    id: `example:${id}`,
    name: title,
    group: "Examples",
    picture: "population",
    hint: `Open example: ${summary}`,
    keys: "",
    run: () => void openExample(id),
  }));
}

/** The key table without what is a choice of its own already. */
function commandChoices(): Choice[] {
  return keyTable.flatMap(({ id, does, shown, group, run, unlisted, keys }) =>
    run === undefined ||
    unlisted === true ||
    id === "add" ||
    (group === "Add" && id === undefined) ||
    keys[0]?.includes("arrow") === true
      ? []
      : [
          {
            id: `command:${does}`,
            name: does,
            group: "Commands" as const,
            picture: null,
            hint: group,
            keys: shown,
            run,
          },
        ],
  );
}

/** The choices that have all the words typed, best first; without words all, the recent on top. */
export function found(
  all: readonly Choice[],
  text: string,
  recent: readonly string[],
): readonly Section[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    const used = recent.flatMap((id) => all.find((choice) => choice.id === id) ?? []);
    const rest = all.filter((choice) => !used.includes(choice));
    return [{ title: "Used last", of: used }, ...byGroup(rest)].filter(({ of }) => of.length > 0);
  }
  const scored = all
    .map((choice, order) => ({ choice, order, score: score(choice, words, recent) }))
    .filter(({ score }) => score > 0);
  scored.sort((a, b) => b.score - a.score || a.order - b.order);
  return [{ title: "Found", of: scored.map(({ choice }) => choice).slice(0, MOST_FOUND) }];
}

/** Choices under one heading. */
export interface Section {
  readonly title: string;
  readonly of: readonly Choice[];
}

function byGroup(all: readonly Choice[]): Section[] {
  const groups = new Map<string, Choice[]>();
  for (const choice of all) {
    const of = groups.get(choice.group);
    if (of) of.push(choice);
    else groups.set(choice.group, [choice]);
  }
  return [...groups].map(([title, of]) => ({ title, of }));
}

const MOST_FOUND = 30;

function score(choice: Choice, words: readonly string[], recent: readonly string[]): number {
  const name = choice.name.toLowerCase();
  const rest = `${choice.hint} ${choice.group}`.toLowerCase();
  let total = recent.includes(choice.id) ? 2 : 1;
  for (const word of words) {
    if (name.startsWith(word)) total += 8;
    else if (name.includes(` ${word}`)) total += 6;
    else if (name.includes(word)) total += 4;
    else if (rest.includes(word)) total += 1;
    else return 0;
  }
  return total;
}
