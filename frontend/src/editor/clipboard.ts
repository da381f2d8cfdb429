import { definitionsOf, emptyDefinition } from "../models/draft";
import { isAnnotation, isEdge, isNode, type Records } from "../state/records";
import type { AnyRecord, Dataset, Definition } from "../wire/types";

/** Copied records travel as text, so that they can be pasted into another tab or a mail: a document
 * of their own, with the models and data sets that they need. */
const FORMAT = "neuroboard/1";
/** What the same text is called among programs that know it. */
export const MIME = "application/x-neuroboard+json";
const MOST = 20_000;
/** Characters of text that are looked at. */
const LONGEST = 64 * 2 ** 20;

export function toText(copied: readonly AnyRecord[], board: Records): string {
  const { definitions, datasets } = neededBy(copied, board);
  const parts = {
    format: FORMAT,
    nodes: copied.filter(isNode),
    edges: copied.filter(isEdge),
    notes: copied.filter(isAnnotation),
    definitions,
    datasets,
  };
  const filled = Object.entries(parts).filter(([, part]) => part.length > 0);
  return JSON.stringify(Object.fromEntries(filled), null, 1);
}

/** Models of the board's own that the records run, and data sets that they show. */
function neededBy(
  copied: readonly AnyRecord[],
  board: Records,
): { definitions: Definition[]; datasets: Dataset[] } {
  const models = new Set<string>();
  const shown = new Set<unknown>();
  for (const record of copied) {
    if (isNode(record)) {
      models.add(record.model);
      for (const value of Object.values(record.params)) shown.add(value);
    } else if (isEdge(record)) {
      if (record.synapse !== null) models.add(record.synapse);
      if (record.plasticity !== null) models.add(record.plasticity.rule);
    }
  }
  return {
    definitions: definitionsOf(board).filter(({ name }) => models.has(name)),
    datasets: [...board.values()].flatMap((record) =>
      record.kind === "dataset" && shown.has(record.id) ? [record] : [],
    ),
  };
}

/** Records that were found in a text, or a sentence that says why there are none. */
export type Clip = { readonly records: readonly AnyRecord[] } | { readonly problem: string };

/** The records in a text that was copied here, or that is a document. Fields that have a default
 * may be missing; the server checks every value, here only what the page itself leans on. */
export function fromText(text: string): Clip {
  if (text.length > LONGEST) {
    return { problem: "The clipboard holds more than 64 MiB of text. Copy a smaller part." };
  }
  const none =
    "The clipboard holds no part of a board. Copy some neurons from a board first, or the text of a saved document.";
  if (!text.includes('"format"')) return { problem: none };
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return {
      problem: "The text on the clipboard stops being a document somewhere: copy all of it.",
    };
  }
  if (!isObject(data) || typeof data["format"] !== "string") return { problem: none };
  if (data["format"] !== FORMAT) {
    return data["format"].startsWith("neuroboard/")
      ? {
          problem: `What was copied has the format “${data["format"].slice(0, 32)}”; this page reads “${FORMAT}”. Save it to a file there and open the file here.`,
        }
      : { problem: none };
  }
  return recordsOf(data);
}

type Complete = (value: Readonly<Record<string, unknown>>) => AnyRecord | string;

const parts: Readonly<Record<string, readonly [string, Complete]>> = {
  definitions: ["model", definition],
  datasets: ["data set", dataset],
  nodes: ["node", node],
  edges: ["connection", edge],
  notes: ["note", note],
};

function recordsOf(data: Readonly<Record<string, unknown>>): Clip {
  const records: AnyRecord[] = [];
  const ids = new Set<string>();
  for (const [part, [word, complete]] of Object.entries(parts)) {
    const values: unknown = data[part] ?? [];
    if (!Array.isArray(values)) return wrong(`its “${part}” are no list`);
    for (const value of values as unknown[]) {
      const id = isObject(value) ? value["id"] : undefined;
      if (!isObject(value) || typeof id !== "string" || !ID.test(id)) {
        return wrong(`a ${word} has no proper id`);
      }
      if (ids.has(id)) return wrong(`two records have the id “${id}”`);
      ids.add(id);
      const made = complete(value);
      if (typeof made === "string") return wrong(`${word} “${id}” ${made}`);
      records.push(made);
      if (records.length > MOST) {
        return { problem: `At most ${MOST} records are pasted at once. Copy a smaller part.` };
      }
    }
  }
  if (!records.some((record) => isNode(record) || isAnnotation(record))) {
    return { problem: "What was copied holds no neurons and no notes. Copy some of these too." };
  }
  return { records };
}

