import { flushSync } from "react-dom";
import { useBoard } from "../../state/board";
import * as commands from "../commands";
import { search } from "../place";
import { useEditor } from "../ui";

/** Key `/`: type a name; a rail opens for it. What is typed next belongs to the box already. */
export function focusSearch(): void {
  const box = (): HTMLElement | null => document.getElementById("type-to-add");
  if (!box()) {
    flushSync(() => useEditor.getState().set({ palette: "full" }));
  }
  box()?.focus();
}

/** Place the best match for a text; for Enter in the search box. */
export function placeFirst(text: string): boolean {
  const first = search(text, useBoard.getState().catalog)[0];
  if (first) {
    commands.use(first);
  }
  return first !== undefined;
}
