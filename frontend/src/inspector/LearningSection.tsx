import { useState, type ReactElement } from "react";
import { NumberField } from "../shared/NumberField";
import { meanWeight, nodeName } from "../shared/names";
import { useBoard } from "../state/board";
import { isNode } from "../state/records";
import type { Plasticity, Projection } from "../wire/types";
import { changeEdges, withEntry } from "./edit";
import { Formula } from "./Formula";
import { rulesFor, signalsFor, withRule } from "./learning";
import { unitRoom } from "./parameters";
import { ParameterRow } from "./ParameterRow";
import { Choice, Row, Section, Switch } from "./Section";

const NO_RULE = "";
const NO_SIGNAL = "";

/** How the weights change while the network runs. */
export function LearningSection({ edge }: { edge: Projection }): ReactElement | null {
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const rules = rulesFor(edge, records, catalog);
  const { plasticity } = edge;
  const held = catalog?.plasticity.find(({ name }) => name === plasticity?.rule);
  if (!plasticity && rules.length === 0) return null;
  const offered = held && !rules.includes(held) ? [held, ...rules] : rules;
  const change = (next: Partial<Plasticity>, label: string, gesture?: string | null): void =>
    changeEdges(
      [edge.id],
      (old) => (old.plasticity ? { ...old, plasticity: { ...old.plasticity, ...next } } : old),
      label,
      gesture ?? null,
    );
  const choose = (name: string): void => {
    const { edit, notify } = useBoard.getState();
    const rule = catalog?.plasticity.find((entry) => entry.name === name) ?? null;
    const next = withRule(edge, rule, records, catalog);
    if (next) edit({ put: [next] }, { label: rule ? `Learn by ${rule.title}` : "Learn nothing" });
    else {
      notify(
        `${rule?.title ?? name} compares with the value of another node. ` +
          "Place the one that gives it first: a stimulus, say.",
      );
    }
  };
  const signals = held && held.signal !== "" ? signalsFor(edge, records, catalog) : [];
  return (
    <Section
      title="Learning"
      aside={
        plasticity && (
          <Switch
            name="Learning"
            on={plasticity.active}
            tip={plasticity.active ? "Hold the weights" : "Let the weights change again"}
            onChange={(active) => change({ active }, active ? "Learning on" : "Learning off")}
          />
        )
      }
    >
      <Choice
        wide
        name="Learning rule"
        value={plasticity?.rule ?? NO_RULE}
        options={[
          { value: NO_RULE, title: "Weights stay as they are" },
          ...offered.map(({ name: value, title }) => ({ value, title })),
        ]}
        onChange={choose}
      />
      {plasticity && held && (
        <>
          <p className="section-note preset-note">{held.summary}</p>
          {held.latex.length > 0 && (
            <div className="section-formula" data-tip={held.source}>
              <Formula lines={held.latex} />
            </div>
          )}
          {held.signal !== "" && (
            <Row name="Compared with" tip="The node whose value is the third factor of the rule">
              <Choice
                name="Signal"
                value={plasticity.signal ?? NO_SIGNAL}
                options={[
                  ...(held.signal === "optional" ? [{ value: NO_SIGNAL, title: "Nothing" }] : []),
                  ...signals.map((node) => ({ value: node.id, title: nodeName(node, catalog) })),
                ]}
                onChange={(id) => change({ signal: id === NO_SIGNAL ? null : id }, "Change signal")}
              />
            </Row>
          )}
          <div style={unitRoom(held.parameters)}>
            {held.parameters.map((parameter) => (
              <ParameterRow
                key={parameter.name}
                parameter={parameter}
                value={plasticity.params[parameter.name]}
                cells={1}
                onChange={(value, gesture) => {
                  if (value !== undefined && typeof value !== "number") return;
                  change(
                    { params: withEntry(plasticity.params, parameter.name, value) },
                    value === undefined ? `Reset ${parameter.name}` : `Change ${parameter.name}`,
                    gesture,
                  );
                }}
              />
            ))}
          </div>
          <Normalised edge={edge} plasticity={plasticity} onChange={change} />
        </>
      )}
    </Section>
  );
}

/** Whether the weights into each cell keep their sum. */
function Normalised(props: {
  edge: Projection;
  plasticity: Plasticity;
  onChange: (next: Partial<Plasticity>, label: string, gesture?: string | null) => void;
}): ReactElement {
  const { edge, plasticity, onChange } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const source = useBoard((state) => state.records.get(edge.source));
  const inputs = isNode(source) ? source.size : 1;
  const usual = Number((Math.abs(meanWeight(edge.weight)) * inputs || 1).toPrecision(3));
  return (
    <>
      <label
        className="plain-row"
        data-tip="Scale the weights into each cell so that their absolute values keep one sum"
      >
        <span>Keep the sum of inputs</span>
        <input
          type="checkbox"
          checked={plasticity.normalise !== null}
          onChange={(event) =>
            onChange({ normalise: event.target.checked ? usual : null }, "Change normalisation")
          }
        />
      </label>
      {plasticity.normalise !== null && (
        <Row name="Sum">
          <NumberField
            value={plasticity.normalise}
            step={0.1}
            low={1e-9}
            high={1e9}
            name="Sum of inputs"
            onChange={(normalise, gesture) => onChange({ normalise }, "Change sum", gesture)}
            onProblem={setProblem}
          />
        </Row>
      )}
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
