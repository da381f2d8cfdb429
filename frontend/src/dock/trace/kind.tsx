import { seriesKey } from "../../live/live";
import type { Trace } from "../../wire/types";
import { TraceChoice } from "../Contents";
import { fields } from "../figure/plotly";
import type { Kind } from "../kind";
import { signalOf } from "../offers";
import { ScaleChoice } from "../options/ScaleChoice";
import { TracePlot } from "./plot";
import { signalsOf } from "./signals";

export const traceKind: Kind<Trace> = {
  kind: "trace",
  title: "Trace",
  name: "Trace",
  hint: "Membrane potential of the selection against time",
  missing: "Select a neuron or a connection first, then open its trace.",
  picture: "trace",
  most: 64,
  offer: signalOf,
  plot: () => new TracePlot(),
  Options: ({ view, show }) => (
    <>
      <ScaleChoice view={view} />
      <TraceChoice view={view} show={show} />
    </>
  ),
  look: (trace, { view, records, catalog, palette }) => {
    const { meta } = trace;
    if (meta.shows !== "signal") return {};
    const key = seriesKey(meta.of, meta.variable, meta.cell);
    const signal = signalsOf(view, records, catalog).find((entry) => entry.key === key);
    if (!signal) return {};
    const line = {
      ...fields(trace["line"]),
      color: palette.color(signal.color),
      width: signal.width * palette.scale,
      dash: signal.dash.length > 0 ? signal.dash.map((part) => `${part}px`).join(",") : "solid",
    };
    return { line };
  },
};
