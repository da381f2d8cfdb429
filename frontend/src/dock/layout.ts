import { create } from "zustand";

/** How the dock is laid out on this screen; no part of the document. */
interface DockLayout {
  /** Height in px that a person has chosen, or null for that of the size class. */
  height: number | null;
  /** Share of the width of each tile; 1 where nothing is said. */
  shares: ReadonlyMap<string, number>;
  /** The view that fills the page. */
  full: string | null;
  /** Where something that is dragged in would land: a view's id, "" for a new tile, null for none. */
  target: string | null;
  setHeight: (height: number | null) => void;
  setShares: (shares: ReadonlyMap<string, number>) => void;
  setFull: (id: string | null) => void;
  setTarget: (target: string | null) => void;
}

export const SMALLEST_DOCK = 140;
export const EMPTY_DOCK = 40;

export const useDock = create<DockLayout>()((set) => ({
  height: null,
  shares: new Map(),
  full: null,
  target: null,
  setHeight: (height) => set({ height }),
  setShares: (shares) => set({ shares }),
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
