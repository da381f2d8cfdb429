import { edgesOf, nodesOf, type Records, type ViewRecord } from "../state/records";
import { edgeName, nameOf } from "../shared/names";
import { variablesOf } from "../shared/variables";
import type { Catalog, Projection, Trace, Watched } from "../wire/types";
import { KINDS } from "./kinds";
import { nothing, signalOf } from "./offers";
import { CURRENT } from "./trace/signals";

/** Something that a view could show. */
export interface Candidate {
  key: string;
  watched: Watched;
  name: string;
  detail: string;
  shown: boolean;
}

/** Candidates that belong together: the variables of one node and the currents that reach it. */
export interface CandidateGroup {
  node: string;
  name: string;
  size: number;
  /** The cells that the view shows of it. */
  cells: readonly number[] | null;
  candidates: Candidate[];
}

export function watchedKey(watched: Watched): string {
  return `${watched.node ?? ""} ${watched.edge ?? ""} ${watched.variable ?? ""}`;
}

/** All that a trace could show, node by node; the nodes that it shows come first. */
export function traceCandidates(
  view: Trace,
  records: Records,
  catalog: Catalog | null,
): CandidateGroup[] {
  const shown = new Map(view.of.map((entry) => [watchedKey(entry), entry]));
  const groups: CandidateGroup[] = [];
  for (const node of nodesOf(records)) {
    if (node.kind !== "neurons") continue;
    const candidates: Candidate[] = [];
    const offer = (watched: Watched, name: string, detail: string): void => {
      const key = watchedKey(watched);
      const isShown = shown.has(key);
      candidates.push({ key, watched: shown.get(key) ?? watched, name, detail, shown: isShown });
    };
    for (const state of variablesOf(node, catalog)) {
      offer({ ...nothing, node: node.id, variable: state.name }, state.name, state.meaning);
    }
    for (const edge of edgesOf(records)) {
      if (edge.target !== node.id) continue;
      const from = nameOf(edge.source, records, catalog);
      const input =
        records.get(edge.source)?.kind === "stimulus"
          ? signalOf(edge.source, records, catalog)
          : null;
      const current = input ?? signalOf(edge.id, records, catalog);
      if (current) offer(current, CURRENT, `from ${from}`);
      for (const variable of edgeVariables(edge, catalog)) {
        offer({ ...nothing, edge: edge.id, variable }, variable, `from ${from}`);
      }
    }
    const cells = candidates.find((entry) => entry.shown)?.watched.cells ?? null;
    const name = nameOf(node.id, records, catalog);
    groups.push({ node: node.id, name, size: node.size, cells, candidates });
  }
  const isShown = (group: CandidateGroup): boolean => group.candidates.some((entry) => entry.shown);
  return groups.sort((a, b) => Number(isShown(b)) - Number(isShown(a)));
}

/** What an edge has to show beside its current: what is left to release, a weight, how well
 * training does. */
function edgeVariables(edge: Projection, catalog: Catalog | null): string[] {
  const released = edge.short_term ? ["u", "x"] : [];
  const { rule } = edge.plasticity ?? {};
  const entry = catalog?.plasticity.find(({ name }) => name === rule);
  if (!entry) return released;
  if (entry.algorithm === "") return [...released, "w"];
  const compared = edge.plasticity?.signal === null ? [] : ["error", "loss"];
  const graded = ["delta_rule", "backprop"].includes(entry.algorithm) && compared.length > 0;
  const measures = graded ? ["accuracy", "test_loss", "test_accuracy"] : [];
  return [...released, "w", ...compared, ...measures];
}

/** All that a raster or a weight matrix could show. */
export function plainCandidates(
  view: ViewRecord,
  records: Records,
  catalog: Catalog | null,
): Candidate[] {
  const shown = new Set(view.of.map((entry) => entry.node ?? entry.edge));
  const list = KINDS[view.kind].ofEdges === true ? edgesOf(records) : nodesOf(records);
  return list.flatMap((record) => {
    const watched = KINDS[view.kind].offer(record.id, records, catalog);
    if (!watched) return [];
    const edge = record.kind === "projection";
    const name = edge ? edgeName(record, records, catalog) : nameOf(record.id, records, catalog);
    const size = edge ? 0 : record.size;
    const detail = edge ? "" : size === 1 ? "1 cell" : `${size} cells`;
    return [{ key: watchedKey(watched), watched, name, detail, shown: shown.has(record.id) }];
  });
}

/** The entries of a view with one more, or one less. */
export function toggled(view: ViewRecord, watched: Watched, on: boolean): Watched[] {
  const key = watchedKey(watched);
  const others = view.of.filter((entry) => watchedKey(entry) !== key);
  return on ? [...others, watched] : others;
}

/** The entries of a trace with other cells for a node and all that reaches it. */
export function withCells(
  view: Trace,
  group: CandidateGroup,
  cells: readonly number[] | null,
): Watched[] {
  const keys = new Set(
    group.candidates
      .filter((entry) => entry.watched.node === group.node || entry.watched.edge !== null)
      .map((entry) => entry.key),
  );
  return view.of.map((entry) =>
    keys.has(watchedKey(entry)) ? { ...entry, cells: cells ? [...cells] : null } : entry,
  );
}
