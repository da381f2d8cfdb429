import type { ReactElement } from "react";
import type { CatalogPreset } from "../wire/types";
import type { Value } from "./edit";
import { presetHeld, presetsOf, type Preselected } from "./presets";
import { Choice } from "./Section";

interface Props {
  name: string;
  model: Preselected;
  params: Readonly<Record<string, Value>>;
  initial: Readonly<Record<string, unknown>>;
  onChange: (preset: CatalogPreset) => void;
}

/** Published sets of values; which one holds now, and what to look for with it. */
export function PresetChoice({
  name,
  model,
  params,
  initial,
  onChange,
}: Props): ReactElement | null {
  const presets = presetsOf(model);
  if (presets.length === 0) return null;
  const held = presetHeld(params, initial, model);
  return (
    <>
      <Choice
        wide
        name={name}
        value={held ? held.name : null}
        none="Values of its own"
        options={presets.map((preset) => ({ value: preset.name, title: preset.title }))}
        onChange={(chosen) => {
          const preset = presets.find((entry) => entry.name === chosen);
          if (preset) onChange(preset);
        }}
      />
      {held && held.note !== "" && <p className="section-note preset-note">{held.note}</p>}
    </>
  );
}
