import { live } from "./live";
import { invalidate } from "./loop";

/**
 * Which moment the views show. They follow the network until the thumb of the timeline is dragged
 * back; then they stay at that moment while the network goes on. The cursor is a time that the
 * views share: while the pointer is over a plot it is the time under it, a click pins it.
 */

let end: number | null = null;
let hovered: number | null = null;
let pinned: number | null = null;
const listeners = new Set<() => void>();

/** Right end of every time axis in ms. */
export function viewEnd(): number {
  return end ?? live.t;
}

/** Whether the views follow the network. */
export function isFollowing(): boolean {
  return end === null;
}

/** Show the moment `t`, or follow the network again with null. */
export function showMoment(t: number | null): void {
  const was = end;
  end = t === null || t >= live.t ? null : t;
  invalidate();
  if ((was === null) !== (end === null)) for (const listener of listeners) listener();
}

/** Told whenever the views begin or cease to follow. */
export function subscribeFollowing(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Time under the cursor in ms, or null. */
export function cursorTime(): number | null {
  return hovered ?? pinned;
}

/** The pointer is over time t of a plot, or has left (null). */
export function hoverTime(t: number | null): void {
  hovered = t;
  invalidate();
}

/** Keep the cursor at t; at the same place again, let it go. */
export function pinTime(t: number | null): void {
  pinned = t;
  invalidate();
}

/** The time at which the cursor is pinned, or null. */
export function pinnedTime(): number | null {
  return pinned;
}
