import { useState } from "react";
import { isEdge, isNode } from "../../state/records";
import { useBoard } from "../../state/board";
import type { Watched, WeightHistory } from "../../wire/types";
import { PlainChoice } from "../Contents";
import { entriesOf } from "../entries";
import { fields } from "../figure/plotly";
import type { Kind, OptionsProps } from "../kind";
import { weightsOf } from "../offers";
import { usePut } from "../options/fields";
import { edgeName } from "../../shared/names";
import { WeightHistoryPlot } from "./plot";
import { formatSynapses, parseSynapses } from "./synapses";

export const weightHistoryKind: Kind<WeightHistory> = {
  kind: "weight_history",
  title: "History",
  name: "Weights over time",
  hint: "Mean and percentiles of the weights of a connection against time, and single synapses",
  missing: "Select a connection first, then open its weights over time.",
  picture: "history",
  ofEdges: true,
  most: 64,
  offer: weightsOf,
  plot: () => new WeightHistoryPlot(),
  Options,
  look: (trace, { view, records, catalog, palette }) => {
    if (trace.meta.shows !== "entry") return {};
    const entry = entriesOf(view.of, records, catalog)[trace.meta.place];
    const color = palette.color(entry?.color ?? "stim");
    return { line: { ...fields(trace["line"]), color } };
  },
};

function Options({ view, show }: OptionsProps<WeightHistory>) {
  const put = usePut(view);
  return (
    <>
      <label className="popup-row">
        <span>Matrices of some moments</span>
        <input
          type="checkbox"
          checked={view.strip}
          onChange={(event) => put({ strip: event.target.checked })}
        />
      </label>
      <PlainChoice view={view} show={show} />
      {view.of.map((entry, i) => (
        <Synapses
          key={`${entry.edge ?? ""} ${String(entry.cells)}`}
          entry={entry}
          onChange={(cells) => show(view.of.map((e, k) => (k === i ? { ...e, cells } : e)))}
        />
      ))}
    </>
  );
}

function Synapses({
  entry,
  onChange,
}: {
  entry: Watched;
  onChange: (cells: number[] | null) => void;
}) {
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const [problem, setProblem] = useState<string | null>(null);
  const edge = records.get(entry.edge ?? "");
  const [source, target] = isEdge(edge)
    ? [records.get(edge.source), records.get(edge.target)]
    : [undefined, undefined];
  if (!isEdge(edge) || !isNode(source) || !isNode(target)) return null;
  const sizes = { source: source.size, target: target.size };
  const shown = formatSynapses(entry.cells ?? [], sizes.source);
  const take = (text: string): void => {
    const found = parseSynapses(text, sizes);
    setProblem(typeof found === "string" ? found : null);
    if (typeof found === "string" || formatSynapses(found, sizes.source) === shown) return;
    onChange(found.length > 0 ? found : null);
  };
  return (
    <>
      <label className="popup-row">
        <span>
          Synapses <small>{edgeName(edge, records, catalog)}, such as 0-1, 3-0</small>
        </span>
        <input
          type="text"
          placeholder="none"
          defaultValue={shown}
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
