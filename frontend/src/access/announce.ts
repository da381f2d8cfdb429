import { edgeName, nodeName } from "../shared/names";
import { edgesOf, nodesOf, viewsOf, type Records } from "../state/records";
import type { Catalog, HistoryState } from "../wire/types";
import { counted } from "./outline";

/** What is read out of a change of the board. */
export interface Heard {
  readonly records: Records;
  readonly running: boolean;
}

const MOST_NAMED = 3;

/** What was undone or done again between two states of the history, as a sentence. */
export function undoneOrRedone(before: HistoryState, after: HistoryState): string | null {
  const undone = before.undo !== null && after.redo === before.undo;
  const redone = before.redo !== null && after.undo === before.redo;
  // Of two steps of one name it may have been either.
  if (undone === redone) return null;
  return undone ? `Undone: ${before.undo}` : `Redone: ${before.redo}`;
}

/** Sentences about what has changed: run and pause, `steps` of undo and redo, what was added and
 * removed. */
export function announce(
  before: Heard,
  after: Heard,
  catalog: Catalog | null,
  steps: readonly string[] = [],
): string[] {
  const said: string[] = [];
  if (before.running !== after.running) said.push(after.running ? "Running" : "Paused");
  if (steps.length > MOST_NAMED) said.push(`${counted(steps.length, "step")} undone or redone`);
  else said.push(...steps);
  if (before.records !== after.records) {
    said.push(...told("Added", named(after.records, before.records, catalog)));
    said.push(...told("Removed", named(before.records, after.records, catalog)));
  }
  return said;
}

/** Names of the nodes, connections and views in `records` that are not in `others`. */
function named(records: Records, others: Records, catalog: Catalog | null): string[] {
  const gone = ({ id }: { id: string }): boolean => !others.has(id);
  return [
    ...nodesOf(records)
      .filter(gone)
      .map((node) => nodeName(node, catalog)),
    ...edgesOf(records)
      .filter(gone)
      .map((edge) => `connection ${edgeName(edge, records, catalog)}`),
    ...viewsOf(records)
      .filter(gone)
      .map(({ kind }) => `${kind} view`),
  ];
}

function told(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const first = names.slice(0, MOST_NAMED).join(", ");
  const more = names.length - MOST_NAMED;
  return [`${what} ${first}${more > 0 ? ` and ${counted(more, "thing")} more` : ""}`];
}
