import { create } from "zustand";

interface InspectorState {
  /** The record that the panel stays on whatever is selected. */
  pinned: string | null;
  pin: (id: string | null) => void;
}

export const useInspector = create<InspectorState>()((set) => ({
  pinned: null,
  pin: (pinned) => set({ pinned }),
}));
