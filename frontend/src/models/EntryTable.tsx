import type { ReactElement } from "react";
import { NumberField } from "../shared/NumberField";
import { Icon } from "../look/icons";
import type { DefinedParameter, DefinedState } from "../wire/types";
import { parameter } from "./draft";

interface ParameterProps {
  entries: readonly DefinedParameter[];
  onChange: (entries: DefinedParameter[]) => void;
  onProblem: (sentence: string | null) => void;
}

/** Name, default, unit, meaning and bounds of each parameter. */
export function ParameterTable({ entries, onChange, onProblem }: ParameterProps): ReactElement {
  const put = (i: number, change: Partial<DefinedParameter>): void =>
    onChange(entries.map((entry, k) => (k === i ? { ...entry, ...change } : entry)));
  return (
    <fieldset className="entry-table entry-parameters">
      <legend>Parameters</legend>
      {entries.length > 0 && (
        <div className="entry-head" aria-hidden="true">
          <span>Name</span>
          <span>Default</span>
          <span>Unit</span>
          <span>Meaning</span>
          <span>From</span>
          <span>To</span>
          <span />
        </div>
      )}
      {entries.map((entry, i) => (
        <div key={i} className="entry-row">
          <TextCell
            name={`Name of parameter ${i + 1}`}
            value={entry.name}
            onChange={(name) => put(i, { name })}
          />
          <NumberField
            name={`Default of ${entry.name || "parameter"}`}
            value={entry.default}
            step={0.1}
            low={-1e9}
            high={1e9}
            onChange={(value) => put(i, { default: value })}
            onProblem={onProblem}
          />
          <TextCell
            name={`Unit of ${entry.name || "parameter"}`}
            value={entry.unit}
            most={32}
            onChange={(unit) => put(i, { unit })}
          />
          <TextCell
            name={`Meaning of ${entry.name || "parameter"}`}
            value={entry.meaning}
            most={200}
            onChange={(meaning) => put(i, { meaning })}
          />
          <NumberField
            name={`Lower bound of ${entry.name || "parameter"}`}
            value={entry.low}
            step={1}
            low={-1e9}
            high={1e9}
            placeholder={entry.low <= -1e9 ? "none" : undefined}
            onChange={(low) => put(i, { low })}
            onProblem={onProblem}
          />
          <NumberField
            name={`Upper bound of ${entry.name || "parameter"}`}
            value={entry.high}
            step={1}
            low={-1e9}
            high={1e9}
            placeholder={entry.high >= 1e9 ? "none" : undefined}
            onChange={(high) => put(i, { high })}
            onProblem={onProblem}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove ${entry.name || "parameter"}`}
            data-tip="Remove"
            onClick={() => onChange(entries.filter((_, k) => k !== i))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <button
        type="button"
        className="button-quiet"
        onClick={() => onChange([...entries, parameter("", 1)])}
      >
        Add parameter
      </button>
    </fieldset>
  );
}

interface StateProps {
  entries: readonly DefinedState[];
  /** Whether each belongs to a side of an edge: the traces of a learning rule. */
  sided: boolean;
  onChange: (entries: DefinedState[]) => void;
}

/** Where each variable begins: a number, or an expression in the parameters. */
export function StateTable({ entries, sided, onChange }: StateProps): ReactElement | null {
  if (entries.length === 0) return null;
  const put = (i: number, change: Partial<DefinedState>): void =>
    onChange(entries.map((entry, k) => (k === i ? { ...entry, ...change } : entry)));
  return (
    <fieldset className="entry-table entry-states">
      <legend>{sided ? "Traces" : "Initial values"}</legend>
      {entries.map((entry, i) => (
        <div key={entry.name} className="entry-row">
          <span className="entry-name">{entry.name}</span>
          <TextCell
            name={`Initial value of ${entry.name}`}
            value={String(entry.initial)}
            most={1000}
            onChange={(text) => {
              const number = Number(text);
              const plain = text.trim() !== "" && Number.isFinite(number) && !text.endsWith(".");
              put(i, { initial: plain ? number : text });
            }}
          />
          <TextCell
            name={`Unit of ${entry.name}`}
            value={entry.unit}
            most={32}
            onChange={(unit) => put(i, { unit })}
          />
          {sided && (
            <select
              aria-label={`Side of ${entry.name}`}
              value={entry.side}
              onChange={(event) =>
                put(i, { side: event.currentTarget.value as DefinedState["side"] })
              }
            >
              <option value="source">of each source cell</option>
              <option value="target">of each target cell</option>
              <option value="">of each synapse</option>
            </select>
          )}
        </div>
      ))}
    </fieldset>
  );
}

interface TextProps {
  name: string;
  value: string;
  most?: number;
  onChange: (text: string) => void;
}

function TextCell({ name, value, most = 64, onChange }: TextProps): ReactElement {
  return (
    <input
      type="text"
      className="text-cell"
      aria-label={name}
      value={value}
      maxLength={most}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
