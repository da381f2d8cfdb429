import { create } from "zustand";
import type { Floating } from "../wire/types";

/** A tile under the hand. */
export interface Moving {
  readonly view: string;
  /** Where it floats under the pointer; null while it is still in the dock. */
  readonly place: Floating | null;
  /** Where in the dock it would land: a place among the tiles there, at `x` px of the window. */
  readonly zone: { readonly index: number; readonly x: number } | null;
}

/** What is going on in the dock on this screen; what is settled is in the document. */
interface DockState {
  /** Height in px while the hand changes it. */
  height: number | null;
  /** Shares of the width while the hand moves a border. */
  shares: ReadonlyMap<string, number>;
  moving: Moving | null;
  /** The floating view that lies above the others. */
  front: string | null;
  /** The view that fills the page. */
  full: string | null;
  /** Where something that is dragged in would land: a view's id, "" for a new tile, null for none. */
  target: string | null;
  setHeight: (height: number | null) => void;
  setShares: (shares: ReadonlyMap<string, number>) => void;
  setMoving: (moving: Moving | null) => void;
  setFront: (id: string) => void;
  setFull: (id: string | null) => void;
  setTarget: (target: string | null) => void;
}

export const SMALLEST_DOCK = 140;
export const EMPTY_DOCK = 40;
/** px of the page that a dock leaves to the canvas and what is above it. */
export const ABOVE_DOCK = 240;

export const useDock = create<DockState>()((set) => ({
  height: null,
  shares: new Map(),
  moving: null,
  front: null,
  full: null,
  target: null,
  setHeight: (height) => set({ height }),
  setShares: (shares) => set({ shares }),
  setMoving: (moving) => set({ moving }),
  setFront: (front) => set({ front }),
  setFull: (full) => set({ full }),
  setTarget: (target) => set({ target }),
}));

/** Move the border between two neighbours by `by` px; neither becomes narrower than `least`. */
export function moveDivider(
  left: { id: string; width: number },
  right: { id: string; width: number },
  by: number,
  least: number,
  shares: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const low = Math.min(0, least - left.width);
  const high = Math.max(0, right.width - least);
  const moved = Math.max(low, Math.min(high, by));
  const share = (shares.get(left.id) ?? 1) + (shares.get(right.id) ?? 1);
  const width = left.width + right.width;
  const next = new Map(shares);
  next.set(left.id, (share * (left.width + moved)) / width);
  next.set(right.id, (share * (right.width - moved)) / width);
  return next;
}

/** The `order` that puts a view at place `index` among the others (their orders, from left to right). */
export function orderAt(others: readonly number[], index: number): number {
  const before = others[index - 1];
  const after = others[index];
  if (before === undefined && after === undefined) return 0;
  if (before === undefined) return (after ?? 0) - 1;
  if (after === undefined) return before + 1;
  return (before + after) / 2;
}
