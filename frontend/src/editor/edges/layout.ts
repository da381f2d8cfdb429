import { sameShape } from "../nodes/shapes";
import type { Point } from "./path";
import {
  endsOf,
  routeBetween,
  routeOnto,
  spread,
  type End,
  type Link,
  type Place,
  type Route,
} from "./ends";

export type { Link, Place, Route } from "./ends";

/**
 * Lines for all edges: each leaves and enters at right angles, in the middle of a side or straight
 * across from its other end; lines that share a side stand apart. Nodes that move take only the
 * lines with them that touch them or share a side with those that do.
 */
export class Layout {
  readonly routes = new Map<string, Route>();
  private readonly places: Map<string, Place>;
  private readonly links: readonly Link[];
  private readonly ends = new Map<string, readonly [End, End]>();
  /** By "id side". */
  private readonly sides = new Map<string, End[]>();
  private readonly loops = new Map<string, Link[]>();
  private readonly touching = new Map<string, Link[]>();

  constructor(places: ReadonlyMap<string, Place>, links: readonly Link[]) {
    this.links = links;
    this.places = new Map(places);
    for (const link of links) {
      if (!this.places.has(link.source) || !this.places.has(link.target)) continue;
      if (link.source === link.target) {
        listIn(this.loops, link.source).push(link);
        continue;
      }
      listIn(this.touching, link.source).push(link);
      listIn(this.touching, link.target).push(link);
      this.attach(link);
    }
    this.route(new Set(this.sides.keys()));
    for (const id of this.loops.keys()) this.routeLoops(id);
  }

  /** Whether an edge begins or ends at a side of a node. */
  isBusy(id: string, side: "top" | "bottom"): boolean {
    if (side === "top" && this.loops.has(id)) return true;
    return (this.sides.get(`${id} ${side}`)?.length ?? 0) > 0;
  }

  placeOf(id: string): Place | undefined {
    return this.places.get(id);
  }

  /** The layout of other places and links; this one, changed, where only places are others. */
  follow(places: ReadonlyMap<string, Place>, links: readonly Link[]): Layout {
    if (!this.holds(places, links)) return new Layout(places, links);
    this.move(places);
    return this;
  }

  private holds(places: ReadonlyMap<string, Place>, links: readonly Link[]): boolean {
    return (
      places.size === this.places.size &&
      links.length === this.links.length &&
      links.every((link, i) => sameLink(link, this.links[i])) &&
      [...places].every(([id, { shape }]) => sameShape(shape, this.places.get(id)?.shape))
    );
  }

  /** Take nodes elsewhere; the answer is which edges run another way, and the nodes at which lines
   * begin or end that did. */
  move(moved: ReadonlyMap<string, Point>): { edges: Set<string>; nodes: Set<string> } {
    const links = new Set<Link>();
    const edges = new Set<string>();
    for (const [id, { x, y }] of moved) {
      const place = this.places.get(id);
      if (!place || (place.x === x && place.y === y)) continue;
      this.places.set(id, { ...place, x, y });
      for (const link of this.touching.get(id) ?? []) links.add(link);
      for (const link of this.loops.get(id) ?? []) edges.add(link.id);
      this.routeLoops(id);
    }
    const sides = new Set<string>();
    for (const link of links) {
      for (const end of this.ends.get(link.id) ?? []) sides.add(this.detach(end));
      for (const end of this.attach(link)) sides.add(`${end.node} ${end.side}`);
    }
    for (const id of this.route(sides)) edges.add(id);
    return { edges, nodes: new Set([...sides].map((key) => key.slice(0, key.lastIndexOf(" ")))) };
  }

  private attach(link: Link): readonly End[] {
    const from = this.places.get(link.source);
    const to = this.places.get(link.target);
    if (!from || !to) return [];
    const pair = endsOf(link, from, to);
    this.ends.set(link.id, pair);
    for (const end of pair) listIn(this.sides, `${end.node} ${end.side}`).push(end);
    return pair;
  }

  private detach(end: End): string {
    const key = `${end.node} ${end.side}`;
    const list = this.sides.get(key) ?? [];
    list.splice(list.indexOf(end), 1);
    return key;
  }

  /** Put the ends on some sides apart and draw the lines that end there. */
  private route(sides: ReadonlySet<string>): Set<string> {
    const changed = new Set<string>();
    for (const key of sides) {
      const list = this.sides.get(key) ?? [];
      const place = this.places.get(list[0]?.node ?? "");
      if (!place) continue;
      spread(list, place, this.places);
      for (const { link } of list) changed.add(link.id);
    }
    for (const id of changed) {
      const pair = this.ends.get(id);
      const from = this.places.get(pair?.[0].node ?? "");
      const to = this.places.get(pair?.[1].node ?? "");
      if (pair && from && to) this.routes.set(id, routeBetween(pair, from, to));
    }
    return changed;
  }

  private routeLoops(id: string): void {
    const place = this.places.get(id);
    if (!place) return;
    this.loops.get(id)?.forEach((link, nth) => {
      this.routes.set(link.id, routeOnto(place, link, nth));
    });
  }
}

function sameLink(a: Link, b: Link | undefined): boolean {
  return a.id === b?.id && a.source === b.source && a.target === b.target && a.room === b.room;
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  let list = lists.get(key);
  if (!list) lists.set(key, (list = []));
  return list;
}
