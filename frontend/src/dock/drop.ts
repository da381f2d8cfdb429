import { useBoard } from "../state/board";
import { isEdge, isNode, isView, type Records } from "../state/records";
import type { Catalog, Watched } from "../wire/types";
import { useDock } from "./layout";
import { CURRENT } from "./trace/signals";

/** What the canvas needs of the dock while something is dragged. */

type Kind = "trace" | "raster" | "weights";

const nothing: Watched = { node: null, edge: null, variable: null, cells: null };

/** Where the dock is in the window, or null while there is none. */
export function dockRect(): DOMRect | null {
  return document.querySelector(".dock")?.getBoundingClientRect() ?? null;
}

/** Show where a drop at `point` (window coordinates) would land; null when the drag has ended. */
export function hoverDock(point: { x: number; y: number } | null): void {
  useDock.getState().setTarget(point ? targetAt(point) : null);
}

/** A node or an edge was dropped. True when it opened, or joined, a view. */
export function dropOnDock(point: { x: number; y: number }, recordId: string): boolean {
  const target = targetAt(point);
  useDock.getState().setTarget(null);
  if (target === null) return false;
  const { records, catalog, openView } = useBoard.getState();
  const into = records.get(target);
  if (isView(into)) {
    const watched = watchedIn(into.kind, recordId, records, catalog);
    if (watched) {
      openView(into.kind, [watched], into.id);
      return true;
    }
  }
  const kind = viewFor(recordId, records, catalog);
  const watched = kind && watchedIn(kind, recordId, records, catalog);
  if (!kind || !watched) return false;
  openView(kind, [watched]);
  return true;
}

function targetAt(point: { x: number; y: number }): string | null {
  for (const tile of document.querySelectorAll<HTMLElement>(".tile-floating")) {
    if (inside(tile.getBoundingClientRect(), point)) return tile.dataset["viewId"] ?? "";
  }
  const dock = dockRect();
  if (!dock || !inside(dock, point)) return null;
  for (const tile of document.querySelectorAll<HTMLElement>(".dock [data-view-id]")) {
    if (inside(tile.getBoundingClientRect(), point)) return tile.dataset["viewId"] ?? "";
  }
  return "";
}

function inside(box: DOMRect, point: { x: number; y: number }): boolean {
  return point.x >= box.left && point.x <= box.right && point.y >= box.top && point.y <= box.bottom;
}

/** The view that shows most of a record: the trace of a neuron or a current, the raster of a
 * population or a source of spikes, the weights of a connection between populations. */
export function viewFor(id: string, records: Records, catalog: Catalog | null): Kind | null {
  const record = records.get(id);
  if (isNode(record)) {
    return spikes(id, records, catalog) && (record.size > 1 || record.kind === "stimulus")
      ? "raster"
      : "trace";
  }
  if (!isEdge(record)) return null;
  const size = (end: string): number => {
    const node = records.get(end);
    return isNode(node) ? node.size : 1;
  };
  const source = records.get(record.source);
  const external = source?.kind === "stimulus" && !spikes(source.id, records, catalog);
  const single = external || size(record.source) * size(record.target) === 1;
  return single && hasCurrent(record.synapse, catalog) ? "trace" : "weights";
}

/** What a view of some kind would show of a record, or null when it has nothing to show. */
export function watchedIn(
  kind: Kind,
  id: string,
  records: Records,
  catalog: Catalog | null,
): Watched | null {
  const record = records.get(id);
  if (isEdge(record)) {
    if (kind === "weights") return { ...nothing, edge: id };
    if (kind === "raster" || !hasCurrent(record.synapse, catalog)) return null;
    return { ...nothing, edge: id, variable: CURRENT };
  }
  if (!isNode(record) || kind === "weights") return null;
  if (kind === "raster") return spikes(id, records, catalog) ? { ...nothing, node: id } : null;
  if (record.kind === "stimulus") {
    return spikes(id, records, catalog) ? null : { ...nothing, node: id, variable: CURRENT };
  }
  const model = catalog?.neurons.find((entry) => entry.name === record.model);
  const variable = model?.output_name === "" ? model.states[0]?.name : model?.output_name;
  return variable === undefined ? null : { ...nothing, node: id, variable };
}

/** A weighted sum (no synapse) has a current; a synapse that kicks the potential has none. */
function hasCurrent(synapse: string | null, catalog: Catalog | null): boolean {
  if (synapse === null) return true;
  return catalog?.synapses.find((entry) => entry.name === synapse)?.current === true;
}

function spikes(id: string, records: Records, catalog: Catalog | null): boolean {
  const record = records.get(id);
  if (record?.kind === "stimulus") {
    return catalog?.stimuli.find((entry) => entry.name === record.model)?.output === "spikes";
  }
  if (record?.kind !== "neurons") return false;
  return catalog?.neurons.find((entry) => entry.name === record.model)?.spikes === true;
}
