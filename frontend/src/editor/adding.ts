import { useBoard } from "../state/board";
import { edgesOf, newId, type NodeRecord } from "../state/records";
import { annotate } from "./annotate";
import { endOf, makeProjection } from "./connect";
import { stimuli, type PaletteItem, type PlaceItem } from "./items";
import { beside, keyPlace } from "./keyplace";
import { shapeOf } from "./nodes/shapes";
import { freeLabel, freePlace, makeNode, settingFor, type Point } from "./place";
import { remember } from "./quick/recent";
import { pointer } from "./ui";
import { reveal } from "./view";
import * as viewing from "./viewing";

/** What adds nodes to the board, for keys, menus, palette and gestures alike. */

const board = useBoard.getState;

/** From a neuron to an input above it, in board units. */
const ABOVE = 170;

/** Put an item on the board, at a point in board units, and select it. */
export function place(item: PlaceItem, at: Point): NodeRecord {
  const { records, catalog, select } = board();
  const node = makeNode(item, at, records, catalog);
  board().edit(
    { put: [node, ...settingFor(node, records, catalog)] },
    { label: `Add ${node.label}` },
  );
  remember(item.id);
  select([node.id]);
  return node;
}

/** Which of two nodes the connection between them leaves: an input feeds what is there already. */
export function direction(
  there: NodeRecord,
  added: NodeRecord,
): readonly [source: NodeRecord, target: NodeRecord] {
  return added.kind === "stimulus" && there.kind === "neurons" ? [added, there] : [there, added];
}

/** Put an item on the board, connected with a node that is there, as one step. A neuron is selected
 * then; an input leaves the selection with what it feeds. */
export function placeConnected(item: PlaceItem, at: Point, there: NodeRecord): void {
  const { records, catalog, select } = board();
  const node = makeNode(item, at, records, catalog);
  const [source, target] = direction(there, node);
  const edge = makeProjection(source, target, catalog);
  const setting = settingFor(node, records, catalog);
  board().edit({ put: [node, ...setting, edge] }, { label: `Add ${node.label}, connected` });
  remember(item.id);
  select([source === node ? there.id : node.id]);
}

/** Use a palette item by key: place it where the hand is, or open the view. */
export function useByKey(item: PaletteItem): void {
  use(item, keyPlace(item.kind === "stimulus"));
  pointer.moved = false;
}

/** Use a palette item without dragging it: place it near a point, or open the view. */
export function use(item: PaletteItem, at: Point): void {
  if (item.kind === "view") {
    viewing.openView(item.id);
  } else if (item.kind === "note") {
    annotate(item.id, at);
  } else {
    const { records, catalog } = board();
    const shape = shapeOf(makeNode(item, at, records, catalog), item.sign);
    reveal(place(item, freePlace(at, records, shape)));
  }
}

/** Feed the selected neurons with one step current, placed before them, as one step. */
export function injectCurrent(): void {
  const { records, selection, catalog } = board();
  const chosen = [...selection].flatMap((id) => endOf(records, id) ?? []);
  const targets = chosen.filter(({ kind }) => kind === "neurons");
  const [first] = [...targets].sort((a, b) => a.x - b.x);
  const [step] = stimuli;
  if (!first || !step) {
    board().notify("Select a neuron first, then inject a current into it.", "info");
    return;
  }
  const fed = edgesOf(records).some(({ target }) => target === first.id);
  // What feeds it already comes from the left: the new input stands above.
  const at = fed ? { x: first.x, y: first.y - ABOVE } : beside(first, true);
  const node = makeNode(step, freePlace(at, records, shapeOf(first, null)), records, catalog);
  const edges = targets.map((target) => makeProjection(node, target, catalog));
  board().edit({ put: [node, ...edges] }, { label: "Inject current" });
  reveal(node);
}

/** Add a neuron like the selected one after it, connected from it, as one step; select the new one. */
export function addNext(): void {
  const { records, selection, catalog, select } = board();
  const node = endOf(records, [...selection].at(-1) ?? "");
  if (node?.kind !== "neurons") {
    board().notify("Select a neuron first, then add the next one.", "info");
    return;
  }
  const { x, y } = freePlace(beside(node), records, shapeOf(node, node.sign));
  const label = freeLabel(node.size > 1 ? "Population" : "Neuron", records);
  const next = { ...node, id: newId("n"), label, x, y };
  board().edit(
    { put: [next, makeProjection(node, next, catalog)] },
    { label: `Add ${label}, connected` },
  );
  select([next.id]);
  reveal(next);
}
