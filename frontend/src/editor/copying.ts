import { useBoard } from "../state/board";
import { indexById, isNode, isPlaced, type Records } from "../state/records";
import type { AnyRecord } from "../wire/types";
import { around, boxesOf } from "./boxes";
import { fromText, toText } from "./clipboard";
import * as edits from "./edits";
import { joining } from "./pasting";
import { freeLabel, GRID } from "./place";
import { pointer } from "./ui";
import { isOverCanvas, toBoard } from "./view";

/** Commands that copy: to the clipboard, from it, and on the spot. */

const board = useBoard.getState;

/** What was copied last, for browsers that keep the clipboard from the page. */
let copied: string | null = null;

/** The selection as text, or null when there is nothing to copy. */
export function copyText(): string | null {
  const { records, selection } = board();
  const chosen = edits.withInner(records, selection);
  if (!chosen.some(isPlaced)) {
    return null;
  }
  copied = toText(chosen, records);
  return copied;
}

export async function copyToClipboard(): Promise<void> {
  const text = copyText();
  if (text === null) {
    return;
  }
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // The browser keeps the clipboard from this page: `copied` still serves this tab.
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
  const pasted = text === "" ? (copied ?? "") : text;
  if (pasted.trim() === "") return;
  const clip = fromText(pasted);
  if ("problem" in clip) {
    board().notify(clip.problem, "info");
    return;
  }
  const { records } = board();
  const placed = clip.records.filter(isPlaced);
  const boxes = [...boxesOf(indexById(placed)).values()];
  const { x, y, width, height } = around(boxes);
  const at = pointer.at && isOverCanvas(pointer.at) ? toBoard(pointer.at) : null;
  const by = at
    ? { x: Math.round(at.x - x - width / 2), y: Math.round(at.y - y - height / 2) }
    : { x: 2 * GRID, y: 2 * GRID };
  add(joining(clip.records, records, by), "Paste");
}

export function duplicate(): void {
  const { records, selection } = board();
  add(edits.copies(edits.withInner(records, selection), { x: 2 * GRID, y: 2 * GRID }), "Duplicate");
}

function add(made: readonly AnyRecord[], label: string): void {
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
  board().edit({ put }, { label });
  select(put.filter(isPlaced).map(({ id }) => id));
}

/** "Neuron A" becomes the next free neuron, "Sine" the next free "Sine 2"; own names stay. */
function freeCopyLabel(label: string, records: Records): string {
  if (/^Neuron [A-Z]{1,2}$/.test(label)) {
    return freeLabel("Neuron", records);
  }
  return label === "" ? "" : freeLabel(label.replace(/ \d+$/, ""), records);
}
