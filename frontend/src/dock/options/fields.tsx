import type { ReactElement } from "react";
import { useBoard } from "../../state/board";
import type { ViewRecord } from "../../state/records";

interface Choice<T extends string | number> {
  readonly value: T;
  readonly label: string;
}

/** One of several settings of a view. */
export function Setting<T extends string | number>(props: {
  label: string;
  value: T;
  choices: readonly Choice<T>[];
  onChange: (value: T) => void;
}): ReactElement {
  const { label, value, choices, onChange } = props;
  const known = choices.some((choice) => choice.value === value);
  const shown = known ? choices : [...choices, { value, label: String(value) }];
  return (
    <label className="popup-row">
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          const found = shown.find((choice) => String(choice.value) === event.target.value);
          if (found) onChange(found.value);
        }}
      >
        {shown.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Puts a view with some settings changed, as one step of undo. */
export function usePut<V extends ViewRecord>(view: V): (change: Partial<V>) => void {
  const edit = useBoard((state) => state.edit);
  return (change) => edit({ put: [{ ...view, ...change }] }, { label: "Change view" });
}
