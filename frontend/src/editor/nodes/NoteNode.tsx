import type { NodeProps } from "@xyflow/react";
import { memo, type ReactElement } from "react";
import { useBoard } from "../../state/board";
import type { Note } from "../../wire/types";
import type { NoteNode as Drawn } from "../notes";
import { useEditor } from "../ui";
import { Corner } from "./Corner";
import { useTyped } from "./useTyped";
import "./notes.css";

const LONGEST = 4000;

/** Text on the board. A double click, Enter or F2 lets it be typed. */
export const NoteNode = memo(function NoteNode({ data: { record }, selected }: NodeProps<Drawn>) {
  const typing = useEditor((state) => state.renaming === record.id);
  return (
    <div
      className={`note${selected ? " selected" : ""}`}
      data-note-id={record.id}
      style={{ width: record.width }}
      onDoubleClick={(event) => {
        event.stopPropagation();
        useEditor.getState().set({ renaming: record.id });
      }}
    >
      {typing ? <NoteText record={record} /> : <p>{record.text}</p>}
      {selected && !typing && <Corner record={record} sides="right" />}
    </div>
  );
});

/** Ctrl Enter or a press outside keeps what is typed, Esc restores; a note without text goes. */
function NoteText({ record }: { record: Note }): ReactElement {
  const keep = (text: string): void => {
    const { records, edit, select } = useBoard.getState();
    const now = records.get(record.id);
    if (now?.kind !== "note" || text === now.text) return;
    if (text.trim() === "") {
      select([]);
      edit({ remove: [record.id] }, { label: "Delete note" });
    } else edit({ put: [{ ...now, text }] }, { label: "Change note" });
  };
  const typed = useTyped(record.id, record.text, keep, true);
  return (
    <div className="note-typing" data-text={`${typed.value} `}>
      <textarea
        className="nodrag nopan nowheel"
        aria-label="Text of the note"
        rows={1}
        maxLength={LONGEST}
        {...typed}
      />
    </div>
  );
}
