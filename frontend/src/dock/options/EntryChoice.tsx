import { useState, type ReactElement } from "react";
import { edgeName, nameOf } from "../../shared/names";
import { variablesOf } from "../../shared/variables";
import { useBoard } from "../../state/board";
import { edgesOf, nodesOf, type Records } from "../../state/records";
import type { Catalog, Watched } from "../../wire/types";
import { formatCells, parseCells } from "../cells";
import { KINDS } from "../kinds";
import type { ViewRecord } from "../../state/records";
import { nothing, spikes, valuesOf } from "../offers";

/** What an entry may be: variables of nodes, spikes, weights of connections. */
export type Offered = "values" | "spikes" | "weights";

interface Choice {
  readonly watched: Watched;
  readonly label: string;
  readonly size: number;
}

interface Props {
  view: ViewRecord;
  offered: readonly Offered[];
  /** What the entries are called, in their order; the last one for all others. */
  names: readonly string[];
  /** How cells are chosen: not at all, any, or a single one. */
  cells: "none" | "any" | "one";
  show: (of: Watched[]) => void;
}

/** What a view shows, entry by entry, out of all that it could. */
export function EntryChoice({ view, offered, names, cells, show }: Props): ReactElement {
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const choices = choicesOf(offered, records, catalog);
  const { most } = KINDS[view.kind];
  const put = (index: number, watched: Watched | null): void => {
    const of = view.of.flatMap((entry, i) => (i === index ? (watched ?? []) : entry));
    show(index === view.of.length && watched ? [...of, watched] : of);
  };
  const rows = view.of.length < most ? [...view.of, null] : view.of;
  return (
    <div role="group" aria-label="Shown">
      {rows.map((entry, i) => {
        const size =
          entry === null ? 0 : (choices.find((c) => isSame(c.watched, entry))?.size ?? 0);
        return (
          <EntryRow
            key={`${i} ${entry === null ? "" : JSON.stringify(entry)}`}
            name={entry === null && i > 0 ? "Add" : (names[i] ?? names.at(-1) ?? "Shows")}
            entry={entry}
            choices={choices}
            cells={size > 1 ? cells : "none"}
            size={size}
            removable={view.of.length > 1}
            onChange={(watched) => put(i, watched)}
          />
        );
      })}
    </div>
  );
}

function EntryRow(props: {
  name: string;
  entry: Watched | null;
  choices: readonly Choice[];
  cells: Props["cells"];
  size: number;
  removable: boolean;
  onChange: (watched: Watched | null) => void;
}): ReactElement {
  const { name, entry, choices, cells, size, removable, onChange } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const chosen = entry === null ? -1 : choices.findIndex((c) => isSame(c.watched, entry));
  const take = (text: string): void => {
    if (entry === null) return;
    const parsed = text.trim() === "" && cells === "any" ? null : parseCells(text, size);
    const one = cells === "one" && Array.isArray(parsed) && parsed.length > 1;
    const said = one ? "This view shows one cell." : typeof parsed === "string" ? parsed : null;
    setProblem(said);
    if (said === null && typeof parsed !== "string") onChange({ ...entry, cells: parsed });
  };
  return (
    <>
      <label className="popup-row">
        <span>{name}</span>
        <select
          value={chosen}
          onChange={(event) => {
            const index = Number(event.target.value);
            onChange(index < 0 ? null : (choices[index]?.watched ?? null));
          }}
        >
          {(entry === null || removable || chosen < 0) && (
            <option value={-1}>{entry === null ? "Choose" : "Nothing"}</option>
          )}
          {choices.map((choice, i) => (
            <option key={choice.label} value={i}>
              {choice.label}
            </option>
          ))}
        </select>
      </label>
      {entry !== null && cells !== "none" && (
        <label className="popup-row">
          <span>
            {cells === "one" ? "Cell" : "Cells"} <small>of {size}</small>
          </span>
          <input
            type="text"
            placeholder={cells === "any" ? "all" : "0"}
            defaultValue={entry.cells === null ? "" : formatCells(entry.cells)}
            onBlur={(event) => take(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") take(event.currentTarget.value);
            }}
          />
        </label>
      )}
      {problem !== null && (
        <p className="popup-note" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

function isSame(a: Watched, b: Watched): boolean {
  return a.node === b.node && a.edge === b.edge && a.variable === b.variable;
}

function choicesOf(
  offered: readonly Offered[],
  records: Records,
  catalog: Catalog | null,
): Choice[] {
  const found: Choice[] = [];
  for (const node of nodesOf(records)) {
    const { id, size } = node;
    const name = nameOf(id, records, catalog);
    if (offered.includes("spikes") && spikes(id, records, catalog)) {
      found.push({ watched: { ...nothing, node: id }, label: `Spikes of ${name}`, size });
    }
    if (!offered.includes("values")) continue;
    if (node.kind === "neurons") {
      for (const { name: variable } of variablesOf(node, catalog)) {
        const watched = { ...nothing, node: id, variable };
        found.push({ watched, label: `${variable} of ${name}`, size });
      }
    } else {
      const watched = valuesOf(id, records, catalog);
      if (watched) found.push({ watched, label: name, size });
    }
  }
  if (offered.includes("weights")) {
    for (const edge of edgesOf(records)) {
      const label = `Weights ${edgeName(edge, records, catalog)}`;
      found.push({ watched: { ...nothing, edge: edge.id }, label, size: 0 });
    }
  }
  return found;
}
