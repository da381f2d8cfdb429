import type { ReactElement } from "react";
import { formatDuration, useTimeUnit } from "../shared/timeunit";
import { useBoard } from "../state/board";
import { viewsOf, type ViewRecord } from "../state/records";
import type { Watched } from "../wire/types";
import { KINDS } from "./kinds";
import { orderAt } from "./layout";
import type { Timed } from "./plot/axis";
import type { Plot } from "./plot/plot";
import { Popup } from "../shared/Popup";
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
  const { Options } = KINDS[view.kind];
  const show = (of: Watched[]): void => edit({ put: [{ ...view, of }] }, { label: "Change view" });
  return (
    <Popup anchor={anchor} name="View options" onClose={onClose}>
      {"window" in view && <WindowChoice view={view} />}
      <Options view={view} plot={plot} show={show} onClose={onClose} />
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
