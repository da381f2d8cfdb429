import { useState, type ReactElement } from "react";
import type { WeightsPlot } from "./plot";

/** Whether a matrix that is too large for one cell per synapse is shown in part or as a whole. */
export function WholeChoice({ plot }: { plot: WeightsPlot }): ReactElement | null {
  const [whole, setWhole] = useState(plot.whole);
  if (!whole && plot.part.name() === "") return null;
  return (
    <label className="popup-row">
      <span className="choice-sentence">Whole matrix, strongest weight of each block</span>
      <input
        type="checkbox"
        checked={whole}
        onChange={(event) => {
          plot.showWhole(event.target.checked);
          setWhole(event.target.checked);
        }}
      />
    </label>
  );
}
