import { useStore, useStoreApi } from "@xyflow/react";
import { useEffect, useRef, type ReactElement } from "react";
import { meanWeight } from "../../shared/names";
import { live, type NodeActivity } from "../../live/live";
import { invalidate, onFrame } from "../../live/loop";
import { token, useTheme } from "../../look/theme";
import { useBoard } from "../../state/board";
import { isEdge, isNode } from "../../state/records";
import { fadeTime } from "../nodes/cells";
import type { Point } from "../place";
import { isCircuit } from "../scene";
import { isCrowded, useScene } from "../useScene";
import { travelTime } from "../edges/travel";
import {
  dotAlong,
  goOn,
  FADE,
  MOST_DOTS,
  paintSparks,
  placeOf,
  strengthAt,
  type Dot,
  type Ring,
} from "./sparks";

/** Shortest fading of a ring among many cells, in ms: less cannot be seen. */
const SHORTEST = 60;
/** Longest step of a dot between two frames, in ms: it comes to rest with the network. */
const LONGEST = 50;

/** Rings around single cells that spike, and a dot for each of their spikes along each of their
 * connections: one canvas over the board, whatever their number. */
export function Sparks(): ReactElement {
  const store = useStoreApi();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return undefined;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)");
    const ratio = window.devicePixelRatio || 1;
    element.width = Math.ceil(width * ratio);
    element.height = Math.ceil(height * ratio);
    const spikes = new Spikes();
    let drawn: unknown[] = [];
    let clean = true;
    const stop = onFrame((now) => {
      spikes.notice(now, still.matches);
      const { transform } = store.getState();
      const { nodes } = useScene.getState();
      const moves = spikes.moves;
      const seen = [live.version, transform, nodes, useTheme.getState().theme];
      if (!moves && seen.every((part, i) => part === drawn[i])) return false;
      drawn = seen;
      const [x, y, zoom] = transform;
      const shown = { left: -x / zoom, top: -y / zoom, width: width / zoom, height: height / zoom };
      const { rings, dots } = spikes.at(now, shown);
      const nothing = rings.length === 0 && dots.length === 0;
      if (!nothing || !clean) {
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.clearRect(0, 0, element.width, element.height);
        context.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio);
        paintSparks(context, rings, dots, styleOf());
        clean = nothing;
      }
      return moves;
    });
    // Rings stay while the network stands, and move with the board.
    const release = store.subscribe(({ transform }, before) => {
      if (transform !== before.transform && !clean) invalidate();
    });
    return () => {
      stop();
      release();
    };
  }, [store, width, height]);

  return <canvas ref={canvas} className="sparks" style={{ width, height }} aria-hidden="true" />;
}

let known = { theme: "", spike: "", edge: "" };

function styleOf(): typeof known {
  const { theme } = useTheme.getState();
  if (known.theme !== theme) {
    known = { theme, spike: token("--spike"), edge: token("--spike-edge") };
  }
  return known;
}

interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Room around the middle of a node that its ring takes, in board units. */
const AROUND = 40;

function isIn({ x, y }: Point, { left, top, width, height }: Window): boolean {
  return (
    x > left - AROUND && x < left + width + AROUND && y > top - AROUND && y < top + height + AROUND
  );
}

/** Which single cells spiked when, and what travels. */
class Spikes {
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
  at(now: number, shown: Window): { rings: Ring[]; dots: Point[] } {
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

function addRing(rings: Ring[], id: string, strength: number, shown: Window): void {
  const { nodes, at } = useScene.getState();
  const node = nodes[at.get(id) ?? -1];
  if (!node || !isCircuit(node)) return;
  const { shape } = node.data;
  if (shape.kind !== "panel" && isIn(node.position, shown)) {
    rings.push({ shape, at: node.position, strength });
  }
}
