import type { Node } from "@xyflow/react";
import { annotationsOf, type Records } from "../state/records";
import type { Frame, Note } from "../wire/types";
import { heightOf } from "./boxes";
import type { Point } from "./place";

/** Notes and frames as the board draws them. */

export type NoteNode = Node<{ record: Note }, "note">;
export type FrameNode = Node<{ record: Frame }, "frame">;

/** Behind everything else, the largest frames farthest. */
const BEHIND = -1;
const corner: [number, number] = [0, 0];

/** Frames from the largest to the smallest, then notes; what has not changed is the same object. */
export function buildNotes(
  records: Records,
  selection: ReadonlySet<string>,
  moved: ReadonlyMap<string, Point>,
  previous: ReadonlyMap<string, NoteNode | FrameNode>,
): (NoteNode | FrameNode)[] {
  const area = (record: Note | Frame): number =>
    record.kind === "frame" ? record.width * record.height : -1;
  const all = annotationsOf(records).sort((a, b) => area(b) - area(a));
  return all.map((record): NoteNode | FrameNode => {
    const { id, width } = record;
    const { x, y } = moved.get(id) ?? record;
    const height = heightOf(record);
    const selected = selection.has(id);
    const old = previous.get(id);
    const unchanged =
      old?.data.record === record &&
      old.selected === selected &&
      old.position.x === x &&
      old.position.y === y &&
      old.measured?.height === height;
    if (unchanged) return old;
    const shared = {
      id,
      selected,
      position: { x, y },
      origin: corner,
      measured: { width, height },
      connectable: false,
    };
    return record.kind === "note"
      ? {
          ...shared,
          type: "note",
          data: { record },
          initialWidth: width,
          initialHeight: height,
          ariaLabel: `Note: ${record.text}`,
        }
      : {
          ...shared,
          type: "frame",
          data: { record },
          width,
          height,
          zIndex: BEHIND,
          // A box that is drawn inside a frame selects what is in it, not the frame.
          selectable: false,
          style: { pointerEvents: "none" },
          ariaLabel: record.caption === "" ? "Frame" : `Frame ${record.caption}`,
        };
  });
}
