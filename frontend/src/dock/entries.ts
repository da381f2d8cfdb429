import { edgeName, nodeName, weightUnit } from "../shared/names";
import { variablesOf } from "../shared/variables";
import { isEdge, isNode, type Records } from "../state/records";
import type { Catalog, Watched } from "../wire/types";
import { signsOf } from "../editor/connect";
import type { ColorName } from "./paint/palette";
import type { RampName } from "./paint/ramp";
import { CURRENT } from "./trace/signals";

/** An entry of a view as a plot needs it. */
export interface Entry {
  /** The node or the edge. */
  id: string;
  name: string;
  /** The variable; empty for spikes and weights. */
  variable: string;
  unit: string;
  size: number;
  cells: readonly number[] | null;
  color: ColorName;
  textColor: ColorName;
  softColor: ColorName;
  ramp: RampName;
}

/** The entries of a view; what is gone is left out. */
export function entriesOf(
  of: readonly Watched[],
  records: Records,
  catalog: Catalog | null,
): Entry[] {
  const signs = signsOf(records);
  return of.flatMap((watched): Entry[] => {
    const record = records.get(watched.node ?? watched.edge ?? "");
    if (isEdge(record)) {
      const sign = signs.get(record.source) ?? null;
      const unit = watched.variable === null ? weightUnit(record, catalog) : "";
      const name = edgeName(record, records, catalog);
      const variable = watched.variable ?? "";
      const { cells } = watched;
      return [{ id: record.id, name, variable, unit, size: 0, cells, ...coloursOf(sign, false) }];
    }
    if (!isNode(record)) return [];
    const { id, size } = record;
    const name = nodeName(record, catalog);
    const cells = watched.cells?.filter((cell) => cell < size) ?? null;
    if (record.kind === "stimulus") {
      const model = catalog?.stimuli.find((entry) => entry.name === record.model);
      const current = model?.output !== "spikes";
      const variable = current ? CURRENT : "";
      const unit = current ? (model?.unit ?? "") : "";
      return [{ id, name, variable, unit, size, cells, ...coloursOf(null, false) }];
    }
    const known = variablesOf(record, catalog);
    const model = catalog?.neurons.find((entry) => entry.name === record.model);
    const shown = model?.output_name === "" ? known[0]?.name : model?.output_name;
    const variable = watched.variable ?? shown ?? "";
    const state = known.find((entry) => entry.name === variable);
    const sign = signs.get(id) ?? null;
    const membrane = state?.unit === "mV";
    return [
      { id, name, variable, unit: state?.unit ?? "", size, cells, ...coloursOf(sign, membrane) },
    ];
  });
}

function coloursOf(
  sign: "excitatory" | "inhibitory" | null,
  membrane: boolean,
): Pick<Entry, "color" | "textColor" | "softColor" | "ramp"> {
  const ramp = membrane ? "volt" : "ink";
  if (sign === "excitatory") {
    return { color: "exc", textColor: "exc-text", softColor: "exc-soft", ramp };
  }
  if (sign === "inhibitory") {
    return { color: "inh", textColor: "inh-text", softColor: "inh-soft", ramp };
  }
  return { color: "stim", textColor: "ink-2", softColor: "surface-3", ramp };
}
