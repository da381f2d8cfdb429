import type { ReactElement } from "react";
import { formatNumber, parseNumber } from "../shared/format";

interface Props {
  /** Rows are target cells, columns source cells. */
  matrix: readonly (readonly number[])[];
  onChange: (matrix: number[][]) => void;
}

/** A small weight matrix, typed cell by cell. */
export function MatrixGrid({ matrix, onChange }: Props): ReactElement {
  const set = (row: number, column: number, text: string): void => {
    const value = text.trim() === "" ? 0 : parseNumber(text);
    if (value === null || value === matrix[row]?.[column]) return;
    onChange(
      matrix.map((line, i) => line.map((old, j) => (i === row && j === column ? value : old))),
    );
  };
  const columns = matrix[0]?.length ?? 0;
  return (
    <div className="matrix-scroll">
      <table className="matrix-grid num" aria-label="Weights, rows are targets">
        <thead>
          <tr>
            <td />
            {Array.from({ length: columns }, (_, j) => (
              <th key={j} scope="col">
                {j}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.map((line, i) => (
            <tr key={i}>
              <th scope="row">{i}</th>
              {line.map((value, j) => (
                <td key={j}>
                  <input
                    key={value}
                    className={value < 0 ? "negative" : value > 0 ? "positive" : ""}
                    type="text"
                    inputMode="decimal"
                    aria-label={`from ${j} to ${i}`}
                    defaultValue={formatNumber(value, 3)}
                    onBlur={(event) => set(i, j, event.target.value)}
                    onKeyDown={(event) => {
                      event.stopPropagation();
                      if (event.key === "Enter") event.currentTarget.blur();
                    }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
