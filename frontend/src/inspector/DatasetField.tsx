import type { ReactElement } from "react";
import { useBoard } from "../state/board";
import type { CatalogParameter, Dataset } from "../wire/types";
import { explain } from "./parameters";
import { Choice } from "./Section";

interface Props {
  parameter: CatalogParameter;
  /** Id of the data set. */
  id: string;
  onChange: (id: string) => void;
}

/** One of the data sets of the board. */
export function DatasetField({ parameter, id, onChange }: Props): ReactElement {
  const records = useBoard((state) => state.records);
  const sets = [...records.values()].filter((record) => record.kind === "dataset");
  const held = sets.find((record) => record.id === id);
  return (
    <div className="function-field" data-parameter={parameter.name}>
      <span className="section-note" data-tip={explain(parameter)}>
        {parameter.title}
      </span>
      {sets.length === 0 ? (
        <p className="section-note">This board has no data set. Open a board that brings one.</p>
      ) : (
        <Choice
          wide
          name={parameter.title}
          value={held ? id : null}
          none="Choose a data set"
          options={sets.map((record) => ({ value: record.id, title: titleOf(record) }))}
          onChange={onChange}
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
