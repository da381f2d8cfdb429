import { useBoard } from "../state/board";
import type { NodeRecord } from "../state/records";
import type { Neurons, Projection, Stimulus } from "../wire/types";

/** A parameter as a record holds it. */
export type Value = NodeRecord["params"][string];

/** Change records as they are now, not as they were when the control was drawn. Records that are
 * gone are passed over. */
export function changeNodes(
  ids: readonly string[],
  change: (node: NodeRecord) => NodeRecord,
  label: string,
  gesture: string | null = null,
): void {
  const { records, edit } = useBoard.getState();
  const put = ids.flatMap((id) => {
    const record = records.get(id);
    return record?.kind === "neurons" || record?.kind === "stimulus" ? [change(record)] : [];
  });
  edit({ put }, { label, gesture });
}

/** Change edges as they are now. */
export function changeEdges(
  ids: readonly string[],
  change: (edge: Projection) => Projection,
  label: string,
  gesture: string | null = null,
): void {
  const { records, edit } = useBoard.getState();
  const put = ids.flatMap((id) => {
    const record = records.get(id);
    return record?.kind === "projection" ? [change(record)] : [];
  });
  edit({ put }, { label, gesture });
}

/** A node with another parameter; undefined gives it its default back. */
export function withParameter<T extends Neurons | Stimulus>(
  node: T,
  name: string,
  value: Value | undefined,
): T {
  return { ...node, params: withEntry(node.params, name, value) };
}

/** A copy of a dictionary with one entry set, or left out. */
export function withEntry<T>(
  entries: Readonly<Record<string, T>>,
  name: string,
  value: T | undefined,
): Record<string, T> {
  const others = Object.entries(entries).filter(([key]) => key !== name);
  return Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
}
