import type { ReactElement } from "react";
import { useState } from "react";
import { NumberField } from "../shared/NumberField";
import { useBoard } from "../state/board";
import { timeWord } from "../shared/timeunit";
import { isEdge, isNode, type NodeRecord } from "../state/records";
import type { AnyRecord, Catalog, CatalogParameter, Projection } from "../wire/types";
import { changeEdges } from "./edit";
import { Parameters } from "./ParameterList";
import { common } from "./parameters";
import { Row, Section } from "./Section";

/** Several things at once: what they have in common. */
export function ManyInspector({ records }: { records: readonly AnyRecord[] }): ReactElement {
  const catalog = useBoard((state) => state.catalog);
  const edit = useBoard((state) => state.edit);
  const nodes = records.filter(isNode);
  const edges = records.filter(isEdge);
  const shared = sharedParameters(nodes, catalog);
  const words = [
    count(nodes.filter((node) => node.kind === "neurons").length, "neuron", "neurons"),
    count(nodes.filter((node) => node.kind === "stimulus").length, "stimulus", "stimuli"),
    count(edges.length, "connection", "connections"),
  ].filter((word) => word !== "");
  return (
    <>
      <section className="inspector-section">
        <h2 className="inspector-title">{records.length} selected</h2>
        <p className="section-note">{words.join(", ")}. A change applies to all of them.</p>
      </section>
      {nodes.length > 0 && shared.length > 0 && <Parameters nodes={nodes} parameters={shared} />}
      {nodes.length > 0 && shared.length === 0 && edges.length === 0 && (
        <section className="inspector-section">
          <p className="section-note">They have no parameter in common.</p>
        </section>
      )}
      {edges.length > 0 && <SharedEdges edges={edges} />}
      <section className="inspector-section">
        <button
          type="button"
          className="text-button"
          onClick={() => edit({ remove: records.map(({ id }) => id) }, { label: "Delete" })}
        >
          Delete all {records.length}
        </button>
      </section>
    </>
  );
}

function count(n: number, one: string, many: string): string {
  return n === 0 ? "" : `${n} ${n === 1 ? one : many}`;
}

/** Parameters of one name and kind that every node has. */
function sharedParameters(
  nodes: readonly NodeRecord[],
  catalog: Catalog | null,
): CatalogParameter[] {
  const lists = nodes.map((node) => {
    const models = node.kind === "neurons" ? catalog?.neurons : catalog?.stimuli;
    return models?.find((model) => model.name === node.model)?.parameters ?? [];
  });
  const [first = [], ...rest] = lists;
  return first.filter(
    (parameter) =>
      (parameter.kind === "number" || parameter.slider !== null) &&
      nodes.every((node) => isPlain(node.params[parameter.name])) &&
      rest.every((list) =>
        list.some((other) => other.name === parameter.name && other.unit === parameter.unit),
      ),
  );
}

/** A formula, a list or a distribution is changed one by one. */
function isPlain(value: NodeRecord["params"][string] | undefined): boolean {
  return value === undefined || Number.isFinite(Number(value));
}

function SharedEdges({ edges }: { edges: readonly Projection[] }): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const ids = edges.map((edge) => edge.id);
  const weight = common(edges.map((edge) => edge.weight));
  const delay = common(edges.map((edge) => edge.delay));
  const number = typeof weight === "number" ? weight : 0;
  return (
    <Section title="Connections">
      <Row name="Weight">
        <NumberField
          value={number}
          step={Math.abs(number) / 20 || 0.1}
          low={-1e15}
          high={1e15}
          name="Weight"
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
  );
}
