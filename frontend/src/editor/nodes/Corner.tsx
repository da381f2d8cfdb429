import type { ReactElement } from "react";
import { followPointer } from "../../dock/drag";
import { useGesture } from "../../shared/gesture";
import { useBoard } from "../../state/board";
import type { Annotation } from "../../state/records";
import { resized } from "../boxes";
import { currentZoom } from "../view";

export type Sides = "right" | "top left" | "top right" | "bottom left" | "bottom right";

/** A handle by which a note or a frame is made larger or smaller; one drag is one undo step. */
export function Corner({ record, sides }: { record: Annotation; sides: Sides }): ReactElement {
  const gesture = useGesture();
  return (
    <i
      className={`corner nodrag nopan ${sides}`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        const put = (next: Annotation): void =>
          gesture.change((id) =>
            useBoard.getState().edit({ put: [next] }, { label: "Resize", gesture: id }),
          );
        followPointer(event.nativeEvent, {
          move: (dx, dy) => {
            const zoom = currentZoom();
            put(resized(record, sides.split(" "), dx / zoom, dy / zoom));
          },
          end: (kept) => {
            if (!kept) put(record);
            gesture.finish();
          },
        });
      }}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
