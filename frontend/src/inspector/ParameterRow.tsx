import { useState, type ReactElement } from "react";
import { Drawn } from "../editor/groups/Drawn";
import { formatQuantity } from "../shared/format";
import { NumberField } from "../shared/NumberField";
import { Slider } from "../shared/Slider";
import { sliderRange } from "../shared/steps";
import { MathSymbol } from "../shared/MathSymbol";
import type { CatalogParameter } from "../wire/types";
import type { Value } from "./edit";
import {
  MIXED,
  type Mixed,
  describeValue,
  explain,
  isChanged,
  middleOf,
  rangeOf,
} from "./parameters";
import { SpreadButton } from "./Spread";

interface Props {
  parameter: CatalogParameter;
  /** What the record holds; undefined for the default, MIXED where several records differ. */
  value: Value | undefined | Mixed;
  /** The node whose values are shown as they were drawn, where it is one node. */
  record?: string | undefined;
  /** Cells that may differ in this parameter; 1 offers no spread. */
  cells: number;
  /** Undefined gives the default back. */
  onChange: (value: Value | undefined, gesture: string | null) => void;
}

/** One parameter: symbol, name, slider with a tick at the default, value with unit, and a dot to go
 * back to the default. */
export function ParameterRow({ parameter, value, record, cells, onChange }: Props): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const fallback = typeof parameter.default === "number" ? parameter.default : 0;
  const mixed = value === MIXED;
  const held = mixed ? undefined : (value ?? parameter.default);
  const number = middleOf(held, fallback);
  const plain = typeof held === "number" || mixed;
  const changed = !mixed && isChanged(parameter, value);
  const range = sliderRange(rangeOf(parameter, fallback), number);
  const low = Math.max(range.low, parameter.low);
  const high = Math.min(range.high, parameter.high);
  const described = `${parameter.name}, ${parameter.title}`;
  const rowClass = cells > 1 ? "parameter parameter-spread" : "parameter";
  return (
    <>
      <div className={rowClass} data-parameter={parameter.name}>
        <span className="parameter-name" data-tip={explain(parameter)}>
          <MathSymbol latex={parameter.symbol} />
          <span className="parameter-title">{parameter.title}</span>
        </span>
        {plain ? (
          <>
            <Slider
              value={number}
              low={low}
              high={high}
              step={range.step}
              tick={fallback}
              name={described}
              valueText={formatQuantity(number, parameter.unit)}
              tone={changed ? "accent" : "ink"}
              onChange={(next, gesture) => onChange(next, gesture)}
            />
            <NumberField
              value={number}
              step={range.step}
              low={parameter.low}
              high={parameter.high}
              name={`${described}, value`}
              unit={parameter.unit}
              placeholder={mixed ? "mixed" : undefined}
              onChange={(next, gesture) => onChange(next, gesture)}
              onProblem={setProblem}
            />
          </>
        ) : (
          <span className="parameter-words num">
            {held === undefined ? "mixed" : describeValue(held)} <small>{parameter.unit}</small>
          </span>
        )}
        {cells > 1 && (
          <SpreadButton
            name={described}
            value={held ?? fallback}
            middle={number}
            cells={cells}
            unit={parameter.unit}
            onChange={(next) => onChange(next, null)}
          />
        )}
        {changed ? (
          <button
            type="button"
            className="changed-dot"
            aria-label={`Reset ${parameter.name} to its default`}
            data-tip="Reset to default"
            onClick={() => {
              setProblem(null);
              onChange(undefined, null);
            }}
          />
        ) : (
          <span />
        )}
      </div>
      {!plain && cells > 1 && record !== undefined && (
        <Drawn
          record={record}
          field={`params.${parameter.name}`}
          value={value}
          unit={parameter.unit}
        />
      )}
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
