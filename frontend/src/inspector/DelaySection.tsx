import { useState, type ReactElement } from "react";
import { countSynapses, countWords } from "../editor/edges/count";
import { NumberField } from "../shared/NumberField";
import { Slider } from "../shared/Slider";
import { formatQuantity } from "../shared/format";
import { meanWeight } from "../shared/names";
import { useBoard } from "../state/board";
import { timeWord, useTimeUnit } from "../shared/timeunit";
import { isNode } from "../state/records";
import type { Projection } from "../wire/types";
import { changeEdges } from "./edit";
import { made } from "./made";
import { describeValue } from "./parameters";
import { ParameterRow } from "./ParameterRow";
import { Row, Section } from "./Section";
import { SpreadButton } from "./Spread";

const SLOWEST = 20;
/** ms around which delays are spread that were 0: none of them may be negative. */
const LEAST_SPREAD = 1;

const RELEASE = made("release", {
  title: "Release",
  symbol: "p_{\\mathrm{rel}}",
  default: 1,
  meaning: "probability with which a synapse transmits a spike, each by itself",
});

/** When a spike arrives, how often, and at how many synapses. */
export function DelaySection({
  edge,
  spikes,
}: {
  edge: Projection;
  /** Whether it passes spikes: then synapses may differ in their delay, and fail. */
  spikes: boolean;
}): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const records = useBoard((state) => state.records);
  const source = records.get(edge.source);
  const target = records.get(edge.target);
  const pairs = isNode(source) && isNode(target) ? source.size * target.size : 1;
  const word = timeWord(useTimeUnit());
  const { delay } = edge;
  const mean = meanWeight(delay);
  const set = (delay: Projection["delay"], gesture: string | null): void =>
    changeEdges([edge.id], (old) => ({ ...old, delay }), "Change delay", gesture);
  return (
    <Section title="Delay">
      {typeof delay === "number" ? (
        <div className="slider-row">
          <Slider
            value={delay}
            low={0}
            high={Math.max(SLOWEST, delay)}
            step={0.1}
            tick={0}
            name="Delay"
            onChange={set}
          />
          <NumberField
            value={delay}
            step={0.1}
            low={0}
            high={1000}
            name="Delay, value"
            unit={word}
            onChange={set}
            onProblem={setProblem}
          />
        </div>
      ) : (
        <p className="num weight-words">
          {Array.isArray(delay) ? `mean ${formatQuantity(mean, word)}` : describeValue(delay)}{" "}
          {!Array.isArray(delay) && <small>{word}</small>}
        </p>
      )}
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="popup-buttons">
        {spikes && pairs > 1 && !Array.isArray(delay) && (
          <SpreadButton
            name="delay"
            words="Spread"
            value={delay}
            middle={Math.max(mean, LEAST_SPREAD)}
            cells={0}
            unit={word}
            onChange={(next) => {
              if (typeof next !== "string" && !Array.isArray(next)) set(next, null);
            }}
          />
        )}
        {Array.isArray(delay) && (
          <button type="button" className="text-button" onClick={() => set(mean, null)}>
            One delay for all
          </button>
        )}
      </div>
      {spikes && (
        <ParameterRow
          parameter={RELEASE}
          value={edge.release === 1 ? undefined : edge.release}
          cells={1}
          onChange={(value, gesture) => {
            if (value !== undefined && typeof value !== "number") return;
            const release = value ?? 1;
            const label = "Change release probability";
            changeEdges([edge.id], (old) => ({ ...old, release }), label, gesture);
          }}
        />
      )}
      <Row
        name="Synapses"
        tip="Counted where a view shows the weights, else expected from the rule"
      >
        <span className="num">
          {isNode(source) && isNode(target)
            ? countWords(countSynapses(edge, source.size, target.size))
            : "–"}
        </span>
      </Row>
    </Section>
  );
}
