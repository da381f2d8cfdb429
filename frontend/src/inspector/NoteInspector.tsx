import { useState, type ReactElement } from "react";
import { Picture } from "../look/icons";
import { NumberField } from "../shared/NumberField";
import { useBoard } from "../state/board";
import type { Annotation } from "../state/records";
import { EXTENT } from "../editor/boxes";
import { Head } from "./Head";
import { Row, Section } from "./Section";

const LONGEST = 4000;

/** Text and size of a note or a frame. */
export function NoteInspector({ record }: { record: Annotation }): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const put = (next: Annotation, label: string, gesture: string | null = null): void =>
    useBoard.getState().edit({ put: [next] }, { label, gesture });
  const size = (field: "width" | "height", value: number): ReactElement => (
    <Row name={field === "width" ? "Width" : "Height"}>
      <NumberField
        value={value}
        step={20}
        {...EXTENT}
        whole
        name={field === "width" ? "Width" : "Height"}
        onChange={(next, gesture) => put({ ...record, [field]: next }, "Resize", gesture)}
        onProblem={setProblem}
      />
    </Row>
  );
  const frame = record.kind === "frame";
  return (
    <>
      <section className="inspector-section">
        <Head
          id={record.id}
          picture={<Picture name={record.kind} />}
          name={frame ? record.caption || "Frame" : "Note"}
          {...(frame
            ? { onRename: (caption: string) => put({ ...record, caption }, "Rename") }
            : {})}
          actions={[
            {
              label: "Delete",
              onSelect: () =>
                useBoard.getState().edit({ remove: [record.id] }, { label: "Delete" }),
            },
          ]}
        />
        {record.kind === "note" && (
          <textarea
            key={record.text}
            className="list-field note-field"
            rows={6}
            aria-label="Text of the note"
            maxLength={LONGEST}
            defaultValue={record.text}
            onBlur={(event) => {
              const text = event.target.value;
              if (text !== record.text) put({ ...record, text }, "Change note");
            }}
          />
        )}
        {frame && <p className="section-note">What lies inside moves along with it.</p>}
      </section>
      <Section title="Size">
        {size("width", record.width)}
        {record.kind === "frame" && size("height", record.height)}
        {problem !== null && (
          <p className="field-problem" role="alert">
            {problem}
          </p>
        )}
      </Section>
    </>
  );
}
