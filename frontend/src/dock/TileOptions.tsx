import { useState, type ReactElement } from "react";
import { formatNumber, parseNumber } from "../shared/format";
import { useBoard } from "../state/board";
import { viewsOf, type ViewRecord } from "../state/records";
import type { Trace, Watched } from "../wire/types";
import {
  plainCandidates,
  toggled,
  traceCandidates,
  withCells,
  type Candidate,
  type CandidateGroup,
} from "./candidates";
import { formatCells, parseCells } from "./cells";
import { orderAt } from "./layout";
import { Popup } from "../shared/Popup";
import { setWindow, windowName, WINDOWS } from "./windows";

interface Props {
  view: ViewRecord;
  anchor: DOMRect;
  onClose: () => void;
}

/** What a tile shows and how: variables, cells, time window, scale, place. */
export function TileOptions({ view, anchor, onClose }: Props): ReactElement {
  const edit = useBoard((state) => state.edit);
  const show = (of: Watched[]): void => edit({ put: [{ ...view, of }] }, { label: "Change view" });
  return (
    <Popup anchor={anchor} name="View options" onClose={onClose}>
      {view.kind !== "weights" && <WindowChoice window={view.window} />}
      {view.kind === "trace" && <ScaleChoice view={view} />}
      {view.kind === "trace" ? (
        <TraceChoice view={view} show={show} />
      ) : (
        <PlainChoice view={view} show={show} />
      )}
      <MoveButtons view={view} />
    </Popup>
  );
}

function WindowChoice({ window }: { window: number }): ReactElement {
  const options = [...new Set<number>([...WINDOWS, window])].sort((a, b) => a - b);
  return (
    <label className="popup-row">
      <span>Time window of all views</span>
      <select value={window} onChange={(event) => setWindow(Number(event.target.value))}>
        {options.map((ms) => (
          <option key={ms} value={ms}>
            {windowName(ms)}
          </option>
        ))}
      </select>
    </label>
  );
}

function ScaleChoice({ view }: { view: Trace }): ReactElement {
  const edit = useBoard((state) => state.edit);
  const put = (scale: Trace["scale"]): void =>
    edit({ put: [{ ...view, scale }] }, { label: "Change scale" });
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
          value={view.scale === "auto" ? "auto" : "fixed"}
          onChange={(event) => put(event.target.value === "auto" ? "auto" : [...bounds])}
        >
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

function TraceChoice({ view, show }: { view: Trace; show: (of: Watched[]) => void }): ReactElement {
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const groups = traceCandidates(view, records, catalog);
  const shown = groups.filter((group) => group.candidates.some((entry) => entry.shown));
  const others = groups.filter((group) => !shown.includes(group));
  return (
    <>
      {shown.map((group) => (
        <div key={group.node} role="group" aria-label={group.name}>
          <h3>{group.name}</h3>
          <Checks view={view} candidates={group.candidates} show={show} />
          {group.size > 1 && (
            <CellsField
              key={formatCells(group.cells ?? [0])}
              group={group}
              onCells={(cells) => show(withCells(view, group, cells))}
            />
          )}
        </div>
      ))}
      {others.length > 0 && (
        <label className="popup-row">
          <span>Add</span>
          <select
            value=""
            onChange={(event) => {
              const group = others.find(({ node }) => node === event.target.value);
              const first = group?.candidates[0];
              if (first) show(toggled(view, first.watched, true));
            }}
          >
            <option value="">Another neuron</option>
            {others.map((group) => (
              <option key={group.node} value={group.node}>
                {group.name}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

function PlainChoice({
  view,
  show,
}: {
  view: ViewRecord;
  show: (of: Watched[]) => void;
}): ReactElement {
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  return (
    <div role="group" aria-label="Shown">
      <h3>{view.kind === "weights" ? "Connections" : "Populations"}</h3>
      <Checks view={view} candidates={plainCandidates(view, records, catalog)} show={show} />
    </div>
  );
}

function Checks({
  view,
  candidates,
  show,
}: {
  view: ViewRecord;
  candidates: readonly Candidate[];
  show: (of: Watched[]) => void;
}): ReactElement {
  return (
    <>
      {candidates.map((entry) => (
        <label key={entry.key} className="popup-row">
          <input
            type="checkbox"
            checked={entry.shown}
            onChange={(event) => show(toggled(view, entry.watched, event.target.checked))}
          />
          <span>
            {entry.name} <small>{entry.detail}</small>
          </span>
        </label>
      ))}
    </>
  );
}

function CellsField({
  group,
  onCells,
}: {
  group: CandidateGroup;
  onCells: (cells: readonly number[]) => void;
}): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const take = (text: string): void => {
    const cells = parseCells(text, group.size);
    setProblem(typeof cells === "string" ? cells : null);
    if (typeof cells !== "string") onCells(cells);
  };
  return (
    <>
      <label className="popup-row">
        <span>
          Cells <small>of {group.size}</small>
        </span>
        <input
          type="text"
          defaultValue={formatCells(group.cells ?? [0])}
          onBlur={(event) => take(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") take(event.currentTarget.value);
          }}
        />
      </label>
      {problem !== null && (
        <p className="popup-note" role="alert">
          {problem}
        </p>
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
