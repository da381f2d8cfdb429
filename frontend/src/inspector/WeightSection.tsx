import { Drawn } from "../editor/groups/Drawn";
import { useState, type ReactElement } from "react";
import { NumberField } from "../shared/NumberField";
import { Slider } from "../shared/Slider";
import { formatQuantity } from "../shared/format";
import { meanWeight } from "../shared/names";
import { niceAbove } from "../shared/nice";
import { sliderRange } from "../shared/steps";
import type { Projection } from "../wire/types";
import { changeEdges } from "./edit";
import { openMatrix } from "../matrix/store";
import { MatrixGrid } from "./MatrixGrid";
import { describeValue } from "./parameters";
import { Section } from "./Section";
import { SpreadButton } from "./Spread";

/** A matrix up to this size is typed cell by cell. */
const MAX_GRID = 10;

interface Props {
  edge: Projection;
  unit: string;
  /** Cells of the target, cells of the source. */
  sizes: readonly [number, number];
}

/** The weight: one number, a distribution, or a matrix. */
export function WeightSection({ edge, unit, sizes }: Props): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const { weight } = edge;
  const mean = meanWeight(weight);
  const [rows, columns] = sizes;
  const set = (next: Projection["weight"], gesture: string | null): void =>
    changeEdges([edge.id], (old) => ({ ...old, weight: next }), "Change weight", gesture);
  const reach = niceAbove(Math.max(2 * Math.abs(mean), 1e-6));
  const range = sliderRange([Math.min(0, Math.sign(mean)) * reach, mean >= 0 ? reach : 0], mean);
  const small = rows <= MAX_GRID && columns <= MAX_GRID && rows * columns > 1;
  return (
    <Section title="Weight" remark={Array.isArray(weight) ? `${rows} × ${columns}` : ""}>
      {typeof weight === "number" ? (
        <div className="slider-row">
          <Slider
            value={weight}
            low={range.low}
            high={range.high}
            step={range.step}
            name="Weight"
            valueText={formatQuantity(weight, unit)}
            tone={weight < 0 ? "inh" : "exc"}
            onChange={set}
          />
          <NumberField
            value={weight}
            step={range.step}
            low={-1e15}
            high={1e15}
            name="Weight, value"
            unit={unit}
            onChange={set}
            onProblem={setProblem}
          />
        </div>
      ) : (
        <p className="num weight-words">
          {Array.isArray(weight) ? `mean ${formatQuantity(mean, unit)}` : describeValue(weight)}{" "}
          {!Array.isArray(weight) && <small>{unit}</small>}
        </p>
      )}
      {typeof weight === "object" && !Array.isArray(weight) && (
        <Drawn record={edge.id} field="weight" value={weight} unit={unit} each="synapses" />
      )}
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      {Array.isArray(weight) && small && (
        <MatrixGrid matrix={weight} onChange={(next) => set(next, null)} />
      )}
      <div className="popup-buttons">
        {!Array.isArray(weight) && rows * columns > 1 && (
          <SpreadButton
            name="weight"
            words="Spread"
            value={weight}
            middle={mean}
            cells={0}
            unit={unit}
            onChange={(next) => {
              if (typeof next !== "string" && !Array.isArray(next)) set(next, null);
            }}
          />
        )}
        {!Array.isArray(weight) && small && (
          <button
            type="button"
            className="text-button"
            onClick={() => set(filled(rows, columns, mean), null)}
          >
            Set each weight
          </button>
        )}
        {rows * columns > 1 && (
          <button type="button" className="text-button" onClick={() => openMatrix(edge.id)}>
            Edit matrix
          </button>
        )}
        {Array.isArray(weight) && (
          <button
            type="button"
            className="text-button"
            onClick={() => changeEdges([edge.id], withOneWeight, "One weight for all")}
          >
            One weight for all
          </button>
        )}
      </div>
    </Section>
  );
}

/** The mean of all weights for each of them; where the matrix said which synapses there are, all
 * pairs have one. */
function withOneWeight(edge: Projection): Projection {
  const { allow_autapses } = edge.connect;
  const all = { rule: "all_to_all", allow_autapses } as const;
  const connect = edge.connect.rule === "explicit" ? all : edge.connect;
  return { ...edge, connect, weight: meanWeight(edge.weight) };
}

function filled(rows: number, columns: number, value: number): number[][] {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => value));
}
