import type { Item } from "./outline";

/** A line of the tree as it stands on screen. */
export interface Row {
  readonly item: Item;
  /** From 1. */
  readonly level: number;
  /** Place among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
  readonly parent: string | null;
}

/** The lines that can be seen: children only of what is open. */
export function rows(items: readonly Item[], open: ReadonlySet<string>): Row[] {
  const all: Row[] = [];
  const add = (of: readonly Item[], level: number, parent: string | null): void => {
    of.forEach((item, i) => {
      all.push({ item, level, position: i + 1, siblings: of.length, parent });
      if (open.has(item.id)) add(item.children, level + 1, item.id);
    });
  };
  add(items, 1, null);
  return all;
}

/** What a key does in a tree: where the focus goes, and what opens or closes. */
export interface Step {
  readonly focus?: string;
  readonly open?: string;
  readonly close?: string;
}

/** Keys of a tree: up and down through the lines, right into one, left out of it. */
export function step(
  key: string,
  shown: readonly Row[],
  at: string,
  open: ReadonlySet<string>,
): Step {
  const index = shown.findIndex(({ item }) => item.id === at);
  const row = shown[index];
  const to = (row: Row | undefined): Step => (row ? { focus: row.item.id } : {});
  switch (key) {
    case "ArrowDown":
      return to(shown[index + 1]);
    case "ArrowUp":
      return to(shown[index - 1]);
    case "Home":
      return to(shown[0]);
    case "End":
      return to(shown.at(-1));
    case "ArrowRight":
      if (!row || row.item.children.length === 0) return {};
      return open.has(at) ? to(shown[index + 1]) : { open: at };
    case "ArrowLeft":
      if (row && open.has(at)) return { close: at };
      return row === undefined || row.parent === null ? {} : { focus: row.parent };
    default:
      return {};
  }
}
