import type { ReactElement } from "react";
import { symbolRuns } from "./symbol";
import "./controls.css";

/** A symbol of the catalog, as in a formula. */
export function MathSymbol({ latex }: { latex: string }): ReactElement {
  return (
    <span className="math-symbol">
      {symbolRuns(latex).map((run, i) => {
        const Tag = run.place === "base" ? "span" : run.place;
        return (
          <Tag key={i} className={run.upright ? "math-upright" : undefined}>
            {run.text}
          </Tag>
        );
      })}
    </span>
  );
}
