import { useState, type ReactElement } from "react";
import { formatNumber } from "../shared/format";
import { ImportSeries } from "../stimuli/import/ImportSeries";
import type { CatalogParameter } from "../wire/types";
import { explain } from "./parameters";
import { columnsOf, parseSeries, type Series } from "./series";

/** More numbers than this are told, not listed. */
const SHOWN = 2000;

interface Props {
  parameter: CatalogParameter;
  values: number[] | number[][];
  /** Time between two samples, ms. */
  dt: number;
  onChange: (series: Series) => void;
}

/** A series of samples: typed, pasted, or read from a file; a column for each cell. */
export function SeriesField({ parameter, values, dt, onChange }: Props): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const [importing, setImporting] = useState(false);
  const columns = columnsOf(values);
  const length = columns[0]?.length ?? 0;
  const short = length * columns.length <= SHOWN;
  const text =
    columns.length === 1
      ? (columns[0] ?? []).join(" ")
      : Array.from({ length }, (_, i) => columns.map((column) => column[i]).join(" ")).join("\n");
  const keep = (typed: string): void => {
    if (typed.trim() === text.trim()) return;
    const read = parseSeries(typed);
    setProblem(typeof read === "string" ? read : null);
    if (typeof read !== "string") onChange(read);
  };
  const cells = columns.length === 1 ? "" : ` in ${columns.length} cells`;
  return (
    <div className="formula-field">
      <label data-tip={explain(parameter)}>
        <span>
          {parameter.title} <small>{parameter.unit}</small>
        </span>
        <textarea
          key={text.slice(0, 4000)}
          className="num"
          rows={3}
          spellCheck={false}
          placeholder="Paste numbers here"
          defaultValue={short ? text : ""}
          onBlur={(event) => {
            if (short || event.target.value.trim() !== "") keep(event.target.value);
          }}
          onKeyDown={(event) => event.stopPropagation()}
        />
      </label>
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="series-row">
        <span className="section-note num">
          {formatNumber(length)} {length === 1 ? "value" : "values"}
          {cells}
        </span>
        <button type="button" className="text-button" onClick={() => setImporting(true)}>
          Import a file
        </button>
      </div>
      {importing && (
        <ImportSeries
          dt={dt}
          unit={parameter.unit}
          onTake={onChange}
          onClose={() => setImporting(false)}
        />
      )}
    </div>
  );
}
