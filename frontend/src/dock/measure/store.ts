import { create } from "zustand";
import { invalidate } from "../../live/loop";
import { moved, NO_CURSORS, placed, type Cursors } from "./measure";

/** The traces that are being measured, and where their cursors stand; no part of the document. */
export const useMeasure = create<{ readonly of: ReadonlyMap<string, Cursors> }>()(() => ({
  of: new Map(),
}));

/** The cursors of a view; null while it is not measured. */
export function cursorsOf(view: string): Cursors | null {
  return useMeasure.getState().of.get(view) ?? null;
}

/** Begin to measure a view, or put its cursors away. */
export function toggleMeasure(view: string): void {
  const of = new Map(useMeasure.getState().of);
  if (!of.delete(view)) of.set(view, NO_CURSORS);
  useMeasure.setState({ of });
  invalidate();
}

/** Place the next cursor of a view at `t` ms. */
export function placeCursor(view: string, t: number): void {
  change(view, (cursors) => placed(cursors, t));
}

/** Move a cursor of a view to `t` ms. */
export function moveCursor(view: string, which: "a" | "b", t: number): void {
  change(view, (cursors) => moved(cursors, which, t));
}

function change(view: string, how: (cursors: Cursors) => Cursors): void {
  const old = cursorsOf(view);
  if (!old) return;
  const of = new Map(useMeasure.getState().of);
  of.set(view, how(old));
  useMeasure.setState({ of });
  invalidate();
}
