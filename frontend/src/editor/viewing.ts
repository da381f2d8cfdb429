import { KINDS } from "../dock/kinds";
import { nothing } from "../dock/offers";
import { nodeName } from "../shared/names";
import { useBoard } from "../state/board";
import { edgesOf, isEdge, viewsOf, type ViewKind } from "../state/records";
import type { Watched } from "../wire/types";
import { endOf } from "./connect";

/** Commands that open views. */

const board = useBoard.getState;

/** What a view of a kind would show of some records; empty when it does not apply. */
export function watchable(kind: ViewKind, ids: Iterable<string>): Watched[] {
  const { records, catalog } = board();
  const wanted = [...ids];
  const { ofEdges = false, most, offer } = KINDS[kind];
  if (ofEdges && !wanted.some((id) => isEdge(records.get(id)))) {
    const inner = new Set(wanted);
    const between = edgesOf(records).find(
      ({ source, target }) => inner.has(source) && inner.has(target),
    );
    return between ? [{ ...nothing, edge: between.id }] : [];
  }
  const shown = wanted.flatMap((id) => offer(id, records, catalog) ?? []);
  return shown.slice(0, kind === "weights" ? 1 : most);
}

/** Open a view of the selection, or of some records; says what to select where it cannot. */
export function openView(kind: ViewKind, ids: Iterable<string> = board().selection): void {
  const { records, catalog, openView: open } = board();
  const of = watchable(kind, ids);
  if (of.length === 0) {
    board().notify(KINDS[kind].missing, "info");
    return;
  }
  const key = (entry: Partial<Watched>): string =>
    [entry.node ?? "", entry.edge ?? "", entry.variable ?? ""].join("|");
  const wanted = new Set(of.map(key));
  const twin = viewsOf(records).findIndex(
    (view) =>
      view.kind === kind &&
      view.of.length === wanted.size &&
      view.of.every((e) => wanted.has(key(e))),
  );
  if (twin >= 0) {
    const first = of[0];
    const node = endOf(records, first?.node ?? "");
    board().notify(
      `${node ? nodeName(node, catalog) : "It"} is already shown in view ${twin + 1}.`,
      "info",
    );
    return;
  }
  const { of: shown, more } = KINDS[kind].open?.(of, records, catalog) ?? { of };
  if (more === undefined) open(kind, shown);
  else open(kind, shown, undefined, more);
}
