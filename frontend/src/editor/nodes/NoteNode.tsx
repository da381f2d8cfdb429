import type { NodeProps } from "@xyflow/react";
import { memo, useState, type ReactElement } from "react";
import { useBoard } from "../../state/board";
import type { Note } from "../../wire/types";
import type { NoteNode as Drawn } from "../notes";
import { useEditor } from "../ui";
import { Corner } from "./Corner";
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
  const [text, setText] = useState(record.text);
  const done = (keep: boolean): void => {
    const { records, edit, select } = useBoard.getState();
    const now = records.get(record.id);
    if (useEditor.getState().renaming === record.id) useEditor.getState().set({ renaming: null });
    if (!keep || now?.kind !== "note" || text === now.text) return;
    if (text.trim() === "") {
      select([]);
      edit({ remove: [record.id] }, { label: "Delete note" });
    } else edit({ put: [{ ...now, text }] }, { label: "Change note" });
  };
  return (
    <div className="note-typing" data-text={`${text} `}>
      <textarea
        className="nodrag nopan nowheel"
        aria-label="Text of the note"
        rows={1}
        value={text}
        maxLength={LONGEST}
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => done(true)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) done(true);
          if (event.key === "Escape") done(false);
        }}
      />
    </div>
  );
}
