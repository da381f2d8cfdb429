import { create } from "zustand";

interface FindState {
  readonly open: boolean;
  readonly text: string;
  set: (state: { open?: boolean; text?: string }) => void;
}

/** Whether the bar that finds things is open, and what was looked for last. */
export const useFind = create<FindState>()((set) => ({ open: false, text: "", set }));

/** Open the bar, or take what it holds in hand again. */
export function openFind(): void {
  useFind.getState().set({ open: true });
  document.querySelector<HTMLInputElement>(".find-bar input")?.select();
}
