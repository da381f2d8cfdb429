import { live } from "./live";
import { invalidate } from "./loop";

/**
 * Which moment the views show. They follow the network, which may stand at a past moment; while the
 * thumb of the timeline is dragged they show what it points at, before the network has gone there.
 * The cursor is a time that the views share: while the pointer is over a plot it is the time under
 * it, a click pins it.
 */

let held: number | null = null;
let hovered: number | null = null;
let pinned: number | null = null;

/** Right end of every time axis in ms. */
export function viewEnd(): number {
  return held ?? live.moment ?? live.t;
}

/** Whether the views show the present. */
export function isFollowing(): boolean {
  return held === null && live.moment === null;
}

/** Show the moment `t` whatever the network does; null shows again where it stands. */
export function holdMoment(t: number | null): void {
  held = t === null ? null : Math.min(t, live.t);
  invalidate();
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
