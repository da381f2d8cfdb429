import type { Weights } from "../../wire/types";
import { PlainChoice } from "../Contents";
import { heatLook } from "../figure/heat";
import type { Kind } from "../kind";
import { weightsOf } from "../offers";
import { EditChoice } from "./EditChoice";
import { weightColors } from "./matrix";
import { WeightsPlot } from "./plot";
import { WholeChoice } from "./WholeChoice";

export const weightsKind: Kind<Weights> = {
  kind: "weights",
  title: "Weights",
  name: "Weight matrix",
  hint: "Weights of the selected connection as a heat map",
  missing: "Select a connection first, then open its weight matrix.",
  picture: "weights",
  ofEdges: true,
  most: 64,
  offer: weightsOf,
  plot: () => new WeightsPlot(),
  Options: ({ view, plot, show, onClose }) => (
    <>
      {plot instanceof WeightsPlot && <WholeChoice plot={plot} />}
      <EditChoice view={view} onClose={onClose} />
      <PlainChoice view={view} show={show} />
    </>
  ),
  look: (trace) => {
    if (trace.meta.shows !== "weights") return {};
    return heatLook(trace["colorbar"], weightColors().reverse());
  },
};
