import { useBoard } from "../../state/board";
import * as commands from "../commands";
import { search } from "../place";
import { useEditor } from "../ui";

/** Key `/`: type a name; a rail opens for it. */
export function focusSearch(): void {
  if (!document.getElementById("type-to-add")) {
    useEditor.getState().set({ palette: "full" });
  }
  // The box is there once the palette has been drawn.
  requestAnimationFrame(() => document.getElementById("type-to-add")?.focus());
}

/** Place the best match for a text; for Enter in the search box. */
export function placeFirst(text: string): boolean {
  const first = search(text, useBoard.getState().catalog)[0];
  if (first) {
    commands.use(first);
  }
  return first !== undefined;
}
