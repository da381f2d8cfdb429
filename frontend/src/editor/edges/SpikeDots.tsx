import { ViewportPortal } from "@xyflow/react";
import { useEffect, useRef, type ReactElement } from "react";
import { live, type NodeActivity } from "../../live/live";
import { onFrame } from "../../live/loop";
import { meanWeight } from "../../shared/names";
import { useBoard } from "../../state/board";
import { isEdge, isNode } from "../../state/records";
import { isCrowded, useScene } from "../useScene";
import "./spikedots.css";

/** Dots under way at one time; more would be a blur. */
const MOST = 24;
const QUICKEST = 180;
const SLOWEST = 60_000;

/** How long a dot travels: the delay of the connection at the chosen speed; ms of the clock. */
export function travelTime(delay: number, speed: number | null): number {
  const time = speed === null ? 0 : (delay / speed) * 1000;
  return Math.min(SLOWEST, Math.max(QUICKEST, time));
}

const play = (travel: Animation): void => travel.play();
const pause = (travel: Animation): void => travel.pause();

/** A yellow dot for each spike of a single cell, along each of its connections. */
export function SpikeDots(): ReactElement {
  const layer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)");
    const supported = CSS.supports("offset-path", 'path("M0 0L1 1")');
    const seen = new Map<string, NodeActivity>();
    const firing = new Set<string>();
    const travels = new Set<Animation>();
    let pace: number | null = null;
    let moving = false;

    const launch = (d: string, duration: number): void => {
      if (travels.size >= MOST || !layer.current) return;
      const dot = document.createElement("div");
      dot.className = "spike-dot";
      dot.style.offsetPath = `path("${d}")`;
      layer.current.append(dot);
      const travel = dot.animate([{ offsetDistance: "0%" }, { offsetDistance: "100%" }], {
        duration,
        easing: "linear",
      });
      travels.add(travel);
      const end = (): void => {
        travels.delete(travel);
        dot.remove();
      };
      travel.onfinish = end;
      travel.oncancel = end;
    };

    return onFrame(() => {
      if (still.matches || !supported) return false;
      const { records, status } = useBoard.getState();
      const runs = status?.running === true;
      const speed = status?.speed ?? null;
      // Model time stands still, or goes at another speed: so do the dots.
      for (const travel of travels) {
        if (runs !== moving) (runs ? play : pause)(travel);
        if (speed !== null && pace !== null && speed !== pace) travel.playbackRate *= speed / pace;
      }
      moving = runs;
      pace = speed;
      if (!status?.running || isCrowded()) return false;
      const fresh = new Set<string>();
      for (const [id, activity] of live.activity) {
        if (activity.spiked.length !== 1 || seen.get(id) === activity) continue;
        seen.set(id, activity);
        const spikes = activity.spiked[0] === 1;
        if (spikes && !firing.has(id)) fresh.add(id);
        if (spikes) firing.add(id);
        else firing.delete(id);
      }
      if (fresh.size === 0) return false;
      for (const edge of useScene.getState().edges) {
        const record = records.get(edge.id);
        if (!fresh.has(edge.source) || !edge.data || !isEdge(record)) continue;
        if (record.synapse === null || !isNode(records.get(edge.source))) continue;
        launch(edge.data.d, travelTime(meanWeight(record.delay), status.speed));
      }
      return false;
    });
  }, []);

  return (
    <ViewportPortal>
      <div ref={layer} className="spike-dots" aria-hidden="true" />
    </ViewportPortal>
  );
}
