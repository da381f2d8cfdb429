import { useState, type ReactElement } from "react";
import { editableNumber, formatNumber, parseNumber } from "../shared/format";

const ROWS = 12;

interface Props {
  values: readonly number[];
  dt: number;
  unit: string;
  onChange: (values: number[]) => void;
}

/** The samples as a table, some rows at a time: what the pointer draws can be typed too. */
export function SampleTable({ values, dt, unit, onChange }: Props): ReactElement {
  const [first, setFirst] = useState(0);
  const begin = Math.max(0, Math.min(first, values.length - ROWS));
  const rows = values.slice(begin, begin + ROWS);
  const keep = (k: number, text: string): void => {
    const value = parseNumber(text);
    if (value === null || value === values[k]) return;
    const next = [...values];
    next[k] = value;
    onChange(next);
  };
  return (
    <details className="sample-table">
      <summary>Table of samples</summary>
      <div className="time-line-row">
        <button
          type="button"
          className="text-button"
          disabled={begin === 0}
          onClick={() => setFirst(begin - ROWS)}
        >
          Earlier
        </button>
        <button
          type="button"
          className="text-button"
          disabled={begin + ROWS >= values.length}
          onClick={() => setFirst(begin + ROWS)}
        >
          Later
        </button>
        <span className="section-note num">
          {begin + 1} to {begin + rows.length} of {values.length}
        </span>
      </div>
      <table className="num">
        <thead>
          <tr>
            <th>t (ms)</th>
            <th>{unit === "" ? "value" : unit}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((value, i) => {
            const k = begin + i;
            return (
              <tr key={`${k} ${value}`}>
                <th scope="row">{formatNumber(Number((k * dt).toPrecision(10)), 8)}</th>
                <td>
                  <input
                    type="text"
                    inputMode="decimal"
                    aria-label={`Value at ${formatNumber(k * dt)} ms`}
                    defaultValue={editableNumber(value)}
                    onBlur={(event) => keep(k, event.target.value)}
                    onKeyDown={(event) => {
                      if (event.key === "Enter") keep(k, event.currentTarget.value);
                    }}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}
