import type { ReactElement } from "react";
import type { ViewRecord } from "../state/records";
import { Chips } from "./compare/Chips";
import { Readout } from "./measure/Readout";
import { useMeasure } from "./measure/store";
import { PlotCanvas } from "./PlotCanvas";
import { follow, movedTo, useAxes } from "./plot/axis";
import type { Plot } from "./plot/plot";
import { TracePlot } from "./trace/plot";

/** The plot of a tile, and what lies on it and beside it. */
export function TileBody({
  view,
  plot,
  label,
  magnified,
}: {
  view: ViewRecord;
  plot: Plot;
  label: string;
  magnified: number;
}): ReactElement {
  const timed = "window" in view ? view : null;
  const moved = useAxes((axes) => timed !== null && movedTo(timed, axes) !== null);
  const measured = useMeasure((state) => state.of.has(view.id));
  const trace = plot instanceof TracePlot ? plot : null;
  return (
    <div className="tile-body">
      <div className="tile-split">
        <div className="tile-plot">
          <PlotCanvas plot={plot} label={label} magnified={magnified} />
          {trace && <Chips view={view.id} plot={trace} />}
          {moved && (
            <button
              type="button"
              className="plot-follow"
              data-tip="Show the present again"
              onClick={() => follow(timed)}
            >
              Follow
            </button>
          )}
        </div>
        {trace && measured && <Readout view={view.id} plot={trace} />}
      </div>
    </div>
  );
}
