import type { ReactElement, ReactNode } from "react";
import { Icon } from "../look/icons";

/** A part of the panel with its title, and a short remark or a control at the right. */
export function Section(props: {
  title: string;
  remark?: string;
  aside?: ReactNode;
  children?: ReactNode;
}): ReactElement {
  return (
    <section className="inspector-section" aria-label={props.title}>
      <h3 className="section-title">
        <span>{props.title}</span>
        {props.remark !== undefined && <small className="num">{props.remark}</small>}
        {props.aside}
      </h3>
      {props.children}
    </section>
  );
}

/** On or off, in force at once. */
export function Switch(props: {
  name: string;
  on: boolean;
  tip?: string;
  onChange: (on: boolean) => void;
}): ReactElement {
  return (
    <input
      type="checkbox"
      role="switch"
      className="switch"
      aria-label={props.name}
      data-tip={props.tip}
      checked={props.on}
      onChange={(event) => props.onChange(event.target.checked)}
    />
  );
}

/** A plain row: name at the left, control at the right. */
export function Row(props: { name: string; tip?: string; children: ReactNode }): ReactElement {
  return (
    <div className="plain-row">
      <span data-tip={props.tip}>{props.name}</span>
      {props.children}
    </div>
  );
}

/** No option is called so. */
const NONE = " ";

/** One of several words. */
export function Choice<T extends string>(props: {
  name: string;
  /** Null while none of the options holds: then `none` says what does. */
  value: T | "mixed" | null;
  none?: string;
  options: readonly { value: T; title: string }[];
  onChange: (value: T) => void;
  wide?: boolean;
}): ReactElement {
  const { name, value, none = "", options, onChange, wide = false } = props;
  return (
    <span className={wide ? "choice choice-wide" : "choice"}>
      <select
        aria-label={name}
        value={value ?? NONE}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {value === null && (
          <option value={NONE} disabled>
            {none}
          </option>
        )}
        {value === "mixed" && (
          <option value="mixed" disabled>
            mixed
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  );
}
