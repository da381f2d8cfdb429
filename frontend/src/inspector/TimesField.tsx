import { useState, type ReactElement } from "react";
import type { CatalogParameter } from "../wire/types";
import { ImportTimes } from "../stimuli/import/ImportSeries";
import { SpikeLine } from "../stimuli/SpikeLine";
import { explain, parseList } from "./parameters";

const MOST = 100_000;
const ROWS = 5;

interface Props {
  parameter: CatalogParameter;
  times: number[] | number[][];
  cells: number;
  onChange: (times: number[] | number[][], gesture: string | null) => void;
}

/** Spike times as text: one line for all sources, or a line for each. */
export function TimesField({ parameter, times, cells, onChange }: Props): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const [importing, setImporting] = useState(false);
  const rows = times.map((row) => (Array.isArray(row) ? row : null));
  const nested = rows.length > 0 && rows.every((row) => row !== null);
  const text = nested ? rows.map((row) => row.join(" ")).join("\n") : times.join(" ");
  const keep = (typed: string): void => {
    const parsed = parseTimes(typed, cells);
    if (typeof parsed === "string") {
      setProblem(parsed);
      return;
    }
    setProblem(null);
    if (typed.trim() !== text.trim()) onChange(parsed, null);
  };
  return (
    <div className="formula-field">
      <SpikeLine times={times} onChange={onChange} />
      <label data-tip={explain(parameter)}>
        <span>
          {parameter.title} <small>{parameter.unit}</small>
        </span>
        <textarea
          className="num"
          key={text.slice(0, 4000)}
          rows={ROWS}
          spellCheck={false}
          defaultValue={text}
          onBlur={(event) => keep(event.target.value)}
          onKeyDown={(event) => event.stopPropagation()}
        />
      </label>
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      <button type="button" className="text-button" onClick={() => setImporting(true)}>
        Import a file
      </button>
      {importing && (
        <ImportTimes
          cells={cells}
          onTake={(next) => onChange(next, null)}
          onClose={() => setImporting(false)}
        />
      )}
      <p className="section-note">
        {cells > 1
          ? `Times apart by spaces; one line for all ${cells} sources, or a line for each.`
          : "Times apart by spaces."}
      </p>
    </div>
  );
}

/** Spike times of one line, or of a line per source; a sentence when they cannot be read. */
export function parseTimes(text: string, cells: number): number[] | number[][] | string {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const rows: number[][] = [];
  for (const line of lines) {
    const row = parseList(line, MOST);
    if (typeof row === "string") return row;
    if (row.some((t) => t < 0)) return "A spike cannot come before t = 0.";
    rows.push(row.sort((a, b) => a - b));
  }
  if (rows.length <= 1 || cells === 1) return rows.flat().sort((a, b) => a - b);
  if (rows.length !== cells) return `There are ${cells} sources and ${rows.length} lines.`;
  return rows;
}
