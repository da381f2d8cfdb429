import { useState, type ReactElement } from "react";
import type { CatalogParameter } from "../wire/types";
import { explain } from "./parameters";

interface Props {
  parameter: CatalogParameter;
  text: string;
  /** What the server said of the last text that it refused, or null. */
  refusal: string | null;
  /** What the formula is in; t (ms) unless told. */
  variable?: string;
  onChange: (text: string) => void;
}

/** The place (from 0) that a sentence about a formula names: "... (character 5)". */
export function errorPosition(sentence: string): number | null {
  const found = /\(character (\d{1,4})\)/.exec(sentence);
  return found ? Number(found[1]) - 1 : null;
}

/** A formula in t, as text. The server reads it; what it refuses stays here to be mended, with a mark
 * at the place where it stopped. */
export function FormulaField(props: Props): ReactElement {
  const { parameter, text, refusal, variable = "t (ms)", onChange } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const [sent, setSent] = useState<string | null>(null);
  const refused = sent !== null && sent !== text && refusal !== null;
  const shown = draft ?? (refused ? sent : text);
  const place = refused && draft === null ? errorPosition(refusal) : null;
  const keep = (value: string): void => {
    const next = value.trim();
    setDraft(null);
    if (next === "" || next === text) {
      setSent(null);
      return;
    }
    setSent(next);
    onChange(next);
  };
  return (
    <div className="formula-field">
      <label data-tip={explain(parameter)}>
        <span>
          {parameter.title} <small>{parameter.unit}</small>
        </span>
        <textarea
          rows={2}
          maxLength={1000}
          spellCheck={false}
          autoComplete="off"
          value={shown}
          aria-invalid={refused}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={(event) => keep(event.target.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === "Enter" && !event.shiftKey) {
              event.preventDefault();
              keep(event.currentTarget.value);
            } else if (event.key === "Escape") {
              setDraft(null);
              setSent(null);
            }
          }}
        />
      </label>
      {refused && (
        <div className="field-problem" role="alert">
          {place !== null && (
            <code>
              {sent.slice(Math.max(0, place - 20), place)}
              <mark>{sent.charAt(place) === "" ? " " : sent.charAt(place)}</mark>
              {sent.slice(place + 1, place + 20)}
            </code>
          )}
          <span>{refusal}</span>
        </div>
      )}
      <p className="section-note">In {variable}, with exp, sin, cos, sqrt, abs, min, max, pi.</p>
    </div>
  );
}
