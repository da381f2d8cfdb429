import { useBoard } from "../state/board";
import { isEdge, isNode, isView, type Records, type ViewKind } from "../state/records";
import type { Catalog, Watched } from "../wire/types";
import { KINDS } from "./kinds";
import { useDock } from "./layout";
import { hasCurrent, spikes } from "./offers";

/** What the canvas needs of the dock while something is dragged. */

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
    if (watched && into.of.length < KINDS[into.kind].most) {
      openView(into.kind, [watched], into.id);
      return true;
    }
  }
  const kind = viewFor(recordId, records, catalog);
  const watched = kind && watchedIn(kind, recordId, records, catalog);
  if (!kind || !watched) return false;
  const { of, more } = KINDS[kind].open?.([watched], records, catalog) ?? { of: [watched] };
  if (more === undefined) openView(kind, of);
  else openView(kind, of, undefined, more);
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
export function viewFor(id: string, records: Records, catalog: Catalog | null): ViewKind | null {
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
  kind: ViewKind,
  id: string,
  records: Records,
  catalog: Catalog | null,
): Watched | null {
  return KINDS[kind].offer(id, records, catalog);
}
