import type { Edge, Node } from "@xyflow/react";
import { edgeType } from "../shared/names";
import { edgesOf, isNode, nodesOf, viewsOf, type NodeRecord, type Records } from "../state/records";
import type { Catalog, Neurons, Projection } from "../wire/types";
import { signsOf, type EdgeType } from "./connect";
import { fillScale, mainValue, weightText } from "./describe";
import { bundleOf, lookOf, medianStrength, type BundleLook } from "./edges/bundle";
import { Layout, type Link, type Place, type Route } from "./edges/layout";
import { handlesOf } from "./nodes/handles";
import { shapeOf, type Shape } from "./nodes/shapes";
import { buildNotes, type FrameNode, type NoteNode } from "./notes";
import type { Point } from "./place";
import { sameFields } from "./sameFields";

/** What a node component draws. */
export interface NodeData extends Record<string, unknown> {
  record: NodeRecord;
  sign: Neurons["sign"];
  shape: Shape;
  /** Numbers of the views that show it, as text: "1 3". */
  badges: string;
  /** No edge leaves above, but one does below. */
  labelAbove: boolean;
  /** Second line of a stimulus; empty for neurons, whose second line is live. */
  detail: string;
  low: number;
  high: number;
  unit: string;
}

export interface EdgeData extends Record<string, unknown> {
  type: EdgeType;
  d: string;
  x: number;
  y: number;
  /** Where its number stands beside the line. */
  labelSide: "above" | "left" | "right";
  width: number;
  /** px of each dash in the colour of the other sign, 0 for none. */
  mixed: number;
  text: string;
  /** Between populations the number is always there. */
  prominent: boolean;
  name: string;
}

export type CircuitNode = Node<NodeData, "cell" | "population" | "stimulus">;
export type BoardNode = CircuitNode | NoteNode | FrameNode;
export type BoardEdge = Edge<EdgeData, "projection">;

export interface Scene {
  readonly nodes: BoardNode[];
  readonly edges: BoardEdge[];
  readonly layout: Layout;
  /** Where in the lists a node or an edge stands, by its id. */
  readonly at: ReadonlyMap<string, number>;
}

export interface SceneInput {
  readonly records: Records;
  readonly catalog: Catalog | null;
  readonly selection: ReadonlySet<string>;
  /** Places of the nodes that are being dragged. */
  readonly moved: ReadonlyMap<string, Point>;
}

export function isCircuit(node: BoardNode): node is CircuitNode {
  return node.type !== "note" && node.type !== "frame";
}

export const emptyScene: Scene = {
  nodes: [],
  edges: [],
  layout: new Layout(new Map(), []),
  at: new Map(),
};

/** Room between the outline and the end of the line: 5 px, and what the marker sticks out. */
const ROOM: Readonly<Record<EdgeType, number>> = { excitatory: 8.2, inhibitory: 7.5, current: 5 };
const THICK = 4;
const ROOM_THICK_ARROW = 12.7;

/** What the board shows. What has not changed is the same object as in `previous`. */
export function buildScene(input: SceneInput, previous: Scene): Scene {
  const { records, catalog, selection, moved } = input;
  const signs = signsOf(records);
  const badges = badgesOf(records);
  const placed = nodesOf(records).map((record) => {
    const sign = signs.get(record.id) ?? null;
    const { x, y } = moved.get(record.id) ?? record;
    return { record, sign, shape: shapeOf(record, sign), x, y };
  });
  const places = new Map<string, Place>(placed.map((node) => [node.record.id, node]));
  const drawn = drawnEdges(records, catalog);
  const links = drawn.map(({ link }) => link);
  const layout = previous.layout.follow(places, links);

  const oldNodes = new Map(previous.nodes.filter(isCircuit).map((node) => [node.id, node]));
  const oldNotes = new Map(
    previous.nodes.flatMap((node) => (isCircuit(node) ? [] : [[node.id, node] as const])),
  );
  const nodes = placed.map(({ record, sign, shape, x, y }): CircuitNode => {
    const { id } = record;
    const { low, high, unit } = fillScale(record, catalog);
    const data: NodeData = {
      record,
      sign,
      shape,
      badges: badges.get(id) ?? "",
      labelAbove: isAbove(layout, id),
      detail: record.kind === "stimulus" ? mainValue(record, records, catalog) : "",
      low,
      high,
      unit,
    };
    const type = record.kind === "stimulus" ? "stimulus" : record.size > 1 ? "population" : "cell";
    const selected = selection.has(id);
    const old = oldNodes.get(id);
    const unchanged =
      old?.type === type &&
      old.selected === selected &&
      old.position.x === x &&
      old.position.y === y;
    if (unchanged && sameFields(old.data, data)) {
      return old;
    }
    const { width, height } = shape;
    return {
      id,
      type,
      selected,
      position: { x, y },
      data: old && sameFields(old.data, data) ? old.data : data,
      width,
      height,
      measured: { width, height },
      handles: handlesOf(shape),
      ariaLabel: `${labelOf(records, id)}, ${sort(record, sign)}`,
    };
  });

  const oldEdges = new Map(previous.edges.map((edge) => [edge.id, edge]));
  const edges = drawn.flatMap(({ edge, link, look }): BoardEdge[] => {
    const route = layout.routes.get(edge.id);
    const source = places.get(edge.source);
    const target = places.get(edge.target);
    if (!route || !source || !target) {
      return [];
    }
    const data: EdgeData = {
      ...look,
      ...lineOf(route, source, target),
      text: weightText(edge, catalog),
      prominent: source.shape.kind === "panel" && target.shape.kind === "panel",
      name: `Connection ${labelOf(records, edge.source)} to ${labelOf(records, edge.target)}`,
    };
    const selected = selection.has(edge.id);
    const old = oldEdges.get(edge.id);
    const sameEnds = old?.source === link.source && old.target === link.target;
    if (sameEnds && old.selected === selected && old.data && sameFields(old.data, data)) {
      return [old];
    }
    const { id, source: from, target: to } = edge;
    return [
      {
        id,
        type: "projection",
        source: from,
        target: to,
        selected,
        data,
        ariaLabel: data.name,
      },
    ];
  });

  const all = [...buildNotes(records, selection, moved, oldNotes), ...nodes];
  const at = new Map<string, number>();
  for (const list of [all, edges]) list.forEach(({ id }, i) => at.set(id, i));
  return { nodes: all, edges, layout, at };
}

