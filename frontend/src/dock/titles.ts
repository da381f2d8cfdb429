import type { Records, ViewRecord } from "../state/records";
import { edgeName, nameOf } from "../shared/names";
import type { Catalog } from "../wire/types";
import { KINDS } from "./kinds";

/** Whose data a view shows: "Neuron A", "E and I", "A to B". */
export function sourceOf(view: ViewRecord, records: Records, catalog: Catalog | null): string {
  if (KINDS[view.kind].ofEdges === true) {
    const first = view.of[0]?.edge;
    const edge = first === null || first === undefined ? undefined : records.get(first);
    if (edge?.kind !== "projection") return "";
    const rest = view.of.length - 1;
    return edgeName(edge, records, catalog) + (rest > 0 ? ` and ${rest} more` : "");
  }
  const owners = view.of.flatMap((watched) => {
    if (watched.node !== null) return [watched.node];
    const edge = watched.edge === null ? undefined : records.get(watched.edge);
    return edge?.kind === "projection" ? [edge.target] : [];
  });
  const names = [...new Set(owners)]
    .filter(
      (id) => records.has(id) && (view.kind !== "trace" || records.get(id)?.kind === "neurons"),
    )
    .map((id) => nameOf(id, records, catalog));
  if (names.length === 0) {
    return [...new Set(owners)].map((id) => nameOf(id, records, catalog)).join(", ");
  }
  if (names.length <= 2) return names.join(" and ");
  return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}
