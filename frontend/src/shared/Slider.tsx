import type { CSSProperties, KeyboardEvent, ReactElement } from "react";
import { useGesture, type Apply } from "./gesture";
import { clamp, keyStep, tidy } from "./steps";
import "./controls.css";

interface Props {
  value: number;
  low: number;
  high: number;
  step: number;
  /** Where the small tick stands: the default, or the value before. */
  tick?: number | undefined;
  /** Accessible name. */
  name: string;
  /** What is read out: the value with its unit. */
  valueText?: string;
  /** The colour of the filled part, as a token. */
  tone?: "ink" | "accent" | "exc" | "inh";
  disabled?: boolean;
  /** A new value; edits with the same gesture are one undo step. */
  onChange: (value: number, gesture: string) => void;
}

/** A slider. Arrow keys step, Shift ten times as far, Alt a tenth. */
export function Slider(props: Props): ReactElement {
  const { value, low, high, step, tick, name, valueText, tone = "ink", disabled, onChange } = props;
  const gesture = useGesture();
  const part = (x: number): number => (100 * (clamp(x, { low, high }) - low)) / (high - low || 1);
  const set = (next: number): void => {
    const apply: Apply = (id) => onChange(next, id);
    gesture.change(apply);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = keyStep(event, step);
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    set(clamp(tidy(value + by), { low, high }));
  };
  const style: CSSProperties & Record<`--${string}`, string> = {
    "--part": `calc(6px + (100% - 12px) * ${part(value) / 100})`,
    "--tick-part": String(part(tick ?? low) / 100),
  };
  return (
    <span className={`slider slider-${tone}`} style={style}>
      {tick !== undefined && <span className="slider-tick" aria-hidden="true" />}
      <input
        type="range"
        min={low}
        max={high}
        step="any"
        value={value}
        disabled={disabled}
        aria-label={name}
        aria-valuetext={valueText}
        onChange={(event) => {
          const raw = Number(event.target.value);
          set(clamp(tidy(Math.round(raw / step) * step), { low, high }));
        }}
        onPointerUp={gesture.finish}
        onKeyDown={onKeyDown}
        onKeyUp={gesture.finish}
        onBlur={gesture.finish}
      />
    </span>
  );
}
