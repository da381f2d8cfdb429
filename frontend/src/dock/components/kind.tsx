import { formatDuration, useTimeUnit } from "../../shared/timeunit";
import type { Components } from "../../wire/types";
import type { Kind, OptionsProps } from "../kind";
import { isNode } from "../../state/records";
import { nothing, spikes, valuesOf } from "../offers";
import { EntryChoice } from "../options/EntryChoice";
import { Setting, usePut } from "../options/fields";
import { SPANS } from "../windows";
import { ComponentsPlot } from "./plot";

const BINS = [5, 10, 20, 50, 100];

export const componentsKind: Kind<Components> = {
  kind: "components",
  title: "Components",
  name: "Principal components",
  hint: "The activity of a population as a path in the two directions of most variance",
  missing: "Select a population first, then open its principal components.",
  picture: "components",
  most: 1,
  offer: (id, records, catalog) => {
    const node = records.get(id);
    if (!isNode(node) || node.size < 2) return null;
    return spikes(id, records, catalog) ? { ...nothing, node: id } : valuesOf(id, records, catalog);
  },
  open: (of) => ({ of: of.slice(0, 1) }),
  plot: () => new ComponentsPlot(),
  Options,
  look: (trace, { palette }) => ({
    line: { color: palette.color("ink-4"), width: 1 },
    marker: {
      ...(typeof trace["marker"] === "object" ? trace["marker"] : {}),
      colorscale: [
        [0, palette.color("line-strong")],
        [1, palette.color("ink")],
      ],
    },
  }),
};

function Options({ view, show }: OptionsProps<Components>) {
  const unit = useTimeUnit();
  const put = usePut(view);
  return (
    <>
      <Setting
        label="Over the last"
        value={view.span}
        choices={SPANS.map((value) => ({ value, label: formatDuration(value, unit) }))}
        onChange={(span) => put({ span })}
      />
      <Setting
        label="Width of a bin"
        value={view.bin}
        choices={BINS.map((value) => ({ value, label: formatDuration(value, unit) }))}
        onChange={(bin) => put({ bin })}
      />
      <EntryChoice
        view={view}
        offered={["spikes", "values"]}
        names={["Shows"]}
        cells="none"
        show={show}
      />
    </>
  );
}
