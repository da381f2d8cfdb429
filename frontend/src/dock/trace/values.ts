import { useBoard } from "../../state/board";
import type { Prepared } from "./panels";

/** The bounds of value axes, as a hand changes them. */

type Bounds = [number, number];

/** What one step of the wheel does to the height of an axis. */
const FACTOR = 1.25;

/** A wider (1) or narrower (-1) axis, with the value at height `y` where it is. */
export function zoomed(panel: Prepared, y: number, direction: 1 | -1): Bounds {
  const { lo, hi } = panel.range;
  const part = Math.max(0, Math.min(1, (y - panel.top - 3) / (panel.height - 6)));
  const middle = hi - part * (hi - lo);
  const factor = direction > 0 ? FACTOR : 1 / FACTOR;
  return tidy(middle - (middle - lo) * factor, middle + (hi - middle) * factor);
}

/** The axis moved downwards by `dy` px. */
export function shifted(panel: Prepared, dy: number): Bounds {
  const { lo, hi } = panel.range;
  const by = (dy / (panel.height - 6)) * (hi - lo);
  return tidy(lo + by, hi + by);
}

/** Bounds with no more digits than can be seen. */
function tidy(lo: number, hi: number): Bounds {
  const step = 10 ** (Math.floor(Math.log10(hi - lo)) - 3);
  const round = (value: number): number => Number((Math.round(value / step) * step).toPrecision(9));
  return [round(lo), round(hi)];
}

/** Give a panel of a trace bounds of its own. */
export function setBounds(view: string, panel: string, bounds: Bounds, gesture: string): void {
  const { records, edit } = useBoard.getState();
  const trace = records.get(view);
  if (trace?.kind !== "trace" || !(bounds[0] < bounds[1])) return;
  const scales = { ...trace.scales, [panel]: bounds };
  edit({ put: [{ ...trace, scales }] }, { label: "Change scale", gesture });
}

/** Let a panel follow its data again. */
export function automatic(view: string, panel: string): void {
  const { records, edit } = useBoard.getState();
  const trace = records.get(view);
  if (trace?.kind !== "trace" || !(panel in trace.scales)) return;
  const scales = Object.fromEntries(Object.entries(trace.scales).filter(([key]) => key !== panel));
  edit({ put: [{ ...trace, scales }] }, { label: "Change scale" });
}
