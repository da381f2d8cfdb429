import type { Bars } from "../../wire/types";
import { entriesOf } from "../entries";
import type { Kind } from "../kind";
import { valuesOf } from "../offers";
import { EntryChoice } from "../options/EntryChoice";
import { ScaleChoice } from "../options/ScaleChoice";
import { BarsPlot } from "./plot";

export const barsKind: Kind<Bars> = {
  kind: "bars",
  title: "Bars",
  name: "Bars",
  hint: "A bar for each cell, as high as its activity or potential",
  missing: "Select neurons or units first, then open their bars.",
  picture: "bars",
  most: 8,
  offer: valuesOf,
  plot: () => new BarsPlot(),
  Options: ({ view, show }) => (
    <>
      <ScaleChoice view={view} />
      <EntryChoice view={view} offered={["values"]} names={["Shows"]} cells="any" show={show} />
    </>
  ),
  look: ({ meta }, { view, records, catalog, palette }) => {
    if (meta.shows !== "entry") return {};
    const entry = entriesOf(view.of, records, catalog)[meta.place];
    const name = entry?.ramp === "volt" ? "volt" : (entry?.color ?? "stim");
    return { marker: { color: palette.color(name) } };
  },
};
