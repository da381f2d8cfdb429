import type { ReactElement } from "react";
import { useBoard } from "../state/board";
import type { ViewRecord } from "../state/records";
import { keepRun } from "./compare/runs";
import { dock, floatSomewhere } from "./floating/place";
import { toggleMeasure, useMeasure } from "./measure/store";
import type { Plot } from "./plot/plot";
import { TracePlot } from "./trace/plot";
import { setLinked } from "./windows";

/** What can be done with a tile, beside what it shows. */
export function TileActions({
  view,
  plot,
  onDone,
}: {
  view: ViewRecord;
  plot: Plot;
  onDone: () => void;
}): ReactElement {
  const measured = useMeasure((state) => state.of.has(view.id));
  const notify = useBoard((state) => state.notify);
  const trace = plot instanceof TracePlot ? plot : null;
  const act = (what: () => void) => () => {
    what();
    onDone();
  };
  const keep = (source: TracePlot): void => {
    const problem = keepRun(view.id, source.source.signals);
    if (problem !== null) notify(problem, "info");
  };
  return (
    <>
      {"linked" in view && (
        <label className="popup-row">
          <input
            type="checkbox"
            checked={view.linked}
            onChange={(event) => setLinked(view, event.target.checked)}
          />
          <span>Share the time axis with other views</span>
        </label>
      )}
      <div className="popup-buttons">
        {trace && (
          <>
            <button type="button" className="button" onClick={act(() => keep(trace))}>
              Keep this run
            </button>
            <button type="button" className="button" onClick={act(() => toggleMeasure(view.id))}>
              {measured ? "Stop measuring" : "Measure"}
            </button>
          </>
        )}
        <button
          type="button"
          className="button"
          onClick={act(() => (view.floating === null ? floatSomewhere(view) : dock(view)))}
        >
          {view.floating === null ? "Let it float" : "Put into the dock"}
        </button>
      </div>
    </>
  );
}
