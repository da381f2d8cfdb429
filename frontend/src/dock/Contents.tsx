import { useState, type ReactElement } from "react";
import { useBoard } from "../state/board";
import type { ViewRecord } from "../state/records";
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
import { KINDS } from "./kinds";

/** What a trace shows: variables and currents node by node, and of which cells. */
export function TraceChoice({
  view,
  show,
}: {
  view: Trace;
  show: (of: Watched[]) => void;
}): ReactElement {
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

/** Which populations or connections a raster or a matrix shows. */
export function PlainChoice({
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
      <h3>{KINDS[view.kind].ofEdges === true ? "Connections" : "Populations"}</h3>
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
