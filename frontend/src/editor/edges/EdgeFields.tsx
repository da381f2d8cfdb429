import type { ReactElement } from "react";
import { formatQuantity } from "../../shared/format";
import { weightUnit } from "../../shared/names";
import { NumberField } from "../../shared/NumberField";
import { Slider } from "../../shared/Slider";
import { MathSymbol } from "../../shared/MathSymbol";
import { useBoard } from "../../state/board";
import type { NodeRecord } from "../../state/records";
import type { Projection } from "../../wire/types";
import {
  isConductance,
  rulesFor,
  stepOf,
  usualWeight,
  weightRange,
  withRule,
  withSynapse,
} from "./edit";

/** Make the edited connection part of the document. */
export type Put = (next: Projection, label: string, gesture?: string | null) => void;

/** The weight from nothing to about three times what it was; the tick is where it was. */
export function WeightSlider(props: {
  edge: Projection;
  before: Projection;
  source: NodeRecord;
  target: NodeRecord;
  put: Put;
  type: "excitatory" | "inhibitory" | "current";
}): ReactElement | null {
  const { edge, before, source, target, put, type } = props;
  const catalog = useBoard((state) => state.catalog);
  const weight = typeof edge.weight === "number" ? edge.weight : 0;
  const old = typeof before.weight === "number" ? before.weight : 0;
  const usual = usualWeight(edge, source, target, catalog);
  const conductance = isConductance(edge, catalog);
  const range = weightRange(old, usual, source, conductance);
  // A number typed beyond the range takes the range with it.
  const [low, high] =
    weight < range[0] || weight > range[1]
      ? weightRange(weight, usual, source, conductance)
      : range;
  const tones = { excitatory: "exc", inhibitory: "inh", current: "ink" } as const;
  return (
    <Slider
      name="Weight"
      value={weight}
      low={low}
      high={high}
      step={stepOf([low, high])}
      tick={old}
      tone={tones[type]}
      valueText={formatQuantity(weight, weightUnit(edge, catalog))}
      onChange={(next, gesture) => put({ ...edge, weight: next }, "Change weight", gesture)}
    />
  );
}

/** The synapse and its parameters. */
export function SynapseRow(props: {
  edge: Projection;
  put: Put;
  onProblem: (problem: string | null) => void;
}): ReactElement {
  const { edge, put, onProblem } = props;
  const catalog = useBoard((state) => state.catalog);
  const entry = catalog?.synapses.find(({ name }) => name === edge.synapse);
  const numbers = entry?.parameters.filter(({ kind }) => kind === "number") ?? [];
  return (
    <>
      <select
        className="edge-editor-select"
        aria-label="Synapse"
        value={edge.synapse ?? ""}
        onChange={(event) => put(withSynapse(edge, event.target.value, catalog), "Change synapse")}
      >
        {catalog?.synapses.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
      {numbers.map((parameter) => (
        <div key={parameter.name} className="edge-editor-row" data-tip={parameter.meaning}>
          <MathSymbol latex={parameter.symbol === "" ? parameter.name : parameter.symbol} />
          <NumberField
            name={parameter.meaning}
            value={edge.params[parameter.name] ?? Number(parameter.default)}
            step={0.1}
            low={parameter.low}
            high={parameter.high}
            unit={parameter.unit}
            onChange={(value, gesture) =>
              put(
                { ...edge, params: { ...edge.params, [parameter.name]: value } },
                `Change ${parameter.name}`,
                gesture,
              )
            }
            onProblem={onProblem}
          />
        </div>
      ))}
    </>
  );
}

/** Which cells of two populations are connected. */
export function RuleRow(props: {
  edge: Projection;
  source: NodeRecord;
  target: NodeRecord;
  put: Put;
  onProblem: (problem: string | null) => void;
}): ReactElement {
  const { edge, source, target, put, onProblem } = props;
  const catalog = useBoard((state) => state.catalog);
  const { connect } = edge;
  const known = rulesFor(edge, source, target);
  const rules = known.includes(connect.rule) ? known : [connect.rule, ...known];
  const title = (rule: string): string =>
    catalog?.rules.find(({ name }) => name === rule)?.title ?? rule.replaceAll("_", " ");
  return (
    <>
      <select
        className="edge-editor-select"
        aria-label="Connection rule"
        value={connect.rule}
        onChange={(event) => {
          const rule = rules.find((name) => name === event.target.value);
          if (rule) put(withRule(edge, rule, source, target), "Change rule");
        }}
      >
        {rules.map((rule) => (
          <option key={rule} value={rule}>
            {title(rule)}
          </option>
        ))}
      </select>
      {connect.rule === "fixed_probability" && (
        <div className="edge-editor-row" data-tip="Probability of each connection">
          <MathSymbol latex="p" />
          <NumberField
            name="Probability"
            value={connect.p}
            step={0.01}
            low={0}
            high={1}
            onChange={(p, gesture) =>
              put({ ...edge, connect: { ...connect, p } }, "Change probability", gesture)
            }
            onProblem={onProblem}
          />
        </div>
      )}
      {(connect.rule === "fixed_indegree" || connect.rule === "fixed_outdegree") && (
        <div className="edge-editor-row" data-tip="Connections of each cell">
          <MathSymbol latex="k" />
          <NumberField
            name="Connections of each cell"
            value={connect.k}
            step={1}
            whole
            low={0}
            high={connect.rule === "fixed_indegree" ? source.size : target.size}
            onChange={(k, gesture) =>
              put({ ...edge, connect: { ...connect, k } }, "Change number of connections", gesture)
            }
            onProblem={onProblem}
          />
        </div>
      )}
    </>
  );
}
