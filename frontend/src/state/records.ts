import type {
  AnyRecord,
  Bars,
  Board,
  Components,
  Edit,
  Frame,
  Histogram,
  Image,
  Neurons,
  Note,
  Pixels,
  Projection,
  Raster,
  Rate,
  Scatter,
  Stimulus,
  Trace,
  Trials,
  Watched,
  WeightHistory,
  Weights,
} from "../wire/types";
import { isViewKind } from "./newview";

export type Records = ReadonlyMap<string, AnyRecord>;
export type NodeRecord = Stimulus | Neurons;
/** What only a reader of the board sees. */
export type Annotation = Note | Frame;
/** What has a place on the board: the middle of a node, the upper left corner of a note or frame. */
export type Placed = NodeRecord | Annotation;
export type ViewRecord =
  | Trace
  | Raster
  | Rate
  | Weights
  | WeightHistory
  | Histogram
  | Bars
  | Image
  | Pixels
  | Scatter
  | Components
  | Trials;
export type ViewKind = ViewRecord["kind"];
export type ViewOf<K extends ViewKind> = Extract<ViewRecord, { kind: K }>;

export function isNode(record: AnyRecord | undefined): record is NodeRecord {
  return record?.kind === "neurons" || record?.kind === "stimulus";
}

export function isAnnotation(record: AnyRecord | undefined): record is Annotation {
  return record?.kind === "note" || record?.kind === "frame";
}

export function isPlaced(record: AnyRecord | undefined): record is Placed {
  return isNode(record) || isAnnotation(record);
}

export function isEdge(record: AnyRecord | undefined): record is Projection {
  return record?.kind === "projection";
}

export function isView(record: AnyRecord | undefined): record is ViewRecord {
  return record !== undefined && isViewKind(record.kind);
}

export function nodesOf(records: Records): NodeRecord[] {
  return [...records.values()].filter(isNode);
}

export function annotationsOf(records: Records): Annotation[] {
  return [...records.values()].filter(isAnnotation);
}

export function edgesOf(records: Records): Projection[] {
  return [...records.values()].filter(isEdge);
}

/** Views from left to right; the place in this list, from 1, is the number on the badges. */
export function viewsOf(records: Records): ViewRecord[] {
  return [...records.values()]
    .filter(isView)
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The record `board` with title and settings; undefined before the board has arrived. */
export function boardOf(records: Records): Board | undefined {
  const board = records.get("board");
  return board?.kind === "board" ? board : undefined;
}

export function indexById(records: Iterable<AnyRecord>): Records {
  return new Map([...records].map((record) => [record.id, record]));
}

/** The records after an edit: puts, then removals with all that hangs on them (rule E2). */
export function applyEdit(records: Records, edit: Edit): Records {
  const next = new Map(records);
  for (const record of edit.put) {
    next.set(record.id, record);
  }
  const gone = new Set(edit.remove.filter((id) => id !== "board" && next.has(id)));
  if (gone.size === 0) {
    return next;
  }
  for (const edge of edgesOf(next)) {
    if (gone.has(edge.source) || gone.has(edge.target)) {
      gone.add(edge.id);
    }
  }
  const stays = (entry: Watched): boolean => !gone.has(entry.node ?? entry.edge ?? "");
  for (const view of viewsOf(next)) {
    if (!view.of.every(stays)) {
      next.set(view.id, { ...view, of: view.of.filter(stays) });
    }
  }
  for (const id of gone) {
    next.delete(id);
  }
  return next;
}

/** One edit that does what `first` and then `second` do, or null: a record that is removed and then
 * put anew has lost its edges, which no single edit says. */
export function compose(first: Edit, second: Edit): Edit | null {
  const before = new Set(first.remove);
  if (second.put.some((record) => before.has(record.id))) {
    return null;
  }
  const removed = new Set(second.remove);
  const put = new Map([...first.put, ...second.put].map((record) => [record.id, record]));
  return {
    put: [...put.values()].filter((record) => !removed.has(record.id)),
    remove: [...new Set([...first.remove, ...second.remove])],
  };
}

/** Equality of JSON values, whatever the order of keys. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) {
    return true;
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return false;
  }
  if (Array.isArray(a) !== Array.isArray(b)) {
    return false;
  }
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && same(value, right.get(key)))
  );
}

/** A short random id such as `n-3k9x2mq7`; what it begins with helps a person who reads the file. */
export function newId(prefix: "n" | "s" | "e" | "v" | "g" | "c" | "d" | "t" | "f"): string {
  const letters = "0123456789abcdefghijklmnopqrstuv";
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `${prefix}-${Array.from(bytes, (byte) => letters.charAt(byte & 31)).join("")}`;
}
