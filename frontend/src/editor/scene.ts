import type { Edge, Node } from "@xyflow/react";
import { Position } from "@xyflow/react";
import { edgeType } from "../shared/names";
import { edgesOf, isNode, nodesOf, viewsOf, type NodeRecord, type Records } from "../state/records";
import type { Catalog, Neurons, Projection } from "../wire/types";
import { signsOf, type EdgeType } from "./connect";
import { fillScale, mainValue, weightText } from "./describe";
import { bundleOf, lookOf, medianStrength, type BundleLook } from "./edges/bundle";
import { layout, type Link, type Place, type Route } from "./edges/layout";
import { shapeOf, sidePoint, type Shape, type Side } from "./nodes/shapes";
import { buildNotes, type FrameNode, type NoteNode } from "./notes";
import type { Point } from "./place";

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

export const emptyScene: Scene = { nodes: [], edges: [] };

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
  const { routes, busy } = layout(
    places,
    drawn.map(({ link }) => link),
  );

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
      labelAbove: busy.has(`${id} bottom`) && !busy.has(`${id} top`),
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
    const route = routes.get(edge.id);
    const source = places.get(edge.source);
    const target = places.get(edge.target);
    if (!route || !source || !target) {
      return [];
    }
    const data: EdgeData = {
      ...look,
      d: route.d,
      x: route.middle.x,
      y: route.middle.y,
      labelSide: labelSide(route, source, target),
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

  return { nodes: [...buildNotes(records, selection, moved, oldNotes), ...nodes], edges };
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

const sides: readonly (readonly [Side, Position])[] = [
  ["left", Position.Left],
  ["right", Position.Right],
  ["top", Position.Top],
  ["bottom", Position.Bottom],
];

/** Side of the square around a handle dot in which it can be grasped. */
export const HANDLE = 24;
/** How far outside the outline its middle lies. */
export const HANDLE_OUT = 4;

/** Upper left corner of each handle's square, from the upper left corner of the node. */
export function handlesOf(shape: Shape): NonNullable<CircuitNode["handles"]> {
  return sides.map(([side, position]) => {
    const point = sidePoint(shape, side, 0);
    const out = side === "left" || side === "top" ? -HANDLE_OUT : HANDLE_OUT;
    const flat = side === "left" || side === "right";
    return {
      id: side,
      type: "source" as const,
      position,
      x: shape.width / 2 + point.x + (flat ? out : 0) - HANDLE / 2,
      y: shape.height / 2 + point.y + (flat ? 0 : out) - HANDLE / 2,
      width: HANDLE,
      height: HANDLE,
    };
  });
}

/** Whether two flat objects have the same fields; shapes are compared by what they hold. */
function sameFields(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const keys = Object.keys(b);
  return (
    Object.keys(a).length === keys.length &&
    keys.every((key) => Object.is(a[key], b[key]) || sameShape(a[key], b[key]))
  );
}

function sameShape(a: unknown, b: unknown): boolean {
  return (
    isShape(a) && isShape(b) && a.kind === b.kind && a.width === b.width && a.height === b.height
  );
}

function isShape(value: unknown): value is Shape {
  return typeof value === "object" && value !== null && "width" in value && "height" in value;
}