const wrong = (what: string): Clip => ({
  problem: `The text on the clipboard cannot be pasted: ${what}. Copy it again from a board.`,
});

const ID = /^[A-Za-z0-9_-]{1,64}$/;
const FAR = 1e6;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const number = (value: unknown, low: number, high: number): boolean =>
  typeof value === "number" && value >= low && value <= high;
const text = (value: unknown): boolean => typeof value === "string";
const absent = (check: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || value === null || check(value);

/** The first field that is not what it must be, as the end of a sentence. */
function fault(
  value: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, (value: unknown) => boolean>>,
): string | null {
  const name = Object.keys(checks).find((key) => checks[key]?.(value[key]) === false);
  if (name === undefined) return null;
  return value[name] === undefined ? `has no ${name}` : `has an unusable ${name}`;
}

const place = {
  x: absent((value) => number(value, -FAR, FAR)),
  y: absent((value) => number(value, -FAR, FAR)),
};

function node(value: Readonly<Record<string, unknown>>): AnyRecord | string {
  const { kind } = value;
  if (kind !== "neurons" && kind !== "stimulus") return "is neither neurons nor a stimulus";
  const problem = fault(value, {
    ...place,
    model: text,
    label: absent(text),
    size: absent((size) => number(size, 1, 1e7) && Number.isInteger(size)),
    params: absent(isObject),
    initial: absent(isObject),
    channels: absent(Array.isArray),
  });
  if (problem !== null) return problem;
  const shared = { size: 1, x: 0, y: 0, label: "", layout: "grid", params: {} };
  const own = kind === "neurons" ? { sign: null, channels: [], initial: {} } : {};
  return { ...shared, ...own, ...value } as unknown as AnyRecord;
}

function edge(value: Readonly<Record<string, unknown>>): AnyRecord | string {
  const amount = (weight: unknown): boolean =>
    number(weight, -1e15, 1e15) || isObject(weight) || Array.isArray(weight);
  const problem = fault(value, {
    source: text,
    target: text,
    params: absent(isObject),
    connect: absent(isObject),
    weight: absent(amount),
    delay: absent(amount),
  });
  if (problem !== null) return problem;
  const usual = {
    kind: "projection",
    synapse: null,
    params: {},
    connect: { rule: "all_to_all", allow_autapses: true },
    weight: 1,
    delay: 0,
    release: 1,
    short_term: null,
    plasticity: null,
  };
  return { ...usual, ...value } as unknown as AnyRecord;
}

function note(value: Readonly<Record<string, unknown>>): AnyRecord | string {
  const { kind } = value;
  if (kind !== "note" && kind !== "frame") return "is neither a note nor a frame";
  const size = absent((length) => number(length, 20, 20_000));
  const words = { text: absent(text), caption: absent(text) };
  const problem = fault(value, { ...place, ...words, width: size, height: size });
  if (problem !== null) return problem;
  const usual =
    kind === "note"
      ? { text: "", x: 0, y: 0, width: 240 }
      : { caption: "", x: 0, y: 0, width: 400, height: 300 };
  return { ...usual, ...value } as unknown as AnyRecord;
}

function definition(value: Readonly<Record<string, unknown>>): AnyRecord | string {
  const problem = fault(value, {
    name: text,
    parameters: absent(Array.isArray),
    states: absent(Array.isArray),
  });
  return problem ?? { ...emptyDefinition("neuron"), ...value };
}

function dataset(value: Readonly<Record<string, unknown>>): AnyRecord | string {
  const problem = fault(value, { inputs: Array.isArray });
  const usual = { kind: "dataset", title: "", targets: null, labels: null, train: null };
  return problem ?? ({ ...usual, ...value } as unknown as AnyRecord);
}
