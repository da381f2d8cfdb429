import { useBoard } from "../state/board";
import { isEdge, nodesOf, type NodeRecord } from "../state/records";
import type { Point } from "./place";
import { reveal } from "./view";

/** Select the node after (1) or before (−1) the selected one from left to right, and give it the
 * focus; of a connection, the node at its end or its beginning. */
export function walk(along: 1 | -1): void {
  const { records, selection, select } = useBoard.getState();
  const last = records.get([...selection].at(-1) ?? "");
  const nodes = nodesOf(records);
  const next = isEdge(last)
    ? nodes.find(({ id }) => id === (along > 0 ? last.target : last.source))
    : beyond(last?.id ?? null, nodes, along);
  if (!next) return;
  select([next.id]);
  reveal(next);
  focusRecord(next.id);
}

/** The keyboard goes where the selection is, so that it is read out. */
export function focusRecord(id: string): void {
  document
    .querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
    ?.focus({ preventScroll: true });
}

/** The neighbour of a node in the order from left to right and, in one column, downwards: every
 * node has its turn. Without a node the first one, or the last. */
export function beyond<N extends Pick<NodeRecord, "id"> & Point>(
  id: string | null,
  nodes: readonly N[],
  along: 1 | -1,
): N | undefined {
  const order = [...nodes].sort((a, b) => a.x - b.x || a.y - b.y);
  const at = order.findIndex((node) => node.id === id);
  if (at < 0) return order.at(along > 0 ? 0 : -1);
  return order[at + along];
}
