import { create } from "zustand";
import type { PaletteItem } from "./items";
import type { Point } from "./place";

/** Where a context menu opens and what it is about. */
export interface OpenMenu {
  /** In the window, px. */
  readonly at: Point;
  readonly about: "node" | "edge" | "board" | "views";
  readonly id: string | null;
}

/** What hangs on the pointer while it is dragged out of the palette. */
export interface Ghost {
  readonly item: PaletteItem;
  readonly at: Point;
}

/** Where "type to add" is open. */
export interface Quick {
  /** In the window, px. */
  readonly at: Point;
  /** In board units: where what is chosen goes. */
  readonly place: Point;
  /** Node that what is chosen is connected with. */
  readonly from: string | null;
}

export interface Poke {
  readonly on: boolean;
  readonly amplitude: number;
  readonly radius: number;
}

interface EditorState {
  /** Source of the connection that is being drawn. */
  connecting: string | null;
  /** Node under the pointer. */
  hovered: string | null;
  /** Sources marked with the key 1. */
  marked: readonly string[];
  menu: OpenMenu | null;
  quick: Quick | null;
  /** Node whose label is being typed. */
  renaming: string | null;
  ghost: Ghost | null;
  help: boolean;
  /** Whether the circuit is shown as text. */
  text: boolean;
  /** The tool that kicks neurons: whether it is chosen, mV of a kick, and cells around the pointer. */
  poke: Poke;
  palette: "full" | "rail" | null;
  /** Whether the editor of the selected edge is put away. */
  edgeEditorClosed: boolean;
  set: (state: Partial<Omit<EditorState, "set">>) => void;
}

/** State of the editing tools; nothing here is part of the document. */
export const useEditor = create<EditorState>()((set) => ({
  connecting: null,
  hovered: null,
  marked: [],
  menu: null,
  quick: null,
  renaming: null,
  ghost: null,
  help: false,
  text: false,
  poke: { on: false, amplitude: 20, radius: 1 },
  palette: null,
  edgeEditorClosed: false,
  set,
}));

/** Last place of the pointer over the board in window px, and whether it has moved there since
 * something was placed by key; keys place things there. */
export const pointer: { at: Point | null; moved: boolean } = { at: null, moved: false };

/** Choose the poke tool, or put it away. */
export function togglePoke(): void {
  const { poke, set } = useEditor.getState();
  set({ poke: { ...poke, on: !poke.on } });
}
