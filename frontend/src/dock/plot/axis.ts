import { create } from "zustand";
import { viewEnd } from "../../live/clock";
import { live } from "../../live/live";
import { invalidate } from "../../live/loop";

/**
 * Where a hand has moved the time axes. Linked views share one axis, the others have one each. An
 * axis that nobody has moved follows the run; one that was moved stays where it is while time goes on.
 */

/** What a view over time says of its axis. */
export interface Timed {
  readonly id: string;
  /** Length of the axis in ms. */
  readonly window: number;
  readonly linked: boolean;
}

interface Axes {
  /** Right end in ms of the axis that linked views share; null while it follows. */
  shared: number | null;
  /** Right ends of the axes of views that are not linked. */
  own: ReadonlyMap<string, number>;
}

export const useAxes = create<Axes>()(() => ({ shared: null, own: new Map() }));

/** Part of the window that always shows something recorded. */
const LEAST = 0.1;

/** Where a hand has put the right end of the axis of a view, in ms; null while it follows. */
export function movedTo(view: Timed | null, axes: Axes = useAxes.getState()): number | null {
  return view === null || view.linked ? axes.shared : (axes.own.get(view.id) ?? null);
}

/** Right end in ms of the axis of a view. */
export function axisEnd(view: Timed | null): number {
  const moved = movedTo(view);
  if (moved === null) return viewEnd();
  if (moved <= live.t) return moved;
  // The run began anew and has not been there yet.
  follow(view);
  return viewEnd();
}

/** Put the right end of the axis at `end` ms; from the present on it follows again. */
export function moveAxis(view: Timed | null, end: number, window: number): void {
  const newest = viewEnd();
  const oldest = Math.min(newest, live.first() + LEAST * window);
  put(view, end >= newest ? null : Math.max(oldest, end));
}

/** Let the axis of a view follow the run again. */
export function follow(view: Timed | null): void {
  put(view, null);
}

/** Let all axes follow again, as when another moment is visited. */
export function followAll(): void {
  useAxes.setState({ shared: null, own: new Map() });
  invalidate();
}

function put(view: Timed | null, end: number | null): void {
  if (view === null || view.linked) {
    useAxes.setState({ shared: end });
  } else {
    const own = new Map(useAxes.getState().own);
    if (end === null) own.delete(view.id);
    else own.set(view.id, end);
    useAxes.setState({ own });
  }
  invalidate();
}
