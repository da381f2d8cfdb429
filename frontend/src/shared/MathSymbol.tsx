import type { ReactElement } from "react";
import { symbolRuns, type Run } from "./symbol";
import "./controls.css";

/** A symbol of the catalog, as in a formula. */
export function MathSymbol({ latex }: { latex: string }): ReactElement {
  return <SymbolRuns runs={symbolRuns(latex)} />;
}

/** A symbol with what tells it from others, as at the end of a line. */
export function SymbolRuns({ runs }: { runs: readonly Run[] }): ReactElement {
  return (
    <span className="math-symbol">
      {runs.map((run, i) => {
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
