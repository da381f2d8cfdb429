import type { ReactElement } from "react";
import type { ViewRecord } from "../../state/records";
import type { Floating } from "../../wire/types";
import { Gestures } from "../plot/plot";
import { resizeTile } from "./drag";
import { float, movedByKey } from "./place";

const gestures = new Gestures();

/** Move a floating view by an arrow key, with Shift resize it; whether the key meant that. */
export function placeByKey(view: ViewRecord, at: Floating, key: string, resize: boolean): boolean {
  const next = movedByKey(at, key, resize);
  if (!next) return false;
  float(view, next, resize ? "Resize view" : "Move view", gestures.current());
  return true;
}

/** The corner by which a floating view is resized. */
export function Corner({ view, at }: { view: ViewRecord; at: Floating }): ReactElement {
  return (
    <button
      type="button"
      className="tile-resize"
      aria-label="Size of the view: arrow keys change it"
      onPointerDown={(event) => resizeTile(event, view)}
      onKeyDown={(event) => {
        if (!placeByKey(view, at, event.key, true)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
