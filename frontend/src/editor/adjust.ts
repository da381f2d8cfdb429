import { useBoard } from "../state/board";
import { isEdge, isNode, type Records } from "../state/records";
import type { Catalog, Projection } from "../wire/types";
import { endOf } from "./connect";
import { fillScale } from "./describe";
import { isConductance, weightBounds } from "./edges/edit";
import { MAX_CELLS } from "./nodes/shapes";

/** Parts of the drawn range of a neuron's activity that one press of an arrow key adds: of the
 * membrane potential, 1 mV. */
const STEPS = 30;

/** One step up or down: the weights of the selected connections, else the activity of the selected
 * neurons. Says what to select where there is neither. */
export function adjust(direction: 1 | -1, gesture: string): void {
  const { records, selection, catalog, edit, kick, notify } = useBoard.getState();
  const chosen = [...selection].flatMap((id) => records.get(id) ?? []);
  const edges = chosen.filter(isEdge);
  if (edges.length > 0) {
    const put = edges.map((edge) => stepped(edge, direction, records, catalog));
    const changed = put.filter((edge, i) => edge !== edges[i]);
    edit({ put: changed }, { label: "Change weight", gesture });
    return;
  }
  const neurons = chosen.filter(isNode).filter(({ kind }) => kind === "neurons");
  for (const node of neurons) {
    const { low, high } = fillScale(node, catalog);
    const cells = Array.from({ length: Math.min(node.size, MAX_CELLS) }, (_, cell) => cell);
    kick(node.id, cells, (direction * (high - low)) / STEPS);
  }
  if (neurons.length === 0) {
    notify("Select a neuron to change its activity, or a connection to change its weight.", "info");
  }
}

/** The connection with its weights one step of their second digit larger or smaller; those that a
 * sign is fixed for stop at 0, absent synapses of a matrix stay absent. */
export function stepped(
  edge: Projection,
  direction: 1 | -1,
  records: Records,
  catalog: Catalog | null,
): Projection {
  const source = endOf(records, edge.source);
  if (!source) return edge;
  const { low, high } = weightBounds(source, isConductance(edge, catalog));
  const step = (value: number): number => {
    const by = value === 0 ? 0.1 : 10 ** (Math.floor(Math.log10(Math.abs(value)) + 1e-9) - 1);
    const next = Number((value + direction * by).toPrecision(6));
    return Math.max(low, Math.min(high, next));
  };
  const { weight } = edge;
  if (typeof weight === "number") {
    const next = step(weight);
    return next === weight ? edge : { ...edge, weight: next };
  }
  if (!Array.isArray(weight)) return edge;
  return {
    ...edge,
    weight: weight.map((row) => row.map((value) => (value === 0 ? 0 : step(value)))),
  };
}
