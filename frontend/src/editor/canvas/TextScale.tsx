import { useStore } from "@xyflow/react";
import { useEffect } from "react";

/** How far text on the board grows against the zoom, so that none falls under 11 px on the screen;
 * further out it would cover its neighbours. */
const MOST = 1.6;
/** Steps of it, so that a zoom does not lay out all text in every frame. */
const STEP = 0.05;

/** The factor for text at a zoom. */
export function textScale(zoom: number): number {
  const steps = Math.ceil((1 / zoom - 1) / STEP - 1e-6);
  return Math.min(MOST, Math.max(1, 1 + steps * STEP));
}

/** Keeps the factor for text of the board in `--text-scale`. */
export function TextScale(): null {
  const scale = useStore((state) => textScale(state.transform[2]));
  const board = useStore((state) => state.domNode);
  useEffect(() => {
    board?.style.setProperty("--text-scale", scale.toFixed(2));
  }, [board, scale]);
  return null;
}
