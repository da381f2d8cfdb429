import { watchedIn } from "../dock/drop";
import { nodeName } from "../shared/names";
import { useBoard } from "../state/board";
import {
  edgesOf,
  isEdge,
  isNode,
  newId,
  viewsOf,
  type NodeRecord,
  type ViewKind,
} from "../state/records";
import type { Projection, Watched } from "../wire/types";
import { fromText, toText } from "./clipboard";
import { endOf, makeProjection, refusal } from "./connect";
import * as edits from "./edits";
import type { PaletteItem, PlaceItem } from "./items";
import { freeLabel, freePlace, GRID, makeNode, type Point } from "./place";
import { pointer, useEditor } from "./ui";
import { isOverCanvas, placeForKeys, toBoard } from "./view";

/** What a person can do to the board, for keys, menus, palette and gestures alike. */

const board = useBoard.getState;

function change(what: edits.Change, label: string, gesture: string | null = null): void {
  board().edit(what, { label, gesture });
}

function say(message: string): void {
  board().notify(message, "info");
}

/** Put an item on the board, at a point in board units, and select it. */
export function place(item: PlaceItem, at: Point): NodeRecord {
  const { records, catalog, select } = board();
  const node = makeNode(item, at, records, catalog);
  change({ put: [node] }, `Add ${node.label}`);
  select([node.id]);
  return node;
}

/** Use a palette item without dragging it: place it under the pointer, or open the view. */
export function use(item: PaletteItem, at: Point = placeForKeys()): void {
  if (item.kind === "view") {
    openView(item.id);
  } else {
    place(item, freePlace(at, board().records));
  }
}

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
    [...records.values()].filter((record) => isNode(record) || isEdge(record)).map(({ id }) => id),
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

/** `axis` is the coordinate that becomes equal: "y" puts nodes in a row. */
export function alignCentres(axis: edits.Axis): void {
  const { records, selection } = board();
  change(edits.alignCentres(records, selection, axis), "Align");
}

export function distribute(axis: edits.Axis): void {
  const { records, selection } = board();
  change(edits.distribute(records, selection, axis), "Distribute");
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
  const { records, selection } = board();
  change(edits.changeSign(records, selection, sign), "Change type");
}

export function rename(): void {
  const { records, selection } = board();
  const node = [...selection].find((id) => isNode(records.get(id)));
  if (node !== undefined) {
    useEditor.getState().set({ renaming: node });
  }
}

// ---- copy and paste ------------------------------------------------------------------------------

/** What was copied last, for browsers that keep the clipboard from the page. */
let copied: string | null = null;

/** The selection as text, or null when there is nothing to copy. */
export function copyText(): string | null {
  const { records, selection } = board();
  const chosen = edits.withInner(records, selection);
  if (!chosen.some(isNode)) {
    return null;
  }
  copied = toText(chosen);
  return copied;
}

export function copyToClipboard(): void {
  const text = copyText();
  if (text !== null) {
    // Where the browser refuses, `copied` still serves this tab.
    navigator.clipboard.writeText(text).catch(() => undefined);
  }
}

export async function pasteFromClipboard(): Promise<void> {
  let text: string | null;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    text = copied;
  }
  pasteText(text ?? "");
}

/** Paste records from text: under the pointer, else beside the originals. */
export function pasteText(text: string): void {
  const records = fromText(text === "" ? (copied ?? "") : text);
  if (!records) {
    if (text.trim() !== "") {
      say("The clipboard holds no nodes. Copy some from a board first.");
    }
    return;
  }
  const nodes = records.filter(isNode);
  const middle = {
    x: nodes.reduce((sum, { x }) => sum + x, 0) / nodes.length,
    y: nodes.reduce((sum, { y }) => sum + y, 0) / nodes.length,
  };
  const at = pointer.at && isOverCanvas(pointer.at) ? toBoard(pointer.at) : null;
  const by = at
    ? { x: Math.round(at.x - middle.x), y: Math.round(at.y - middle.y) }
    : { x: 2 * GRID, y: 2 * GRID };
  add(edits.copies(records, by), "Paste");
}

export function duplicate(): void {
  const { records, selection } = board();
  add(edits.copies(edits.withInner(records, selection), { x: 2 * GRID, y: 2 * GRID }), "Duplicate");
}

function add(made: ReturnType<typeof edits.copies>, label: string): void {
  const { records, select } = board();
  const known = new Map(records);
  const put = made.map((record) => {
    if (!isNode(record)) {
      return record;
    }
    const named = { ...record, label: freeCopyLabel(record.label, known) };
    known.set(named.id, named);
    return named;
  });
  change({ put }, label);
  select(put.filter(isNode).map(({ id }) => id));
}

/** "Neuron A" becomes the next free neuron, "Sine" the next free "Sine 2"; own names stay. */
function freeCopyLabel(label: string, records: ReadonlyMap<string, NodeRecord | object>): string {
  const nodes = new Map([...records].filter(([, record]) => "label" in record)) as Parameters<
    typeof freeLabel
  >[1];
  if (/^Neuron [A-Z]{1,2}$/.test(label)) {
    return freeLabel("Neuron", nodes);
  }
  return label === "" ? "" : freeLabel(label.replace(/ \d+$/, ""), nodes);
}

// ---- views ---------------------------------------------------------------------------------------

const missing: Readonly<Record<ViewKind, string>> = {
  trace: "Select a neuron or a connection first, then open its trace.",
  raster: "Select something that spikes first, then open its raster.",
  weights: "Select a connection first, then open its weight matrix.",
};

/** What a view of a kind would show of some records; empty when it does not apply. */
export function watchable(kind: ViewKind, ids: Iterable<string>): Partial<Watched>[] {
  const { records, catalog } = board();
  const wanted = [...ids];
  if (kind === "weights" && !wanted.some((id) => isEdge(records.get(id)))) {
    const inner = new Set(wanted);
    const between = edgesOf(records).find(
      ({ source, target }) => inner.has(source) && inner.has(target),
    );
    return between ? [{ edge: between.id }] : [];
  }
  const shown = wanted.flatMap((id) => watchedIn(kind, id, records, catalog) ?? []);
  return kind === "weights" ? shown.slice(0, 1) : shown;
}

/** Open a view of the selection, or of some records; says what to select where it cannot. */
export function openView(kind: ViewKind, ids: Iterable<string> = board().selection): void {
  const { records, catalog, openView: open } = board();
  const of = watchable(kind, ids);
  if (of.length === 0) {
    say(missing[kind]);
    return;
  }
  const key = (entry: Partial<Watched>): string =>
    [entry.node ?? "", entry.edge ?? "", entry.variable ?? ""].join("|");
  const wanted = new Set(of.map(key));
  const twin = viewsOf(records).findIndex(
    (view) =>
      view.kind === kind &&
      view.of.length === wanted.size &&
      view.of.every((e) => wanted.has(key(e))),
  );
  if (twin >= 0) {
    const first = of[0];
    const node = endOf(records, first?.node ?? "");
    say(`${node ? nodeName(node, catalog) : "It"} is already shown in view ${twin + 1}.`);
    return;
  }
  open(kind, of);
}

/** An id for edits that belong to one gesture of the hand. */
export const gesture = (): string => newId("g");
