import { useBoard } from "../state/board";
import { isAnnotation, isEdge, isNode, isPlaced, newId } from "../state/records";
import type { Projection } from "../wire/types";
import { endOf, makeProjection, refusal } from "./connect";
import * as edits from "./edits";
import { useEditor } from "./ui";

/** What a person can do to the board, for keys, menus, palette and gestures alike. */

const board = useBoard.getState;

function change(what: edits.Change, label: string, gesture: string | null = null): void {
  board().edit(what, { label, gesture });
}

function say(message: string): void {
  board().notify(message, "info");
}

const NOTE_IS_READ =
  "A note is only there to be read: nothing can be connected to it. Let go on a neuron, or on empty board.";

/** Connect every source with every target, as one step. Says why where it cannot. */
export function connect(sources: readonly string[], targets: readonly string[]): void {
  const { records, catalog, select } = board();
  const put: Projection[] = [];
  let reason: string | null = null;
  for (const from of sources) {
    for (const to of targets) {
      const source = endOf(records, from);
      const target = endOf(records, to);
      if (!source || !target) {
        if (isAnnotation(records.get(to))) reason = NOTE_IS_READ;
        continue;
      }
      const why = refusal(source, target, catalog);
      if (why === null) {
        put.push(makeProjection(source, target, catalog));
      } else {
        reason = why;
      }
    }
  }
  if (put.length === 0) {
    if (reason !== null) {
      board().notify(reason);
    }
    return;
  }
  change({ put }, "Connect");
  useEditor.getState().set({ edgeEditorClosed: false });
  select(put.map(({ id }) => id));
}

/** Keys 1 and 2: remember the selected nodes, then connect them to the selected ones. */
export function markSources(): void {
  const { records, selection } = board();
  const marked = [...selection].filter((id) => isNode(records.get(id)));
  if (marked.length === 0) {
    say("Select one or more nodes, press 1, then select others and press 2.");
    return;
  }
  useEditor.getState().set({ marked });
}

export function connectMarked(): void {
  const { records, selection } = board();
  const sources = useEditor.getState().marked.filter((id) => records.has(id));
  const targets = [...selection].filter((id) => isNode(records.get(id)));
  if (sources.length === 0 || targets.length === 0) {
    say("Select the sources and press 1, then select the targets and press 2.");
    return;
  }
  connect(sources, targets);
}

export function removeSelection(): void {
  const { records, selection } = board();
  change(edits.removal(records, selection), "Delete");
}

export function selectAll(): void {
  const { records, select } = board();
  select(
    [...records.values()]
      .filter((record) => isPlaced(record) || isEdge(record))
      .map(({ id }) => id),
  );
}

export function nudge(x: number, y: number, gesture: string): void {
  const { records, selection } = board();
  change(edits.nudge(records, selection, { x, y }), "Move", gesture);
}

export function alignToGrid(): void {
  const { records, selection } = board();
  change(edits.alignToGrid(records, selection), "Align to grid");
}

export function randomise(): void {
  const { records, selection } = board();
  const { put = [] } = edits.randomise(records, selection);
  if (put.length === 0) {
    say("Select a connection, or the nodes whose inputs are to be drawn anew, then press R.");
    return;
  }
  change({ put }, "Randomise weights");
}

export function changeSign(sign: "excitatory" | "inhibitory" | null): void {
  const { records, selection, catalog } = board();
  change(edits.changeSign(records, selection, sign, catalog), "Change type");
}

export function rename(): void {
  const { records, selection } = board();
  const node = [...selection].find((id) => isPlaced(records.get(id)));
  if (node !== undefined) {
    useEditor.getState().set({ renaming: node });
  }
}

/** An id for edits that belong to one gesture of the hand. */
export const gesture = (): string => newId("g");
