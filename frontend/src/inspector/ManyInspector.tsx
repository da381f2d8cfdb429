import type { ReactElement } from "react";
import { useState } from "react";
import { ArrangeBar } from "../editor/arrange/ArrangeBar";
import * as edits from "../editor/edits";
import { groupNeurons } from "../editor/groups/regroup";
import { NumberField } from "../shared/NumberField";
import { useBoard } from "../state/board";
import { isAnnotation, isEdge, isNode, isPlaced, type NodeRecord } from "../state/records";
import type { AnyRecord, Catalog, CatalogParameter, Neurons } from "../wire/types";
import { Parameters } from "./ParameterList";
import { common, MIXED } from "./parameters";
import { Choice, Row, Section } from "./Section";
import { SharedEdges } from "./SharedEdges";
import { withSize } from "./model";

/** Several things at once: what they have in common. A change applies to all of them. */
export function ManyInspector({ records }: { records: readonly AnyRecord[] }): ReactElement {
  const catalog = useBoard((state) => state.catalog);
  const edit = useBoard((state) => state.edit);
  const nodes = records.filter(isNode);
  const neurons = nodes.filter((node) => node.kind === "neurons");
  const edges = records.filter(isEdge);
  const placed = records.filter(isPlaced).length;
  const shared = sharedParameters(nodes, catalog);
  const words = [
    count(neurons.length, "neuron", "neurons"),
    count(nodes.length - neurons.length, "stimulus", "stimuli"),
    count(edges.length, "connection", "connections"),
    count(records.filter(isAnnotation).length, "note", "notes"),
  ].filter((word) => word !== "");
  return (
    <>
      <section className="inspector-section">
        <h2 className="inspector-title">{records.length} selected</h2>
        <p className="section-note">{words.join(", ")}. A change applies to all of them.</p>
        {placed > 1 && <ArrangeBar count={placed} />}
      </section>
      {nodes.length > 0 && shared.length > 0 && <Parameters nodes={nodes} parameters={shared} />}
      {nodes.length > 0 && shared.length === 0 && edges.length === 0 && (
        <section className="inspector-section">
          <p className="section-note">They have no parameter in common.</p>
        </section>
      )}
      {neurons.length > 0 && neurons.length === nodes.length && <SharedCells nodes={neurons} />}
      {edges.length > 0 && <SharedEdges edges={edges} />}
      <section className="inspector-section">
        {neurons.length > 1 && neurons.length === nodes.length && (
          <button type="button" className="text-button" onClick={() => void groupNeurons()}>
            Group into a population
          </button>
        )}
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

/** Parameters of one name, kind and unit that every node has; where their values differ the panel
 * says "mixed", and a number that is typed is for all. */
export function sharedParameters(
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
      (parameter.kind === "number" ||
        (parameter.slider !== null &&
          nodes.every((node) => isPlain(node.params[parameter.name])))) &&
      rest.every((list) =>
        list.some(
          ({ name, unit, kind }) =>
            name === parameter.name && unit === parameter.unit && kind === parameter.kind,
        ),
      ),
  );
}

/** A formula is changed one by one. */
function isPlain(value: NodeRecord["params"][string] | undefined): boolean {
  return value === undefined || Number.isFinite(Number(value));
}

const SIGNS = [
  { value: "excitatory", title: "Excitatory" },
  { value: "inhibitory", title: "Inhibitory" },
  { value: "undetermined", title: "Undetermined" },
] as const;

const MAX_SIZE = 10_000_000;

/** Number of cells and type of several populations. */
function SharedCells({ nodes }: { nodes: readonly Neurons[] }): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const size = common(nodes.map((node) => node.size));
  const sign = common(nodes.map((node) => node.sign ?? "undetermined"));
  const ids = nodes.map(({ id }) => id);
  return (
    <Section title="Cells">
      <Row name="Number">
        <NumberField
          value={typeof size === "number" ? size : (nodes[0]?.size ?? 1)}
          step={1}
          low={1}
          high={MAX_SIZE}
          whole
          name="Number of cells"
          placeholder={size === MIXED ? "mixed" : undefined}
          onChange={(next, gesture) => {
            const { records, edit } = useBoard.getState();
            let now = records;
            for (const id of ids) {
              const node = now.get(id);
              if (node?.kind !== "neurons") continue;
              const put = withSize(node, next, now);
              now = new Map([...now, ...put.map((record) => [record.id, record] as const)]);
            }
            const put = [...now.values()].filter((record) => records.get(record.id) !== record);
            edit({ put }, { label: "Change size", gesture });
          }}
          onProblem={setProblem}
        />
      </Row>
      <Row name="Type" tip="Turns the sign of their outgoing weights too">
        <Choice
          name="Type"
          value={sign === MIXED ? "mixed" : (sign ?? null)}
          options={SIGNS}
          onChange={(value) => {
            const { records, edit, catalog } = useBoard.getState();
            const next = value === "undetermined" ? null : value;
            edit(edits.changeSign(records, ids, next, catalog), { label: "Change type" });
          }}
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
