import { live, type NodeActivity } from "../../live/live";
import { meanWeight } from "../../shared/names";
import { useBoard } from "../../state/board";
import { isEdge, isNode } from "../../state/records";
import { travelTime } from "../edges/travel";
import { fadeTime } from "../nodes/cells";
import type { Point } from "../place";
import { isCircuit } from "../scene";
import { isCrowded, useScene } from "../useScene";
import {
  dotAlong,
  FADE,
  goOn,
  MOST_DOTS,
  placeOf,
  strengthAt,
  type Dot,
  type Ring,
} from "./sparks";
import { isIn, type Shown } from "./shown";

/** Shortest fading of a ring among many cells, in ms: less cannot be seen. */
const SHORTEST = 60;
/** Longest step of a dot between two frames, in ms: it comes to rest with the network. */
const LONGEST = 50;

/** Which single cells spiked when, and what travels. */
export class Spikes {
  /** The cells of which the last frame says that they spike. */
  private readonly firing = new Set<string>();
  /** Time of the page (ms) at which others no longer did. */
  private readonly fading = new Map<string, number>();
  private readonly seen = new Map<string, NodeActivity>();
  private dots: Dot[] = [];
  private before = -Infinity;

  /** Whether the next animation frame looks different by itself. */
  get moves(): boolean {
    const runs = useBoard.getState().status?.running === true;
    return this.fading.size > 0 || (this.dots.length > 0 && runs);
  }

  /** Take in what the last frame brought; where `still`, nothing fades or travels. */
  notice(now: number, still: boolean): void {
    const fresh = new Set<string>();
    for (const [id, activity] of live.activity) {
      const { spiked } = activity;
      // Of many sources some spike at any time: a ring would say nothing.
      if (spiked.length !== 1 || this.seen.get(id) === activity) continue;
      this.seen.set(id, activity);
      const fires = this.firing.has(id);
      if (spiked[0] === 1) {
        this.fading.delete(id);
        this.firing.add(id);
        if (!fires) fresh.add(id);
      } else if (fires) {
        this.firing.delete(id);
        if (!still) this.fading.set(id, now);
      }
    }
    if (fresh.size > 0 && !still) this.launch(fresh);
  }

  private launch(from: ReadonlySet<string>): void {
    const { records, status } = useBoard.getState();
    if (!status?.running) return;
    for (const edge of useScene.getState().edges) {
      if (this.dots.length >= MOST_DOTS) return;
      if (!from.has(edge.source) || !edge.data) continue;
      const record = records.get(edge.id);
      if (!isEdge(record) || record.synapse === null || !isNode(records.get(edge.source))) continue;
      const duration = travelTime(meanWeight(record.delay), status.speed);
      this.dots.push(dotAlong(edge.data.d, duration, status.speed));
    }
  }

  /** What is to be drawn now inside of a part of the board. */
  at(now: number, shown: Shown): { rings: Ring[]; dots: Point[] } {
    const { status } = useBoard.getState();
    const fade = isCrowded() ? Math.max(SHORTEST, fadeTime(status?.speed ?? null)) : FADE;
    const rings: Ring[] = [];
    for (const id of this.firing) addRing(rings, id, 1, shown);
    for (const [id, since] of this.fading) {
      const strength = strengthAt(now - since, fade);
      if (strength === 0) this.fading.delete(id);
      else addRing(rings, id, strength, shown);
    }
    const dots: Point[] = [];
    // Model time stands still, or goes at another speed: so do the dots.
    const elapsed = status?.running === true ? Math.min(LONGEST, now - this.before) : 0;
    this.before = now;
    this.dots = this.dots.filter((dot) => {
      goOn(dot, elapsed, status?.speed ?? null);
      const place = placeOf(dot);
      if (place && isIn(place, shown)) dots.push(place);
      return place !== null;
    });
    return { rings, dots };
  }
}

function addRing(rings: Ring[], id: string, strength: number, shown: Shown): void {
  const { nodes, at } = useScene.getState();
  const node = nodes[at.get(id) ?? -1];
  if (!node || !isCircuit(node)) return;
  const { shape } = node.data;
  if (shape.kind !== "panel" && isIn(node.position, shown)) {
    rings.push({ shape, at: node.position, strength });
  }
}
