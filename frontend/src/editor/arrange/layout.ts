import { Graph, layout } from "@dagrejs/dagre";
import { edgesOf, isNode, type NodeRecord, type Records } from "../../state/records";
import type { AnyRecord } from "../../wire/types";
import { around, boxesOf, inside, type Box } from "../boxes";
import type { Change } from "../edits";
import type { Point } from "../place";

/** Room for what stands around a node: its name above or below, the lines beside it. */
const LABEL = 40;
const BESIDE = 40;
const BETWEEN_LAYERS = 110;
/** Room between a frame and what is in it, and for its caption. */
const FRAME = { beside: 32, above: 48, below: 56 } as const;

/**
 * Lay out nodes in layers from left to right, sources before what they reach, by the layered
 * method of Sugiyama, Tagawa & Toda (1981). The nodes of one frame stay together and the frame is
 * put around them; a note goes where the node nearest to it goes. All nodes when `ids` has fewer
 * than two; the middle of what is laid out stays.
 */
export function layered(records: Records, ids: Iterable<string>): Change {
  const boxes = boxesOf(records);
  const chosen = new Set([...ids].filter((id) => isNode(records.get(id))));
  const nodes = [...records.values()]
    .filter(isNode)
    .filter(({ id }) => chosen.size < 2 || chosen.has(id));
  if (nodes.length < 2) return {};
  const places = placed(records, nodes, boxes);

  const before = around(nodes.map(({ id, x, y }) => boxes.get(id) ?? at({ x, y })));
  const after = around(
    nodes.map(({ id, x, y }) => {
      const { width, height } = boxes.get(id) ?? at({ x, y });
      const place = places.get(id) ?? { x, y };
      return { x: place.x - width / 2, y: place.y - height / 2, width, height };
    }),
  );
  const shift = {
    x: before.x + before.width / 2 - after.x - after.width / 2,
    y: before.y + before.height / 2 - after.y - after.height / 2,
  };
  const put: AnyRecord[] = [];
  const steps = new Map<string, Point>();
  for (const node of nodes) {
    const place = places.get(node.id) ?? node;
    const x = Math.round(place.x + shift.x);
    const y = Math.round(place.y + shift.y);
    steps.set(node.id, { x: x - node.x, y: y - node.y });
    if (x !== node.x || y !== node.y) put.push({ ...node, x, y });
  }
  return { put: [...put, ...followed(records, boxes, steps)] };
}

const at = ({ x, y }: Point): Box => ({ x, y, width: 0, height: 0 });

function placed(
  records: Records,
  nodes: readonly NodeRecord[],
  boxes: ReadonlyMap<string, Box>,
): Map<string, Point> {
  const graph = new Graph<object, Partial<Box>, object>({ multigraph: true, compound: true });
  graph.setGraph({ rankdir: "LR", nodesep: BESIDE, ranksep: BETWEEN_LAYERS });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) {
    const { width = 60, height = 60 } = boxes.get(id) ?? {};
    graph.setNode(id, { width, height: height + LABEL });
  }
  for (const [id] of boxes) {
    const held = inside(id, records, boxes).filter((record) => graph.hasNode(record.id));
    const free = held.filter((record) => graph.parent(record.id) === undefined);
    if (free.length === 0 || records.get(id)?.kind !== "frame") continue;
    graph.setNode(`frame ${id}`, {});
    for (const record of free) graph.setParent(record.id, `frame ${id}`);
  }
  for (const { id, source, target } of edgesOf(records)) {
    const both = graph.hasNode(source) && graph.hasNode(target);
    if (both && source !== target) graph.setEdge(source, target, {}, id);
  }
  layout(graph);
  return new Map(
    nodes.map(({ id, x, y }): [string, Point] => {
      const found = graph.node(id);
      return [id, { x: found.x ?? x, y: found.y ?? y }];
    }),
  );
}

/** Frames around what they held, and notes beside what they stood beside. */
function followed(
  records: Records,
  boxes: ReadonlyMap<string, Box>,
  steps: ReadonlyMap<string, Point>,
): AnyRecord[] {
  const put: AnyRecord[] = [];
  for (const record of records.values()) {
    const box = boxes.get(record.id);
    if (!box) continue;
    if (record.kind === "note") {
      const nearest = closest(box, boxes, steps);
      if (nearest) put.push({ ...record, x: record.x + nearest.x, y: record.y + nearest.y });
    } else if (record.kind === "frame") {
      const held = inside(record.id, records, boxes).flatMap(({ id }) => {
        const step = steps.get(id);
        const old = boxes.get(id);
        return step && old ? [{ ...old, x: old.x + step.x, y: old.y + step.y }] : [];
      });
      if (held.length === 0) continue;
      const all = around(held);
      put.push({
        ...record,
        x: all.x - FRAME.beside,
        y: all.y - FRAME.above,
        width: all.width + 2 * FRAME.beside,
        height: all.height + FRAME.above + FRAME.below,
      });
    }
  }
  return put;
}

function closest(
  box: Box,
  boxes: ReadonlyMap<string, Box>,
  steps: ReadonlyMap<string, Point>,
): Point | null {
  let best: Point | null = null;
  let least = Infinity;
  for (const [id, step] of steps) {
    const other = boxes.get(id);
    if (!other) continue;
    const gap = (axis: "x" | "y", size: "width" | "height"): number =>
      Math.max(0, other[axis] - box[axis] - box[size], box[axis] - other[axis] - other[size]);
    const distance = Math.hypot(gap("x", "width"), gap("y", "height"));
    if (distance < least) [least, best] = [distance, step];
  }
  return best;
}
