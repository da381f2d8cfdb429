import { useBoard } from "../state/board";
import { viewsOf, type ViewRecord } from "../state/records";
import type { Timed } from "./plot/axis";

/** Time windows to choose from, in ms. */
export const WINDOWS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000,
] as const;

/** Linked views share their axis: a window chosen in one of them, `of`, holds for all of them. One
 * that is not linked has a window of its own. */
export function setWindow(
  window: number,
  gesture: string | null = null,
  of: Timed | null = null,
): void {
  const { records, edit } = useBoard.getState();
  const put = viewsOf(records).flatMap((view): ViewRecord[] => {
    if (!("window" in view) || view.window === window) return [];
    const concerned = of === null || of.linked ? view.linked : view.id === of.id;
    return concerned ? [{ ...view, window }] : [];
  });
  edit({ put }, { label: "Change time window", gesture });
}

/** The next wider (1) or narrower (-1) window. */
export function neighbour(window: number, direction: 1 | -1): number {
  if (direction > 0) return WINDOWS.find((other) => other > window) ?? 60_000;
  return [...WINDOWS].reverse().find((other) => other < window) ?? WINDOWS[0];
}

/** Let a view share the common time axis, or have one of its own. One that is linked takes over the
 * window of the others. */
export function setLinked(view: ViewRecord, linked: boolean): void {
  if (!("window" in view)) return;
  const { records, edit } = useBoard.getState();
  const others = viewsOf(records).flatMap((other) =>
    "window" in other && other.linked && other.id !== view.id ? [other.window] : [],
  );
  const window = linked ? (others[0] ?? view.window) : view.window;
  edit({ put: [{ ...view, linked, window }] }, { label: "Change time axis" });
}

/** Spans of what is looked back on, in ms, for views that have no axis of time. */
export const SPANS = WINDOWS.filter((ms) => ms >= 50);
