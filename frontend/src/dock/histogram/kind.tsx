import { isEdge, isNode } from "../../state/records";
import { formatDuration, useTimeUnit } from "../../shared/timeunit";
import type { Histogram, Watched } from "../../wire/types";
import { entriesOf } from "../entries";
import type { Kind, OptionsProps } from "../kind";
import { nothing, spikes, valuesOf, weightsOf } from "../offers";
import { EntryChoice, type Offered } from "../options/EntryChoice";
import { Setting, usePut } from "../options/fields";
import { SPANS } from "../windows";
import { HistogramPlot } from "./plot";

const WHAT = [
  { value: "cells", label: "Cells or synapses now" },
  { value: "time", label: "One cell over time" },
  { value: "intervals", label: "Intervals between spikes" },
] as const;
const BINS = [10, 20, 30, 50, 100, 200];
const OFFERED: Readonly<Record<Histogram["what"], readonly Offered[]>> = {
  cells: ["values", "weights"],
  time: ["values"],
  intervals: ["spikes"],
};

export const histogramKind: Kind<Histogram> = {
  kind: "histogram",
  title: "Histogram",
  name: "Histogram",
  hint: "How often which value, weight or interval between spikes occurs",
  missing: "Select a neuron, a population or a connection first, then open its histogram.",
  picture: "histogram",
  most: 8,
  offer: (id, records, catalog) =>
    isEdge(records.get(id))
      ? weightsOf(id, records)
      : (valuesOf(id, records, catalog) ?? spikesOnly(id, records, catalog)),
  // Of a single spiking neuron, and of a source of spikes, the intervals say most.
  open: (of, records, catalog) => {
    const [first] = of;
    const node = records.get(first?.node ?? "");
    if (!first || !isNode(node)) return { of: of.slice(0, 1) };
    if (first.variable === null || (node.size === 1 && spikes(node.id, records, catalog))) {
      return { of: [{ ...first, variable: null }], more: { what: "intervals" } };
    }
    return { of: [first], more: { what: node.size === 1 ? "time" : "cells" } };
  },
  plot: () => new HistogramPlot(),
  Options,
  look: ({ meta }, { view, records, catalog, palette }) => {
    if (meta.shows !== "entry") return {};
    const entry = entriesOf(view.of, records, catalog)[meta.place];
    return {
      marker: { color: palette.color(entry?.color ?? "stim") },
      opacity: view.of.length > 1 ? 0.6 : 1,
    };
  },
};

const spikesOnly: typeof valuesOf = (id, records, catalog) =>
  spikes(id, records, catalog) ? { ...nothing, node: id } : null;

function Options({ view, show }: OptionsProps<Histogram>) {
  const unit = useTimeUnit();
  const put = usePut(view);
  const change = (what: Histogram["what"]): void => {
    const keep = (entry: Watched): Watched =>
      what === "intervals" ? { ...entry, variable: null } : entry;
    const of = view.of.filter((entry) => entry.edge === null || what === "cells").map(keep);
    put({ what, of });
  };
  return (
    <>
      <Setting label="Counts" value={view.what} choices={WHAT} onChange={change} />
      <Setting
        label="Bins"
        value={view.bins}
        choices={BINS.map((value) => ({ value, label: String(value) }))}
        onChange={(bins) => put({ bins })}
      />
      {view.what !== "cells" && (
        <Setting
          label="Over the last"
          value={view.span}
          choices={SPANS.map((value) => ({ value, label: formatDuration(value, unit) }))}
          onChange={(span) => put({ span })}
        />
      )}
      <EntryChoice
        view={view}
        offered={OFFERED[view.what]}
        names={["Shows"]}
        cells={view.what === "time" ? "one" : "any"}
        show={show}
      />
    </>
  );
}
