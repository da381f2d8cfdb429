import { variablesOf } from "../../shared/variables";
import { formatDuration, useTimeUnit } from "../../shared/timeunit";
import type { Scatter } from "../../wire/types";
import type { Kind, OptionsProps } from "../kind";
import { nothing, valuesOf } from "../offers";
import { EntryChoice } from "../options/EntryChoice";
import { Setting, usePut } from "../options/fields";
import { SPANS } from "../windows";
import { ScatterPlot } from "./plot";

const WHAT = [
  { value: "time", label: "One cell over time" },
  { value: "cells", label: "All cells now" },
] as const;

export const scatterKind: Kind<Scatter> = {
  kind: "scatter",
  title: "Scatter",
  name: "Scatter plot",
  hint: "Two variables against each other, such as V against w",
  missing: "Select a neuron or a population first, then open its scatter plot.",
  picture: "scatter",
  most: 2,
  offer: valuesOf,
  // Of one node its first two variables, where it has two.
  open: (of, records, catalog) => {
    const [first, second] = of;
    const node = records.get(first?.node ?? "");
    if (first === undefined || second !== undefined || node?.kind !== "neurons") {
      return { of: of.slice(0, 2) };
    }
    const other = variablesOf(node, catalog).find(({ name }) => name !== first.variable);
    if (other) return { of: [first, { ...nothing, node: node.id, variable: other.name }] };
    return { of: [first] };
  },
  plot: () => new ScatterPlot(),
  Options,
  look: (_trace, { view, palette }) => ({
    line: { color: palette.color("ink-2"), width: 1.25 * palette.scale },
    marker: { color: palette.color(view.what === "cells" ? "ink-2" : "ink"), size: 4 },
  }),
};

function Options({ view, show }: OptionsProps<Scatter>) {
  const unit = useTimeUnit();
  const put = usePut(view);
  return (
    <>
      <Setting label="Points" value={view.what} choices={WHAT} onChange={(what) => put({ what })} />
      {view.what === "time" && (
        <Setting
          label="Over the last"
          value={view.span}
          choices={SPANS.map((value) => ({ value, label: formatDuration(value, unit) }))}
          onChange={(span) => put({ span })}
        />
      )}
      <EntryChoice
        view={view}
        offered={["values"]}
        names={["Across", "Up"]}
        cells={view.what === "time" ? "one" : "none"}
        show={show}
      />
    </>
  );
}
