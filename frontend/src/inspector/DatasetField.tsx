import { useState, type ReactElement } from "react";
import { ImportDataset } from "../stimuli/import/ImportDataset";
import { useBoard } from "../state/board";
import { newId } from "../state/records";
import type { CatalogParameter, Dataset } from "../wire/types";
import { explain } from "./parameters";
import { Choice } from "./Section";

interface Props {
  parameter: CatalogParameter;
  /** Id of the data set. */
  id: string;
  onChange: (id: string, gesture: string | null) => void;
}

/** One of the data sets of the board. */
export function DatasetField({ parameter, id, onChange }: Props): ReactElement {
  const records = useBoard((state) => state.records);
  const edit = useBoard((state) => state.edit);
  const [importing, setImporting] = useState(false);
  const sets = [...records.values()].filter((record) => record.kind === "dataset");
  const held = sets.find((record) => record.id === id);
  return (
    <div className="function-field" data-parameter={parameter.name}>
      <span className="section-note" data-tip={explain(parameter)}>
        {parameter.title}
      </span>
      {sets.length === 0 ? (
        <p className="section-note">This board has no data set yet.</p>
      ) : (
        <Choice
          wide
          name={parameter.title}
          value={held ? id : null}
          none="Choose a data set"
          options={sets.map((record) => ({ value: record.id, title: titleOf(record) }))}
          onChange={(next) => onChange(next, null)}
        />
      )}
      <button type="button" className="text-button" onClick={() => setImporting(true)}>
        Import a data set
      </button>
      {importing && (
        <ImportDataset
          onTake={(data) => {
            const gesture = newId("g");
            edit({ put: [data] }, { label: "Import a data set", gesture });
            onChange(data.id, gesture);
          }}
          onClose={() => setImporting(false)}
        />
      )}
      {held && <p className="section-note num">{sizeOf(held)}</p>}
    </div>
  );
}

function titleOf(record: Dataset): string {
  return record.title.trim() === "" ? record.id : record.title;
}

function sizeOf(record: Dataset): string {
  const samples = record.inputs.length;
  const learned = Math.min(record.train ?? samples, samples);
  const features = record.inputs[0]?.length ?? 0;
  return `${samples} samples of ${features} features, ${learned} to learn from`;
}
