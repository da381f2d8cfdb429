import { signsOf } from "../../editor/connect";
import { edgesOf } from "../../state/records";
import { distinctNames, meanWeight, nodeName } from "../../shared/names";
import type { AnyRecord, Catalog, Raster } from "../../wire/types";
import type { ColorName } from "../paint/palette";

/** A population of a raster and the cells of it that are shown. */
export interface Group {
  node: string;
  name: string;
  short: string;
  /** Cells in the population, for rates. */
  size: number;
  /** The cells shown, or null for all. */
  cells: readonly number[] | null;
  /** Rows that it takes. */
  rows: number;
  color: ColorName;
  textColor: ColorName;
  softColor: ColorName;
}

/** The populations of a raster, from top to bottom; nodes that are gone are left out. */
export function groupsOf(
  view: Pick<Raster, "of">,
  records: ReadonlyMap<string, AnyRecord>,
  catalog: Catalog | null,
): Group[] {
  const groups: Group[] = [];
  const signs = signsOf(records);
  for (const watched of view.of) {
    const record = watched.node === null ? undefined : records.get(watched.node);
    if (record?.kind !== "neurons" && record?.kind !== "stimulus") continue;
    if (groups.some((group) => group.node === record.id)) continue;
    const cells = watched.cells?.filter((cell) => cell < record.size) ?? null;
    const name = nodeName(record, catalog);
    const sign =
      record.kind === "neurons" ? (signs.get(record.id) ?? null) : effectOf(record.id, records);
    groups.push({
      node: record.id,
      name,
      short: name,
      size: record.size,
      cells,
      rows: cells ? cells.length : record.size,
      color: sign === "excitatory" ? "exc" : sign === "inhibitory" ? "inh" : "stim",
      textColor: sign === "excitatory" ? "exc-text" : sign === "inhibitory" ? "inh-text" : "ink-2",
      softColor:
        sign === "excitatory" ? "exc-soft" : sign === "inhibitory" ? "inh-soft" : "surface-3",
    });
  }
  const short = distinctNames(groups.map((group) => group.name));
  return groups.map((group, i) => ({
    ...group,
    short: group.name.length <= 6 ? group.name : (short[i] ?? group.name),
  }));
}

/** What a source of spikes does to those that it reaches, told by the signs of its weights. */
function effectOf(
  id: string,
  records: ReadonlyMap<string, AnyRecord>,
): "excitatory" | "inhibitory" | null {
  const means = edgesOf(records)
    .filter((edge) => edge.source === id)
    .map((edge) => meanWeight(edge.weight));
  if (means.some((mean) => mean > 0) && means.every((mean) => mean >= 0)) return "excitatory";
  return means.some((mean) => mean < 0) && means.every((mean) => mean <= 0) ? "inhibitory" : null;
}

export interface Band {
  top: number;
  height: number;
  /** Height of one row in px. */
  pitch: number;
}

/** Bands from top to bottom in proportion to their rows, none lower than `least` while that fits. */
export function bands(
  groups: readonly Group[],
  top: number,
  height: number,
  least: number,
): Band[] {
  const gap = 8;
  const free = Math.max(1, height - gap * Math.max(0, groups.length - 1));
  const floor = Math.min(least, free / Math.max(1, groups.length));
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  const raised = groups.map((group) => Math.max(floor, (free * group.rows) / Math.max(1, rows)));
  const excess = raised.reduce((sum, h) => sum + h, 0) - free;
  const spare = raised.reduce((sum, h) => sum + (h - floor), 0);
  let y = top;
  return groups.map((group, i) => {
    const wanted = raised[i] ?? floor;
    const own = spare > 0 ? wanted - (excess * (wanted - floor)) / spare : wanted;
    const band = { top: y, height: own, pitch: own / Math.max(1, group.rows) };
    y += own + gap;
    return band;
  });
}
