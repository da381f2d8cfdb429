import { useBoard } from "../../state/board";
import { isPlaced } from "../../state/records";
import type { Change } from "../edits";
import * as pure from "./align";
import { travel } from "./travel";

/** Commands that put things in order; each is one step of undo. */

const board = useBoard.getState;

export function align(where: pure.Where): void {
  const { records, selection } = board();
  arrange(pure.align(records, selection, where), "Align", 2);
}

export function distribute(axis: pure.Axis): void {
  const { records, selection } = board();
  arrange(pure.distribute(records, selection, axis), "Distribute", 3);
}

/** Lay out the selection, or the whole board where fewer than two nodes are selected. */
export async function tidy(): Promise<void> {
  // The method is only fetched by those who use it.
  const { layered } = await import("./layout");
  const { records, selection } = board();
  arrange(layered(records, selection), "Lay out", 0);
}

function arrange(change: Change, label: string, fewest: number): void {
  const { records, selection, notify, edit } = board();
  const chosen = [...selection].filter((id) => isPlaced(records.get(id))).length;
  if (chosen < fewest) {
    const number = fewest === 2 ? "two" : "three";
    notify(`Select at least ${number} things first, then arrange them.`, "info");
    return;
  }
  const changed = (change.put ?? []).filter((record) => {
    const old = records.get(record.id);
    return JSON.stringify(old) !== JSON.stringify(record);
  });
  if (changed.length === 0) {
    notify("They are in order already.", "info");
    return;
  }
  edit({ put: changed }, { label });
  travel(changed, records);
}

/** Everything that arranges, for menus, the panel and the search. */
export interface Arrangement {
  readonly id: string;
  readonly name: string;
  readonly keys?: string;
  readonly fewest: number;
  readonly run: () => void;
}

export const arrangements: readonly Arrangement[] = [
  { id: "left", name: "Align left edges", fewest: 2, run: () => align("left") },
  { id: "centre", name: "Align in a column", fewest: 2, run: () => align("centre") },
  { id: "right", name: "Align right edges", fewest: 2, run: () => align("right") },
  { id: "top", name: "Align top edges", fewest: 2, run: () => align("top") },
  { id: "middle", name: "Align in a row", fewest: 2, run: () => align("middle") },
  { id: "bottom", name: "Align bottom edges", fewest: 2, run: () => align("bottom") },
  { id: "across", name: "Same distance across", fewest: 3, run: () => distribute("x") },
  { id: "down", name: "Same distance down", fewest: 3, run: () => distribute("y") },
  {
    id: "tidy",
    name: "Lay out from left to right",
    keys: "Shift L",
    fewest: 0,
    run: () => void tidy(),
  },
];
