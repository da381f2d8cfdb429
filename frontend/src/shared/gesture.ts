import { useEffect, useRef } from "react";
import { afterDraw } from "../live/loop";
import { newId } from "../state/records";

/** Makes the edit; edits with the same gesture are one undo step. */
export type Apply = (gesture: string) => void;

export interface Gesture {
  /** Make this edit in the next frame, instead of the one that waits, if any. */
  change: (apply: Apply) => void;
  /** Make the edit that waits; the next change is an undo step of its own. */
  finish: () => void;
}

/** A gesture that makes at most one edit a frame, however fast the pointer moves. */
export function makeGesture(schedule: (run: () => void) => void, id: () => string): Gesture {
  let current: string | null = null;
  let waiting: Apply | null = null;
  const flush = (): void => {
    const apply = waiting;
    waiting = null;
    if (apply && current !== null) apply(current);
  };
  return {
    change: (apply) => {
      current ??= id();
      if (!waiting) schedule(flush);
      waiting = apply;
    },
    finish: () => {
      flush();
      current = null;
    },
  };
}

/** A gesture for a control; what waits is done when the control goes. */
export function useGesture(): Gesture {
  const ref = useRef<Gesture | null>(null);
  useEffect(() => () => ref.current?.finish(), []);
  const get = (): Gesture => (ref.current ??= makeGesture(afterDraw, () => newId("g")));
  return {
    change: (apply) => get().change(apply),
    finish: () => get().finish(),
  };
}
