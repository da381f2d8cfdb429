import type { ReactElement, ReactNode } from "react";
import { Icon } from "../look/icons";

/** A part of the panel with its title, and a short remark at the right. */
export function Section(props: {
  title: string;
  remark?: string;
  children: ReactNode;
}): ReactElement {
  return (
    <section className="inspector-section" aria-label={props.title}>
      <h3 className="section-title">
        <span>{props.title}</span>
        {props.remark !== undefined && <small className="num">{props.remark}</small>}
      </h3>
      {props.children}
    </section>
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

/** One of several words. */
export function Choice<T extends string>(props: {
  name: string;
  value: T | "mixed";
  options: readonly { value: T; title: string }[];
  onChange: (value: T) => void;
  wide?: boolean;
}): ReactElement {
  const { name, value, options, onChange, wide = false } = props;
  return (
    <span className={wide ? "choice choice-wide" : "choice"}>
      <select
        aria-label={name}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
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
