import type { ReactElement } from "react";
import { useEditor } from "../editor/ui";
import { focusRegion } from "./regions";

/** What the first press of Tab finds: ways past the bars, seen only while they have the focus. */
export function SkipLinks(): ReactElement {
  return (
    <nav className="skip-links" aria-label="Skip">
      <button type="button" onClick={() => focusRegion("canvas")}>
        To the board
      </button>
      <button type="button" onClick={() => useEditor.getState().set({ text: true })}>
        Circuit as text
      </button>
    </nav>
  );
}
