import type { Raster } from "../../wire/types";
import { PlainChoice } from "../Contents";
import { fields, type Fields } from "../figure/plotly";
import type { Kind } from "../kind";
import { spikesOf } from "../offers";
import { RasterPlot } from "./plot";
import { groupsOf } from "./rows";

/** px of a tick of the figure at most. */
const TALLEST = 12;

export const rasterKind: Kind<Raster> = {
  kind: "raster",
  title: "Raster",
  name: "Raster",
  hint: "Spikes of the selection against time",
  missing: "Select something that spikes first, then open its raster.",
  picture: "raster",
  most: 64,
  offer: spikesOf,
  plot: () => new RasterPlot(),
  Options: ({ view, show }) => <PlainChoice view={view} show={show} />,
  look: ({ meta }, { view, records, catalog, palette, height, layout }) => {
    if (meta.shows !== "population") return {};
    const group = groupsOf(view, records, catalog).find((entry) => entry.node === meta.of);
    const color = palette.color(group?.color ?? "stim");
    const size = Math.max(2, Math.min(TALLEST, (0.8 * height) / rowsOf(layout)));
    return { marker: { symbol: "line-ns-open", size, color, line: { width: 1.25, color } } };
  },
};

function rowsOf(layout: Fields): number {
  const range = fields(layout["yaxis"])["range"];
  const most: unknown = Array.isArray(range) ? range[0] : undefined;
  return typeof most === "number" && most > 1 ? most : 1;
}
