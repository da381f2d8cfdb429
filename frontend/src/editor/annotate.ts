import { useBoard } from "../state/board";
import { isPlaced, newId } from "../state/records";
import type { Frame, Note } from "../wire/types";
import { around, boxesOf } from "./boxes";
import type { Point } from "./place";
import { useEditor } from "./ui";

const WIDTH = 240;
const FRAME = { width: 400, height: 300 } as const;
/** Room between a frame and what it is put around; its caption stands above, labels below. */
const ROOM = { left: 32, top: 48, right: 32, bottom: 56 } as const;

/** Put a note or a frame on the board, its middle at a point, and let its text be typed. A frame
 * goes around the selection where there is one, unless it is dropped somewhere. */
export function annotate(kind: "note" | "frame", at: Point, surround = true): void {
  const { edit, select } = useBoard.getState();
  const made =
    kind === "note" ? noteAt(at) : ((surround ? aroundSelection() : null) ?? frameAt(at));
  edit({ put: [made] }, { label: kind === "note" ? "Add note" : "Add frame" });
  select([made.id]);
  useEditor.getState().set({ renaming: made.id });
}

function noteAt({ x, y }: Point): Note {
  const left = Math.round(x - WIDTH / 2);
  return {
    id: newId("t"),
    kind: "note",
    text: "Note",
    x: left,
    y: Math.round(y - 10),
    width: WIDTH,
  };
}

function frameAt({ x, y }: Point): Frame {
  const { width, height } = FRAME;
  const corner = { x: Math.round(x - width / 2), y: Math.round(y - height / 2) };
  return { id: newId("f"), kind: "frame", caption: "", ...corner, width, height };
}

function aroundSelection(): Frame | null {
  const { records, selection } = useBoard.getState();
  const boxes = boxesOf(records);
  const chosen = [...selection].flatMap((id) =>
    isPlaced(records.get(id)) ? (boxes.get(id) ?? []) : [],
  );
  if (chosen.length === 0) return null;
  const box = around(chosen);
  return {
    id: newId("f"),
    kind: "frame",
    caption: "",
    x: Math.round(box.x - ROOM.left),
    y: Math.round(box.y - ROOM.top),
    width: Math.round(box.width + ROOM.left + ROOM.right),
    height: Math.round(box.height + ROOM.top + ROOM.bottom),
  };
}
