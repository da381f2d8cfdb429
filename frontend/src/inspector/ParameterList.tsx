import { useState, type ReactElement } from "react";
import { useBoard } from "../state/board";
import type { NodeRecord } from "../state/records";
import type { CatalogParameter } from "../wire/types";
import { changeNodes, withParameter, type Value } from "./edit";
import { fitted } from "./dataset";
import { DatasetField } from "./DatasetField";
import { FormulaField } from "./FormulaField";
import { FunctionField } from "./FunctionField";
import { common, isChanged, MIXED, unitRoom } from "./parameters";
import { ParameterRow } from "./ParameterRow";
import { ReversalButton } from "./ReversalButton";
import { Section } from "./Section";
import { SeriesField } from "./SeriesField";
import type { Series } from "./series";
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
    const { records } = useBoard.getState();
    changeNodes(
      ids,
      (node) => fitted(withParameter(node, name, value), parameters, records),
      label,
      gesture,
    );
  };
  const resetAll = (): void => {
    changeNodes(ids, (node) => ({ ...node, params: {} }), "Reset parameters");
  };
  return (
    <Section title="Parameters" {...(changed > 0 ? { remark: `${changed} changed` } : {})}>
      <div style={unitRoom(parameters.filter(({ kind }) => kind === "number"))}>
        {parameters.map((parameter) => (
          <Field
            key={parameter.name}
            parameter={parameter}
            nodes={nodes}
            parameters={parameters}
            onChange={(value, gesture) => set(parameter.name, value, gesture)}
          />
        ))}
      </div>
      <ReversalButton parameters={parameters} onUse={(name, value) => set(name, value, null)} />
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
  parameters: readonly CatalogParameter[];
  onChange: (value: Value | undefined, gesture: string | null) => void;
}): ReactElement {
  const { parameter, nodes, parameters, onChange } = props;
  const notices = useBoard((state) => state.notices);
  const [formula, setFormula] = useState(false);
  const values = nodes.map((node) => node.params[parameter.name]);
  const value = common(values.map((held) => held ?? parameter.default));
  // How a series or a data set is played is the same for all cells.
  const played = parameters.some(({ kind }) => kind === "series" || kind === "dataset");
  const cells = nodes.length === 1 && !played ? (nodes[0]?.size ?? 1) : 1;
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
  const refused = notices.findLast(({ problem }) => problem.record === nodes[0]?.id)?.problem;
  if (parameter.kind === "function" && typeof value === "string") {
    return (
      <FunctionField
        parameter={parameter}
        value={value}
        constants={constantsOf(parameters, nodes[0]?.params ?? {})}
        input={parameters.find(({ name }) => name === "I_ext")}
        refusal={refused?.message ?? null}
        onChange={(next) => onChange(next, null)}
      />
    );
  }
  if (parameter.kind === "series" && Array.isArray(value)) {
    return (
      <SeriesField
        parameter={parameter}
        values={value}
        dt={constantsOf(parameters, nodes[0]?.params ?? {}).get("dt") ?? 1}
        onChange={(series) => setSeries(nodes, parameter.name, series)}
      />
    );
  }
  if (parameter.kind === "dataset" && value !== MIXED) {
    const id = typeof value === "string" ? value : "";
    return <DatasetField parameter={parameter} id={id} onChange={onChange} />;
  }
  if (parameter.kind === "expression" && value !== MIXED) {
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
    return <TimesField parameter={parameter} times={times} cells={cells} onChange={onChange} />;
  }
  // Of several nodes the values may be spread in one and not in another: a number is for all.
  const spread = nodes.length > 1 && value !== MIXED && typeof value === "object";
  const shown = values.every((held) => held === undefined) ? undefined : spread ? MIXED : value;
  return (
    <ParameterRow
      parameter={parameter}
      value={shown}
      record={nodes.length === 1 ? nodes[0]?.id : undefined}
      cells={cells}
      onChange={onChange}
    />
  );
}

/** The numbers that a formula of a node may name. */
function constantsOf(
  parameters: readonly CatalogParameter[],
  params: NodeRecord["params"],
): Map<string, number> {
  return new Map(
    parameters.flatMap(({ name, default: usual }): [string, number][] => {
      const value = params[name] ?? usual;
      return typeof value === "number" ? [[name, value]] : [];
    }),
  );
}

/** Samples of one column are for all cells; of several, one for each cell: the size follows. */
function setSeries(nodes: readonly NodeRecord[], name: string, { columns, dt }: Series): void {
  const values = columns.length === 1 ? (columns[0] ?? []) : columns;
  changeNodes(
    nodes.map(({ id }) => id),
    (node) => {
      const sampled = withParameter(node, name, values);
      const timed = dt === null ? sampled : withParameter(sampled, "dt", dt);
      return columns.length === 1 ? timed : { ...timed, size: columns.length };
    },
    `Change ${name}`,
  );
}

/** The number that an expression is, or null when it changes with t. */
function levelOf(value: Value | undefined): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return null;
  const level = Number(value);
  return Number.isFinite(level) ? level : null;
}
