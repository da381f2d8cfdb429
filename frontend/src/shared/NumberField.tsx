import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import { afterDraw } from "../live/loop";
import { editableNumber, formatNumber, parseNumber } from "./format";
import { useGesture } from "./gesture";
import { clamp, keyStep, outside, tidy, type Bounds } from "./steps";
import "./controls.css";

interface Props extends Bounds {
  value: number;
  step: number;
  /** Accessible name; also begins the sentence about bounds. */
  name: string;
  unit?: string;
  /** Only whole numbers. */
  whole?: boolean;
  /** Shown instead of the number while it is not being typed. */
  placeholder?: string | undefined;
  onChange: (value: number, gesture: string) => void;
  /** A sentence about what was typed, or null when it is well. */
  onProblem: (problem: string | null) => void;
}

/** A number that is typed in place. Enter keeps it, Esc restores it; arrow keys step. */
export function NumberField(props: Props): ReactElement {
  const { value, step, name, unit = "", whole = false, low, high, onChange, onProblem } = props;
  /** What has been typed; until then the field follows the value, whoever changes it. */
  const [draft, setDraft] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  /** Esc was pressed: leaving the field keeps nothing. */
  const restored = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  /** Something has been typed since the field got the focus. */
  const begun = useRef(false);
  // The text has just become the whole number: what is typed from now on replaces it.
  useLayoutEffect(() => {
    if (focused) input.current?.select();
  }, [focused]);
  const gesture = useGesture();
  const typeable = props.placeholder === undefined ? editableNumber(value) : "";
  const shown = draft ?? (focused ? typeable : (props.placeholder ?? formatNumber(value)));

  const keep = (text: string): boolean => {
    const typed = parseNumber(text);
    if (typed === null) {
      onProblem(`${name}: “${text.trim()}” is not a number.`);
      return false;
    }
    const next = whole ? Math.round(typed) : typed;
    const problem = outside(next, { low, high }, name);
    onProblem(problem);
    if (problem !== null) return false;
    if (next !== value || props.placeholder !== undefined) {
      gesture.change((id) => onChange(next, id));
      gesture.finish();
    }
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation();
    if (event.key === "Enter") {
      if (draft === null || keep(draft)) {
        setDraft(null);
        event.currentTarget.select();
      }
    } else if (event.key === "Escape") {
      restored.current = true;
      onProblem(null);
      event.currentTarget.blur();
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      const by = keyStep(event, step);
      const next = clamp(tidy(value + (whole ? Math.sign(by) * Math.max(1, Math.abs(by)) : by)), {
        low,
        high,
      });
      setDraft(null);
      onProblem(null);
      gesture.change((id) => onChange(next, id));
    }
  };
  return (
    <label className="number-field num">
      <input
        ref={input}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        aria-label={name}
        value={shown}
        onFocus={(event) => {
          setFocused(true);
          const field = event.currentTarget;
          begun.current = false;
          // The press that gave the focus puts the caret somewhere after this. Who comes by a key
          // may have typed by then, or gone on: selecting would fetch the focus back.
          afterDraw(() => {
            if (!begun.current && document.activeElement === field) field.select();
          });
        }}
        onChange={(event) => {
          begun.current = true;
          setDraft(event.target.value);
        }}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => {
          if (event.key === "ArrowUp" || event.key === "ArrowDown") gesture.finish();
        }}
        onBlur={() => {
          if (restored.current) restored.current = false;
          else if (draft !== null && draft !== editableNumber(value) && draft.trim() !== "")
            keep(draft);
          else onProblem(null);
          setDraft(null);
          setFocused(false);
          gesture.finish();
        }}
      />
      {unit !== "" && <small>{unit}</small>}
    </label>
  );
}
