import { useState, type ReactElement } from "react";
import { useBoard } from "../state/board";
import type { NodeRecord } from "../state/records";
import type { CatalogParameter } from "../wire/types";
import { changeNodes, withParameter, type Value } from "./edit";
import { FormulaField } from "./FormulaField";
import { common, isChanged, MIXED } from "./parameters";
import { ParameterRow } from "./ParameterRow";
import { Section } from "./Section";
import { TimesField } from "./TimesField";

/** The parameters of one node, or those that several nodes of one model share. */
export function Parameters({
  nodes,
  parameters,
}: {
  nodes: readonly NodeRecord[];
  parameters: readonly CatalogParameter[];
}): ReactElement | null {
  const ids = nodes.map((node) => node.id);
  const changed = parameters.filter((parameter) =>
    nodes.some((node) => isChanged(parameter, node.params[parameter.name])),
  ).length;
  if (parameters.length === 0) return null;
  const set = (name: string, value: Value | undefined, gesture: string | null): void => {
    const label = value === undefined ? `Reset ${name}` : `Change ${name}`;
    changeNodes(ids, (node) => withParameter(node, name, value), label, gesture);
  };
  const resetAll = (): void => {
    changeNodes(ids, (node) => ({ ...node, params: {} }), "Reset parameters");
  };
  return (
    <Section title="Parameters" {...(changed > 0 ? { remark: `${changed} changed` } : {})}>
      {parameters.map((parameter) => (
        <Field
          key={parameter.name}
          parameter={parameter}
          nodes={nodes}
          onChange={(value, gesture) => set(parameter.name, value, gesture)}
        />
      ))}
      {changed > 1 && (
        <button type="button" className="text-button" onClick={resetAll}>
          Reset all to default
        </button>
      )}
    </Section>
  );
}

function Field(props: {
  parameter: CatalogParameter;
  nodes: readonly NodeRecord[];
  onChange: (value: Value | undefined, gesture: string | null) => void;
}): ReactElement {
  const { parameter, nodes, onChange } = props;
  const notices = useBoard((state) => state.notices);
  const [formula, setFormula] = useState(false);
  const values = nodes.map((node) => node.params[parameter.name]);
  const value = common(values.map((held) => held ?? parameter.default));
  const cells = nodes.length === 1 ? (nodes[0]?.size ?? 1) : 1;
  const level = value === MIXED ? value : levelOf(value);
  const steady = parameter.kind === "expression" && parameter.slider !== null;
  if (steady && level !== null && !formula) {
    return (
      <>
        <ParameterRow
          parameter={parameter}
          value={values.some((held) => isChanged(parameter, held)) ? level : undefined}
          cells={1}
          onChange={onChange}
        />
        {nodes.length === 1 && (
          <button type="button" className="text-button" onClick={() => setFormula(true)}>
            Let it change with a formula in t
          </button>
        )}
      </>
    );
  }
  if (parameter.kind === "expression" && value !== MIXED) {
    const refused = notices.findLast(({ problem }) => problem.record === nodes[0]?.id)?.problem;
    const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
    return (
      <FormulaField
        parameter={parameter}
        text={text}
        refusal={refused?.message ?? null}
        onChange={(next) => onChange(next, null)}
      />
    );
  }
  if (parameter.kind === "times" && value !== MIXED) {
    const times = Array.isArray(value) ? value : [];
    return (
      <TimesField
        key={JSON.stringify(times).slice(0, 2000)}
        parameter={parameter}
        times={times}
        cells={cells}
        onChange={(next) => onChange(next, null)}
      />
    );
  }
  return (
    <ParameterRow
      parameter={parameter}
      value={values.every((held) => held === undefined) ? undefined : value}
      cells={cells}
      onChange={onChange}
    />
  );
}

/** The number that an expression is, or null when it changes with t. */
function levelOf(value: Value | undefined): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return null;
  const level = Number(value);
  return Number.isFinite(level) ? level : null;
}
