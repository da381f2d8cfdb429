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
const SLOWEST = 3000;

/** How long a dot travels: the delay of the connection at the chosen speed; ms of the clock. */
export function travelTime(delay: number, speed: number | null): number {
  const time = speed === null ? 0 : (delay / speed) * 1000;
  return Math.min(SLOWEST, Math.max(QUICKEST, time));
}

/** A yellow dot for each spike of a single cell, along each of its connections. */
export function SpikeDots(): ReactElement {
  const layer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)");
    const supported = CSS.supports("offset-path", 'path("M0 0L1 1")');
    const seen = new Map<string, NodeActivity>();
    const firing = new Set<string>();
    let under = 0;

    const launch = (d: string, duration: number): void => {
      if (under >= MOST || !layer.current) return;
      under++;
      const dot = document.createElement("div");
      dot.className = "spike-dot";
      dot.style.offsetPath = `path("${d}")`;
      layer.current.append(dot);
      const end = (): void => {
        under--;
        dot.remove();
      };
      const travel = dot.animate([{ offsetDistance: "0%" }, { offsetDistance: "100%" }], {
        duration,
        easing: "linear",
      });
      travel.onfinish = end;
      travel.oncancel = end;
    };

    return onFrame(() => {
      if (still.matches || !supported) return false;
      const { records, status } = useBoard.getState();
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
