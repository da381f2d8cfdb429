import { useEffect, useRef, type ReactElement } from "react";
import { viewEnd } from "../live/clock";
import { onFrame } from "../live/loop";
import { timeUnit, timeWord, useTimeUnit } from "../shared/timeunit";
import { clock } from "./speed";

/** Model time, written straight into the page with every frame. */
export function Clock(): ReactElement {
  const value = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      onFrame(() => {
        const text = clock(viewEnd(), timeUnit());
        if (value.current && value.current.textContent !== text) value.current.textContent = text;
        return false;
      }),
    [],
  );
  return (
    <span className="clock num" data-testid="clock">
      <span className="math">t</span> = <span ref={value}>0.0</span>{" "}
      <small>{timeWord(useTimeUnit())}</small>
    </span>
  );
}
