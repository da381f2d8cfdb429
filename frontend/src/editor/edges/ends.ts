import type { Shape, Side } from "../nodes/shapes";
import { reach, sidePoint } from "../nodes/shapes";
import { bezier, loop, middleOf, type Path, type Point } from "./path";

export interface Place extends Point {
  readonly shape: Shape;
}

export interface Link {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Room between outline and end of the line, for the marker. */
  readonly room: number;
}

export interface Route {
  readonly d: string;
  /** Middle of the line, where its number and its editor belong. */
  readonly middle: Point;
  /** Whether the line runs rather up and down. */
  readonly steep: boolean;
}

/** Distance of neighbouring lines on one side of a node. */
const APART = 24;

/** Where a line begins or ends. */
export interface End {
  readonly link: Link;
  readonly node: string;
  readonly side: Side;
  /** Where along the side the line would best begin, in board units. */
  wanted: number;
  along: number;
}

/** Both ends of a line between two nodes, each where it would best be. */
export function endsOf(link: Link, from: Place, to: Place): [End, End] {
  const [sourceSide, targetSide] = sidesBetween(from, to);
  const pair: [End, End] = [
    { link, node: link.source, side: sourceSide, wanted: 0, along: 0 },
    { link, node: link.target, side: targetSide, wanted: 0, along: 0 },
  ];
  aim(pair, from, to);
  return pair;
}

/** The line between two ends. */
export function routeBetween([start, end]: readonly [End, End], from: Place, to: Place): Route {
  const path = bezier(
    pointOn(from, start.side, start.along, 1),
    start.side,
    pointOn(to, end.side, end.along, end.link.room),
    end.side,
  );
  return routeOf(path, isSteep(start.side));
}

/** The `nth` line from a node onto itself. */
export function routeOnto(place: Place, link: Link, nth: number): Route {
  return routeOf(loop(place, place.shape, link.room, nth), false);
}

function routeOf(path: Path, steep: boolean): Route {
  return { d: path.d, middle: middleOf(path), steep };
}

function isSteep(side: Side): boolean {
  return side === "top" || side === "bottom";
}

/** The sides that face each other: along the axis on which there is more room between the nodes. */
function sidesBetween(from: Place, to: Place): [Side, Side] {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const roomX = Math.abs(dx) - (from.shape.width + to.shape.width) / 2;
  const roomY = Math.abs(dy) - (from.shape.height + to.shape.height) / 2;
  if (roomX >= roomY) {
    return dx >= 0 ? ["right", "left"] : ["left", "right"];
  }
  return dy >= 0 ? ["bottom", "top"] : ["top", "bottom"];
}

/** Straight across where the two sides overlap, else as near to it as the sides allow. */
function aim([start, end]: [End, End], from: Place, to: Place): void {
  const steep = isSteep(start.side);
  const a = steep ? from.x : from.y;
  const b = steep ? to.x : to.y;
  const slackA = from.shape.kind === "panel" ? reach(from.shape, start.side) : 0;
  const slackB = to.shape.kind === "panel" ? reach(to.shape, end.side) : 0;
  const low = Math.max(a - slackA, b - slackB);
  const high = Math.min(a + slackA, b + slackB);
  const across = (low + high) / 2;
  const within = low <= high;
  start.wanted = within ? across - a : Math.sign(b - a) * slackA;
  end.wanted = within ? across - b : Math.sign(a - b) * slackB;
}

/** Put the ends on one side of a node apart, in the order of where their lines come from. */
export function spread(list: End[], place: Place, places: ReadonlyMap<string, Place>): void {
  const first = list[0];
  if (!first) {
    return;
  }
  const steep = isSteep(first.side);
  const other = (end: End): number => {
    const id = end.node === end.link.source ? end.link.target : end.link.source;
    const far = places.get(id);
    return far ? (steep ? far.x : far.y) : 0;
  };
  list.sort(
    (p, q) => p.wanted - q.wanted || other(p) - other(q) || (p.link.id < q.link.id ? -1 : 1),
  );
  const most = reach(place.shape, first.side);
  const apart = list.length > 1 ? Math.min(APART, (2 * most) / (list.length - 1)) : 0;
  const mean = list.reduce((sum, end) => sum + end.wanted, 0) / list.length;
  let previous = -Infinity;
  list.forEach((end, i) => {
    const even = mean + (i - (list.length - 1) / 2) * apart;
    // On a panel a line stays straight where there is room; on a small node they are even.
    const wanted = place.shape.kind === "panel" ? end.wanted : even;
    end.along = Math.max(wanted, previous + apart);
    previous = end.along;
  });
  const over = Math.max(0, previous - most);
  let limit = Infinity;
  for (const end of [...list].reverse()) {
    end.along = Math.max(-most, Math.min(end.along - (list.length > 1 ? over : 0), most, limit));
    limit = end.along - apart;
  }
}

function pointOn(place: Place, side: Side, along: number, gap: number): Point {
  const { x, y } = sidePoint(place.shape, side, along);
  const dx = side === "left" ? -gap : side === "right" ? gap : 0;
  const dy = side === "top" ? -gap : side === "bottom" ? gap : 0;
  return { x: place.x + x + dx, y: place.y + y + dy };
}