/** The scene while a hand moves some nodes: nothing is looked at but what moves with them. */
export function moveNodes(scene: Scene, moved: ReadonlyMap<string, Point>): Scene {
  const { layout, at } = scene;
  const changed = layout.move(moved);
  const nodes = [...scene.nodes];
  const edges = [...scene.edges];
  for (const id of new Set([...moved.keys(), ...changed.nodes])) {
    const i = at.get(id) ?? -1;
    const node = nodes[i];
    if (!node) continue;
    const position = moved.get(id) ?? node.position;
    if (!isCircuit(node)) {
      nodes[i] = { ...node, position };
      continue;
    }
    const labelAbove = isAbove(layout, id);
    const data = labelAbove === node.data.labelAbove ? node.data : { ...node.data, labelAbove };
    if (data !== node.data || position.x !== node.position.x || position.y !== node.position.y)
      nodes[i] = { ...node, position, data };
  }
  for (const id of changed.edges) {
    const i = at.get(id) ?? -1;
    const edge = edges[i];
    const route = layout.routes.get(id);
    const source = layout.placeOf(edge?.source ?? "");
    const target = layout.placeOf(edge?.target ?? "");
    if (!edge?.data || !route || !source || !target) continue;
    edges[i] = { ...edge, data: { ...edge.data, ...lineOf(route, source, target) } };
  }
  return { nodes, edges, layout, at };
}

/** Whether the name of a node stands above it: lines end below, and none above. */
function isAbove(layout: Layout, id: string): boolean {
  return layout.isBusy(id, "bottom") && !layout.isBusy(id, "top");
}

function lineOf(
  route: Route,
  source: Place,
  target: Place,
): Pick<EdgeData, "d" | "x" | "y" | "labelSide"> {
  const { d, middle } = route;
  return { d, x: middle.x, y: middle.y, labelSide: labelSide(route, source, target) };
}

function drawnEdges(
  records: Records,
  catalog: Catalog | null,
): { edge: Projection; link: Link; look: BundleLook }[] {
  const sizeOf = (id: string): number => {
    const end = records.get(id);
    return isNode(end) ? end.size : 1;
  };
  const all = edgesOf(records).map((edge) => ({
    edge,
    bundle: bundleOf(edge, sizeOf(edge.source), sizeOf(edge.target)),
  }));
  // Currents and synapses have different units: each is wide or thin among its own kind.
  const medianOf = (currents: boolean): number =>
    medianStrength(
      all.filter(({ edge }) => (edge.synapse === null) === currents).map(({ bundle }) => bundle),
    );
  const [currents, synapses] = [medianOf(true), medianOf(false)];
  return all.map(({ edge, bundle }) => {
    const type = edgeType(edge, records, catalog);
    const look = lookOf(type, bundle, edge.synapse === null ? currents : synapses);
    const room = type === "excitatory" && look.width > THICK ? ROOM_THICK_ARROW : ROOM[type];
    const { id, source, target } = edge;
    return { edge, link: { id, source, target, room }, look };
  });
}

function badgesOf(records: Records): Map<string, string> {
  const badges = new Map<string, string>();
  viewsOf(records).forEach((view, i) => {
    const shown = new Set(view.of.flatMap(({ node }) => (node === null ? [] : [node])));
    for (const id of shown) {
      const others = badges.get(id);
      badges.set(id, others === undefined ? String(i + 1) : `${others} ${i + 1}`);
    }
  });
  return badges;
}

function labelSide(route: Route, source: Place, target: Place): EdgeData["labelSide"] {
  if (source === target) {
    return "right";
  }
  if (!route.steep) {
    return "above";
  }
  return route.middle.x > (source.x + target.x) / 2 + 1 ? "right" : "left";
}

/** What a node is, for those who cannot see its shape. */
function sort(record: NodeRecord, sign: Neurons["sign"]): string {
  if (record.kind === "stimulus") {
    return "stimulus";
  }
  const kind = record.size > 1 ? `population of ${record.size}` : "neuron";
  return sign === null ? kind : `${sign} ${kind}`;
}

function labelOf(records: Records, id: string): string {
  const record = records.get(id);
  return record && "label" in record && record.label !== "" ? record.label : id;
}
