import type { ReactElement } from "react";
import { useBoard } from "../state/board";
import type { AnyRecord } from "../wire/types";
import { BoardInspector } from "./BoardInspector";
import { EdgeInspector } from "./EdgeInspector";
import { ManyInspector } from "./ManyInspector";
import { NeuronInspector } from "./NeuronInspector";
import { NoteInspector } from "./NoteInspector";
import { useInspector } from "./pin";
import { StimulusInspector } from "./StimulusInspector";
import "./inspector.css";

/** What is selected, and what can be changed about it. */
export function Inspector(): ReactElement {
  const records = useBoard((state) => state.records);
  const selection = useBoard((state) => state.selection);
  const pinned = useInspector((state) => state.pinned);
  const kept = pinned === null ? undefined : records.get(pinned);
  const chosen = kept ? [kept] : [...selection].flatMap((id) => records.get(id) ?? []);
  return (
    <div className="inspector">
      <div className="inspector-scroll">
        <Content records={chosen} />
      </div>
    </div>
  );
}

function Content({ records }: { records: readonly AnyRecord[] }): ReactElement {
  const [first] = records;
  if (!first) return <BoardInspector />;
  if (records.length > 1) return <ManyInspector records={records} />;
  switch (first.kind) {
    case "neurons":
      return <NeuronInspector key={first.id} node={first} />;
    case "stimulus":
      return <StimulusInspector key={first.id} node={first} />;
    case "projection":
      return <EdgeInspector key={first.id} edge={first} />;
    case "note":
    case "frame":
      return <NoteInspector key={first.id} record={first} />;
    default:
      return <BoardInspector />;
  }
}
