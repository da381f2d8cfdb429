import type { NodeProps } from "@xyflow/react";
import { memo, type MouseEvent, type ReactElement } from "react";
import { useBoard } from "../../state/board";
import type { Frame } from "../../wire/types";
import type { FrameNode as Drawn } from "../notes";
import { useEditor } from "../ui";
import { Corner, type Sides } from "./Corner";
import { useTyped } from "./useTyped";
import "./notes.css";

const LONGEST = 200;
const corners: readonly Sides[] = ["top left", "top right", "bottom left", "bottom right"];
const edges = ["top", "right", "bottom", "left"] as const;

/** An outline around a part of the board. It is taken by its edge or its caption; what is inside
 * stays as easy to reach as without it. */
export const FrameNode = memo(function FrameNode({ data: { record }, selected }: NodeProps<Drawn>) {
  const typing = useEditor((state) => state.renaming === record.id);
  const rename = (event: MouseEvent): void => {
    event.stopPropagation();
    useEditor.getState().set({ renaming: record.id });
  };
  return (
    <div
      className={`frame${selected ? " selected" : ""}`}
      data-note-id={record.id}
      style={{ width: record.width, height: record.height }}
      onClick={(event) => choose(event, record.id)}
      onDoubleClick={rename}
    >
      {edges.map((edge) => (
        <i key={edge} className={`frame-edge frame-${edge}`} />
      ))}
      {typing ? (
        <CaptionInput record={record} />
      ) : (
        <span className={record.caption === "" ? "frame-caption frame-unnamed" : "frame-caption"}>
          {record.caption === "" ? "Frame" : record.caption}
        </span>
      )}
      {selected && corners.map((sides) => <Corner key={sides} record={record} sides={sides} />)}
    </div>
  );
});

/** A press selects the frame; with Shift, Ctrl or the command key it joins the selection. */
function choose(event: MouseEvent, id: string): void {
  const { selection, select } = useBoard.getState();
  if (!event.shiftKey && !event.ctrlKey && !event.metaKey) select([id]);
  else
    select(selection.has(id) ? [...selection].filter((each) => each !== id) : [...selection, id]);
}

function CaptionInput({ record }: { record: Frame }): ReactElement {
  const typed = useTyped(record.id, record.caption, (text) => {
    const { records, edit } = useBoard.getState();
    const now = records.get(record.id);
    const caption = text.trim();
    if (now?.kind === "frame" && caption !== now.caption)
      edit({ put: [{ ...now, caption }] }, { label: "Rename" });
  });
  return (
    <input
      className="frame-caption frame-caption-input nodrag nopan"
      aria-label="Caption"
      maxLength={LONGEST}
      {...typed}
    />
  );
}
