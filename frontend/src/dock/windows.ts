import { useBoard } from "../state/board";
import { viewsOf, type ViewRecord } from "../state/records";

/** Time windows to choose from, in ms. */
export const WINDOWS = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000] as const;

/** Views over time share their axis: a window chosen in one holds for all. */
export function setWindow(window: number, gesture: string | null = null): void {
  const { records, edit } = useBoard.getState();
  const put = viewsOf(records).flatMap((view): ViewRecord[] =>
    view.kind === "weights" || view.window === window ? [] : [{ ...view, window }],
  );
  edit({ put }, { label: "Change time window", gesture });
}

/** The next wider (1) or narrower (-1) window. */
export function neighbour(window: number, direction: 1 | -1): number {
  if (direction > 0) return WINDOWS.find((other) => other > window) ?? 60_000;
  return [...WINDOWS].reverse().find((other) => other < window) ?? 20;
}
