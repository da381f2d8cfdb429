import { definitionsOf } from "../models/draft";
import { isEdge, isNode, newId, same, type Records } from "../state/records";
import type { AnyRecord, Dataset, Definition } from "../wire/types";
import { copies } from "./edits";
import type { Point } from "./place";

/**
 * Copied records as they join a board: with ids of their own, moved, and with the models and data
 * sets that they need. What the board has already is used; a model of another content under a
 * name that is taken gets a name of its own.
 */
export function joining(copied: readonly AnyRecord[], board: Records, by: Point): AnyRecord[] {
  const models = namesFor(copied.filter(isDefinition), board);
  const data = idsFor(copied.filter(isDataset), board);
  const renamed = copied.map((record): AnyRecord => {
    if (isNode(record)) {
      const params = Object.entries(record.params).map(([name, value]) => [
        name,
        typeof value === "string" ? (data.ids.get(value) ?? value) : value,
      ]);
      const model = models.names.get(
        `${record.kind === "neurons" ? "neuron" : "stimulus"} ${record.model}`,
      );
      return {
        ...record,
        model: model ?? record.model,
        params: Object.fromEntries(params) as typeof record.params,
      };
    }
    if (!isEdge(record)) return record;
    const { synapse, plasticity } = record;
    return {
      ...record,
      synapse: synapse === null ? null : (models.names.get(`synapse ${synapse}`) ?? synapse),
      plasticity: plasticity && {
        ...plasticity,
        rule: models.names.get(`plasticity ${plasticity.rule}`) ?? plasticity.rule,
        signal: signalOf(plasticity.signal, copied, board),
      },
    };
  });
  return [...models.put, ...data.put, ...copies(renamed, by)];
}

const isDefinition = (record: AnyRecord): record is Definition => record.kind === "definition";
const isDataset = (record: AnyRecord): record is Dataset => record.kind === "dataset";

/** A third factor that is neither copied nor on the board is none. */
function signalOf(
  signal: string | null,
  copied: readonly AnyRecord[],
  board: Records,
): string | null {
  if (signal === null) return null;
  const there = copied.some((record) => record.id === signal) || isNode(board.get(signal));
  return there ? signal : null;
}

/** Definitions to put, and what a model is called on the board, by "kind name". */
function namesFor(
  copied: readonly Definition[],
  board: Records,
): { put: Definition[]; names: Map<string, string> } {
  const names = new Map<string, string>();
  const put: Definition[] = [];
  const known = definitionsOf(board);
  for (const definition of copied) {
    const key = `${definition.of} ${definition.name}`;
    const twin = [...known, ...put].find((other) =>
      same({ ...other, id: "", name: "" }, { ...definition, id: "", name: "" }),
    );
    if (twin) {
      names.set(key, twin.name);
      continue;
    }
    const used = new Set([...known, ...put].map(({ name }) => name));
    let name = definition.name;
    for (let i = 2; used.has(name); i++) name = `${definition.name}_${i}`;
    names.set(key, name);
    put.push({ ...definition, id: newId("d"), name });
  }
  return { put, names };
}

/** Data sets to put, and what their ids are on the board. */
function idsFor(
  copied: readonly Dataset[],
  board: Records,
): { put: Dataset[]; ids: Map<string, string> } {
  const ids = new Map<string, string>();
  const put: Dataset[] = [];
  const known = [...board.values()].filter(isDataset);
  for (const data of copied) {
    const twin = known.find((other) => same({ ...other, id: "" }, { ...data, id: "" }));
    const id = twin?.id ?? (board.has(data.id) ? newId("d") : data.id);
    ids.set(data.id, id);
    if (!twin) put.push({ ...data, id });
  }
  return { put, ids };
}
