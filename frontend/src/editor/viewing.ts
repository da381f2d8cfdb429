import { watchedIn } from "../dock/drop";
import { nodeName } from "../shared/names";
import { useBoard } from "../state/board";
import { edgesOf, isEdge, viewsOf, type ViewKind } from "../state/records";
import type { Watched } from "../wire/types";
import { endOf } from "./connect";

/** Commands that open views. */

const board = useBoard.getState;

const missing: Readonly<Record<ViewKind, string>> = {
  trace: "Select a neuron or a connection first, then open its trace.",
  raster: "Select something that spikes first, then open its raster.",
  weights: "Select a connection first, then open its weight matrix.",
};

/** What a view of a kind would show of some records; empty when it does not apply. */
export function watchable(kind: ViewKind, ids: Iterable<string>): Partial<Watched>[] {
  const { records, catalog } = board();
  const wanted = [...ids];
  if (kind === "weights" && !wanted.some((id) => isEdge(records.get(id)))) {
    const inner = new Set(wanted);
    const between = edgesOf(records).find(
      ({ source, target }) => inner.has(source) && inner.has(target),
    );
    return between ? [{ edge: between.id }] : [];
  }
  const shown = wanted.flatMap((id) => watchedIn(kind, id, records, catalog) ?? []);
  return kind === "weights" ? shown.slice(0, 1) : shown;
}

/** Open a view of the selection, or of some records; says what to select where it cannot. */
export function openView(kind: ViewKind, ids: Iterable<string> = board().selection): void {
  const { records, catalog, openView: open } = board();
  const of = watchable(kind, ids);
  if (of.length === 0) {
    board().notify(missing[kind], "info");
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
  open(kind, of);
}
