import { useState, type ReactElement } from "react";
import { weightUnit } from "../shared/names";
import { NumberField } from "../shared/NumberField";
import { timeWord } from "../shared/timeunit";
import { useBoard } from "../state/board";
import type { Catalog, CatalogParameter, Projection } from "../wire/types";
import { changeEdges, withEntry } from "./edit";
import { common, MIXED } from "./parameters";
import { ParameterRow } from "./ParameterRow";
import { Row, Section } from "./Section";

/** Weight, delay and synapse of several connections. Where they differ the panel says "mixed", and
 * a number that is typed is for all. */
export function SharedEdges({ edges }: { edges: readonly Projection[] }): ReactElement {
  const catalog = useBoard((state) => state.catalog);
  const [problem, setProblem] = useState<string | null>(null);
  const ids = edges.map((edge) => edge.id);
  const weight = common(edges.map((edge) => edge.weight));
  const delay = common(edges.map((edge) => edge.delay));
  const unit = common(edges.map((edge) => weightUnit(edge, catalog)));
  const number = typeof weight === "number" ? weight : 0;
  return (
    <>
      <Section title="Connections">
        <Row name="Weight">
          <NumberField
            value={number}
            step={Math.abs(number) / 20 || 0.1}
            low={-1e15}
            high={1e15}
            name="Weight"
            unit={typeof unit === "string" ? unit : ""}
            placeholder={typeof weight === "number" ? undefined : "mixed"}
            onChange={(next, gesture) =>
              changeEdges(ids, (old) => ({ ...old, weight: next }), "Change weights", gesture)
            }
            onProblem={setProblem}
          />
        </Row>
        <Row name="Delay">
          <NumberField
            value={typeof delay === "number" ? delay : 0}
            step={0.1}
            low={0}
            high={1000}
            name="Delay"
            unit={timeWord()}
            placeholder={typeof delay === "number" ? undefined : "mixed"}
            onChange={(next, gesture) =>
              changeEdges(ids, (old) => ({ ...old, delay: next }), "Change delays", gesture)
            }
            onProblem={setProblem}
          />
        </Row>
        {problem !== null && (
          <p className="field-problem" role="alert">
            {problem}
          </p>
        )}
      </Section>
      <SharedSynapse edges={edges} catalog={catalog} />
    </>
  );
}

/** Parameters of the synapse, where all connections use the same. */
function SharedSynapse(props: {
  edges: readonly Projection[];
  catalog: Catalog | null;
}): ReactElement | null {
  const { edges, catalog } = props;
  const name = common(edges.map((edge) => edge.synapse));
  const synapse = catalog?.synapses.find((entry) => entry.name === name);
  const parameters = synapse?.parameters.filter(({ kind }) => kind === "number") ?? [];
  if (!synapse || parameters.length === 0) return null;
  const ids = edges.map(({ id }) => id);
  const set = (parameter: CatalogParameter, value: number | undefined, gesture: string | null) =>
    changeEdges(
      ids,
      (old) => ({ ...old, params: withEntry(old.params, parameter.name, value) }),
      value === undefined ? `Reset ${parameter.name}` : `Change ${parameter.name}`,
      gesture,
    );
  return (
    <Section title={synapse.title}>
      {parameters.map((parameter) => {
        const values = edges.map((edge) => edge.params[parameter.name]);
        const value = common(values.map((held) => held ?? parameter.default));
        const unset = values.every((held) => held === undefined);
        return (
          <ParameterRow
            key={parameter.name}
            parameter={parameter}
            value={unset ? undefined : value === MIXED || typeof value === "number" ? value : MIXED}
            cells={1}
            onChange={(next, gesture) =>
              set(parameter, typeof next === "number" ? next : undefined, gesture)
            }
          />
        );
      })}
    </Section>
  );
}
