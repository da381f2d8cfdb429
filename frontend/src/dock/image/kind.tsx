import { formatDuration, useTimeUnit } from "../../shared/timeunit";
import type { Image } from "../../wire/types";
import { entriesOf } from "../entries";
import { heatLook } from "../figure/heat";
import type { Kind, OptionsProps } from "../kind";
import { nothing, spikes, valuesOf } from "../offers";
import { EntryChoice } from "../options/EntryChoice";
import { Setting, usePut } from "../options/fields";
import { ScaleChoice } from "../options/ScaleChoice";
import { rampColors } from "../paint/ramp";
import { ImagePlot } from "./plot";

const BINS = [1, 2, 5, 10, 20, 50, 100];

export const imageKind: Kind<Image> = {
  kind: "image",
  title: "Activity",
  name: "Activity image",
  hint: "Spikes or a variable of all cells against time, as colours",
  missing: "Select a population first, then open its activity image.",
  picture: "image",
  most: 1,
  offer: (id, records, catalog) =>
    spikes(id, records, catalog) ? { ...nothing, node: id } : valuesOf(id, records, catalog),
  open: (of) => ({ of: of.slice(0, 1) }),
  plot: () => new ImagePlot(),
  Options,
  look: (trace, { view, records, catalog }) => {
    if (trace.meta.shows !== "values") return {};
    const [entry] = entriesOf(view.of, records, catalog);
    return heatLook(trace["colorbar"], rampColors(entry?.ramp ?? "ink"));
  },
};

function Options({ view, show }: OptionsProps<Image>) {
  const unit = useTimeUnit();
  const put = usePut(view);
  return (
    <>
      <Setting
        label="Width of a column"
        value={view.bin}
        choices={BINS.map((value) => ({ value, label: formatDuration(value, unit) }))}
        onChange={(bin) => put({ bin })}
      />
      <ScaleChoice view={view} />
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
