import type { ReactElement } from "react";
import { formatNumber, parseNumber } from "../shared/format";
import { formatDuration, useTimeUnit } from "../shared/timeunit";
import { useBoard } from "../state/board";
import { viewsOf, type ViewRecord } from "../state/records";
import type { Trace, Watched } from "../wire/types";
import { PlainChoice, TraceChoice } from "./Contents";
import { orderAt } from "./layout";
import type { Timed } from "./plot/axis";
import type { Plot } from "./plot/plot";
import { Popup } from "../shared/Popup";
import { EditChoice } from "./weights/EditChoice";
import { WeightsPlot } from "./weights/plot";
import { WholeChoice } from "./weights/WholeChoice";
import { TileActions } from "./TileActions";
import { setWindow, WINDOWS } from "./windows";

interface Props {
  view: ViewRecord;
  plot: Plot;
  anchor: DOMRect;
  onClose: () => void;
}

/** What a tile shows and how: variables, cells, time window, scale, place. */
export function TileOptions({ view, plot, anchor, onClose }: Props): ReactElement {
  const edit = useBoard((state) => state.edit);
  const show = (of: Watched[]): void => edit({ put: [{ ...view, of }] }, { label: "Change view" });
  return (
    <Popup anchor={anchor} name="View options" onClose={onClose}>
      {view.kind !== "weights" && <WindowChoice view={view} />}
      {plot instanceof WeightsPlot && <WholeChoice plot={plot} />}
      {view.kind === "weights" && <EditChoice view={view} onClose={onClose} />}
      {view.kind === "trace" && <ScaleChoice view={view} />}
      {view.kind === "trace" ? (
        <TraceChoice view={view} show={show} />
      ) : (
        <PlainChoice view={view} show={show} />
      )}
      <TileActions view={view} plot={plot} onDone={onClose} />
      <MoveButtons view={view} />
    </Popup>
  );
}

function WindowChoice({ view }: { view: ViewRecord & Timed }): ReactElement {
  const { window } = view;
  const unit = useTimeUnit();
  const options = [...new Set<number>([...WINDOWS, window])].sort((a, b) => a - b);
  return (
    <label className="popup-row">
      <span>{view.linked ? "Time window of all views" : "Time window of this view"}</span>
      <select
        value={window}
        onChange={(event) => setWindow(Number(event.target.value), null, view)}
      >
        {options.map((ms) => (
          <option key={ms} value={ms}>
            {formatDuration(ms, unit)}
          </option>
        ))}
      </select>
    </label>
  );
}

function ScaleChoice({ view }: { view: Trace }): ReactElement {
  const edit = useBoard((state) => state.edit);
  const put = (scale: Trace["scale"]): void =>
    edit({ put: [{ ...view, scale, scales: {} }] }, { label: "Change scale" });
  const single = view.scale === "auto" && Object.keys(view.scales).length > 0;
  const bounds: readonly [number, number] = view.scale === "auto" ? [-80, 20] : view.scale;
  const bound = (index: 0 | 1, text: string): void => {
    const value = parseNumber(text);
    if (value === null) return;
    const next: [number, number] = index === 0 ? [value, bounds[1]] : [bounds[0], value];
    if (next[0] < next[1]) put(next);
  };
  return (
    <>
      <label className="popup-row">
        <span>Scale</span>
        <select
          value={single ? "single" : view.scale === "auto" ? "auto" : "fixed"}
          onChange={(event) => put(event.target.value === "auto" ? "auto" : [...bounds])}
        >
          {single && <option value="single">Set on the axes</option>}
          <option value="auto">Automatic</option>
          <option value="fixed">Fixed</option>
        </select>
      </label>
      {view.scale !== "auto" && (
        <div className="popup-row">
          <span>from, to</span>
          {([0, 1] as const).map((index) => (
            <input
              key={`${index} ${bounds[index]}`}
              type="text"
              inputMode="decimal"
              aria-label={index === 0 ? "Lower bound" : "Upper bound"}
              defaultValue={formatNumber(bounds[index])}
              onBlur={(event) => bound(index, event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter") bound(index, event.currentTarget.value);
              }}
            />
          ))}
        </div>
      )}
    </>
  );
}

function MoveButtons({ view }: { view: ViewRecord }): ReactElement | null {
  const records = useBoard((state) => state.records);
  const edit = useBoard((state) => state.edit);
  const views = viewsOf(records);
  const place = views.findIndex(({ id }) => id === view.id);
  if (views.length < 2) return null;
  const move = (to: number): void => {
    const others = views.filter(({ id }) => id !== view.id).map(({ order }) => order);
    edit({ put: [{ ...view, order: orderAt(others, to) }] }, { label: "Move view" });
  };
  return (
    <div className="popup-buttons">
      <button
        type="button"
        className="button"
        disabled={place === 0}
        onClick={() => move(place - 1)}
      >
        Move left
      </button>
      <button
        type="button"
        className="button"
        disabled={place === views.length - 1}
        onClick={() => move(place + 1)}
      >
        Move right
      </button>
    </div>
  );
}
