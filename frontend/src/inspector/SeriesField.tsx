import { useRef, useState, type ReactElement } from "react";
import { formatNumber } from "../shared/format";
import type { CatalogParameter } from "../wire/types";
import { explain } from "./parameters";
import { columnsOf, parseSeries, type Series } from "./series";

/** More numbers than this are told, not listed. */
const SHOWN = 2000;
const LARGEST_FILE = 20_000_000;

interface Props {
  parameter: CatalogParameter;
  values: number[] | number[][];
  onChange: (series: Series) => void;
}

/** A series of samples: typed, pasted, or read from a file; a column for each cell. */
export function SeriesField({ parameter, values, onChange }: Props): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const file = useRef<HTMLInputElement>(null);
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
  const open = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    if (chosen.size > LARGEST_FILE) setProblem("A file of at most 20 MB fits here.");
    else keep(await chosen.text());
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
        <button type="button" className="text-button" onClick={() => file.current?.click()}>
          Import CSV
        </button>
        <input
          ref={file}
          type="file"
          hidden
          aria-label="CSV file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          onChange={(event) => {
            void open(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
    </div>
  );
}
