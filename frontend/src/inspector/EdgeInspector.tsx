import { useState, type ReactElement } from "react";
import { EdgeEnd } from "../look/icons";
import { NumberField } from "../shared/NumberField";
import { Slider } from "../shared/Slider";
import { edgeName, edgeType, meanWeight, nameOf } from "../shared/names";
import { useBoard } from "../state/board";
import { isNode } from "../state/records";
import type { CatalogParameter, Projection } from "../wire/types";
import { recordActions } from "./actions";
import { weightUnit } from "./Connections";
import { changeEdges, withEntry } from "./edit";
import { Formula } from "./Formula";
import { Head } from "./Head";
import { ParameterRow } from "./ParameterRow";
import { RuleSection } from "./RuleSection";
import { Choice, Row, Section } from "./Section";
import { WeightSection } from "./WeightSection";

/** Everything about a connection. */
export function EdgeInspector({ edge }: { edge: Projection }): ReactElement {
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const select = useBoard((state) => state.select);
  const source = records.get(edge.source);
  const target = records.get(edge.target);
  const synapse = catalog?.synapses.find((entry) => entry.name === edge.synapse);
  return (
    <>
      <section className="inspector-section">
        <Head
          id={edge.id}
          picture={<EdgeEnd type={edgeType(edge, records, catalog)} />}
          name={edgeName(edge, records, catalog)}
          actions={recordActions(edge.id)}
        />
        <div className="ends">
          {[edge.source, edge.target].map((end, i) => (
            <button key={i} type="button" className="text-button" onClick={() => select([end])}>
              {i === 0 ? "From" : "To"} {nameOf(end, records, catalog)}
            </button>
          ))}
        </div>
      </section>
      <WeightSection
        edge={edge}
        unit={weightUnit(edge, catalog)}
        sizes={[isNode(target) ? target.size : 1, isNode(source) ? source.size : 1]}
      />
      {edge.synapse !== null && (
        <Section title="Synapse">
          <Choice
            wide
            name="Synapse"
            value={edge.synapse}
            options={(catalog?.synapses ?? []).map(({ name: value, title }) => ({ value, title }))}
            onChange={(value) =>
              changeEdges(
                [edge.id],
                (old) => ({ ...old, synapse: value, params: {} }),
                "Change synapse",
              )
            }
          />
          {synapse && synapse.latex.length > 0 && (
            <div className="section-formula" data-tip={synapse.source}>
              <Formula lines={synapse.latex} />
            </div>
          )}
          {synapse?.parameters.map((parameter) => (
            <SynapseParameter key={parameter.name} edge={edge} parameter={parameter} />
          ))}
        </Section>
      )}
      <Delay edge={edge} />
      {isNode(source) && isNode(target) && (
        <RuleSection edge={edge} source={source} target={target} />
      )}
    </>
  );
}

function SynapseParameter({
  edge,
  parameter,
}: {
  edge: Projection;
  parameter: CatalogParameter;
}): ReactElement {
  const { name } = parameter;
  return (
    <ParameterRow
      parameter={parameter}
      value={edge.params[name]}
      cells={1}
      onChange={(value, gesture) => {
        if (value !== undefined && typeof value !== "number") return;
        changeEdges(
          [edge.id],
          (old) => ({ ...old, params: withEntry(old.params, name, value) }),
          value === undefined ? `Reset ${name}` : `Change ${name}`,
          gesture,
        );
      }}
    />
  );
}

const SLOWEST = 20;

function Delay({ edge }: { edge: Projection }): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const delay = meanWeight(edge.delay);
  const set = (delay: number, gesture: string): void =>
    changeEdges([edge.id], (old) => ({ ...old, delay }), "Change delay", gesture);
  return (
    <Section title="Delay">
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
          unit="ms"
          onChange={set}
          onProblem={setProblem}
        />
      </div>
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      <Row
        name="Synapses"
        tip="Counted where a view shows the weights, else expected from the rule"
      >
        <SynapseCount edge={edge} />
      </Row>
    </Section>
  );
}

function SynapseCount({ edge }: { edge: Projection }): ReactElement {
  const records = useBoard((state) => state.records);
  const source = records.get(edge.source);
  const target = records.get(edge.target);
  if (!isNode(source) || !isNode(target)) return <span>–</span>;
  return <span className="num">{synapseCount(edge, source.size, target.size)}</span>;
}

/** How many synapses a rule makes, in words: exact where the rule says it, else expected. */
export function synapseCount(edge: Projection, sources: number, targets: number): string {
  const write = (n: number): string => Math.round(n).toLocaleString("en").replace(/,/g, "\u2009");
  const { connect } = edge;
  const self = edge.source === edge.target && !connect.allow_autapses;
  const pairs = sources * targets - (self ? sources : 0);
  switch (connect.rule) {
    case "all_to_all":
      return write(pairs);
    case "one_to_one":
      return write(self ? 0 : Math.min(sources, targets));
    case "fixed_probability":
      return `about ${write(pairs * connect.p)}`;
    case "fixed_indegree":
      return write(connect.k * targets);
    case "fixed_outdegree":
      return write(connect.k * sources);
    case "explicit":
      return Array.isArray(edge.weight)
        ? write(edge.weight.flat().filter((value) => value !== 0).length)
        : write(pairs);
  }
}
