import type { ReactElement, RefObject } from "react";
import { named } from "../../shared/sentence";
import { useBoard } from "../../state/board";
import type { NodeRecord } from "../../state/records";
import { useEditor } from "../ui";
import { useTyped } from "./useTyped";

const LONGEST = 200;
/** Shorter names fit whatever their letters are. */
const LONG = 18;

/** The name of a node; a double click or F2 lets it be typed. Enter keeps, Esc restores. */
export function Label({ record }: { record: NodeRecord }): ReactElement {
  const renaming = useEditor((state) => state.renaming === record.id);
  return renaming ? (
    <LabelInput record={record} />
  ) : (
    <span
      className={record.label.length > LONG ? "node-label long" : "node-label"}
      onDoubleClick={(event) => {
        event.stopPropagation();
        useEditor.getState().set({ renaming: record.id });
      }}
    >
      {record.label}
    </span>
  );
}

function LabelInput({ record }: { record: NodeRecord }): ReactElement {
  const typed = useTyped(record.id, record.label, (text) => {
    const label = text.trim();
    if (label !== record.label) {
      useBoard.getState().edit({ put: [{ ...record, label }] }, { label: "Rename" });
    }
  });
  return (
    <input
      className="node-label node-label-input nodrag nopan"
      aria-label="Name"
      maxLength={LONGEST}
      {...typed}
    />
  );
}

/** Name and second line of a node drawn as a shape, below it or above where edges leave below. */
export function Caption(props: {
  record: NodeRecord;
  offset: number;
  above: boolean;
  detail: string;
  live?: RefObject<HTMLSpanElement | null>;
}): ReactElement {
  const { record, offset, above, detail, live } = props;
  const style = above
    ? { bottom: `calc(100% + ${offset}px)` }
    : { top: `calc(100% + ${offset}px)` };
  return (
    <div className="node-caption" style={style}>
      <Label record={record} />
      <span className="node-detail num" ref={live}>
        {detail}
      </span>
      <Trouble id={record.id} />
    </div>
  );
}

/** What halted the run, at the node where it happened. */
export function Trouble({ id }: { id: string }): ReactElement | null {
  const text = useBoard(({ halted, records, catalog }) =>
    halted?.record === id ? named(halted.message, records, catalog) : null,
  );
  return text === null ? null : <span className="node-trouble">{text}</span>;
}

/** Numbers of the views that show the node: the only link between board and dock. */
export function Badges({ numbers }: { numbers: string }): ReactElement | null {
  if (numbers === "") {
    return null;
  }
  return (
    <div className="badges num" aria-label={`Shown in view ${numbers}`}>
      {numbers.split(" ").map((number) => (
        <span key={number} className="badge">
          {number}
        </span>
      ))}
    </div>
  );
}
