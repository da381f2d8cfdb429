import { create } from "zustand";
import { fetchVersion } from "../state/api";
import { useBoard } from "../state/board";
import { indexById, same, type Records } from "../state/records";
import type { AnyRecord } from "../wire/types";

/** A version by its number, or the board as it is. */
export type Moment = number | "now";

interface HistoryState {
  open: boolean;
  tab: "steps" | "versions";
  /** The two moments that are compared, while their dialog is open. */
  compared: readonly [Moment, Moment] | null;
  /** Counts what this page did to the versions, so that lists are asked for anew. */
  changes: number;
  set: (state: Partial<Omit<HistoryState, "set">>) => void;
}

/** What of the panel of the past is open. */
export const useHistory = create<HistoryState>()((set) => ({
  open: false,
  tab: "steps",
  compared: null,
  changes: 0,
  set,
}));

export function toggleHistory(): void {
  const { open, set } = useHistory.getState();
  set({ open: !open });
}

/** The records of a document as it stands in a file. */
export function recordsOf(document: Readonly<Record<string, unknown>>): Records {
  const lists = Object.values(document).filter(Array.isArray) as AnyRecord[][];
  const own = Object.entries(document).filter(
    ([name, value]) => name !== "format" && !Array.isArray(value),
  );
  const board = { ...Object.fromEntries(own), id: "board", kind: "board" } as AnyRecord;
  return indexById([board, ...lists.flat()]);
}

/** Put the board back to a version: one step that undo takes back. */
export async function restoreVersion(board: string, number: number, name: string): Promise<void> {
  const wanted = recordsOf(await fetchVersion(board, number));
  const { records, edit } = useBoard.getState();
  const put = [...wanted.values()].filter((record) => !same(records.get(record.id), record));
  const remove = [...records.keys()].filter((id) => !wanted.has(id));
  if (put.length + remove.length === 0) {
    useBoard.getState().notify(`The board is as it was in “${name}” already.`, "info");
  }
  edit({ put, remove }, { label: `Restore “${name}”` });
}
