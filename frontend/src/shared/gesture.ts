import { useEffect, useRef } from "react";
import { afterDraw } from "../live/loop";
import { newId } from "../state/records";

/** Makes the edit; edits with the same gesture are one undo step. */
export type Apply = (gesture: string) => void;

export interface Gesture {
  /** Make this edit: at once, or where one was made in this frame already in the next one, instead
   * of the one that waits, if any. */
  change: (apply: Apply) => void;
  /** Make the edit that waits; the next change is an undo step of its own. */
  finish: () => void;
}

/** A gesture that makes at most one edit a frame, however fast the pointer moves. */
export function makeGesture(schedule: (run: () => void) => void, id: () => string): Gesture {
  let current: string | null = null;
  let waiting: Apply | null = null;
  let made = false;
  const flush = (): void => {
    const apply = waiting;
    waiting = null;
    if (apply && current !== null) apply(current);
  };
  const next = (): void => {
    made = waiting !== null;
    if (made) schedule(next);
    flush();
  };
  return {
    change: (apply) => {
      current ??= id();
      waiting = apply;
      if (made) return;
      made = true;
      schedule(next);
      flush();
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
