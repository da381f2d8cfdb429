import { useMemo, useState, type ReactElement } from "react";
import { RulePreview } from "../matrix/RulePreview";
import { NumberField } from "../shared/NumberField";
import { meanWeight } from "../shared/names";
import { useBoard } from "../state/board";
import { same, type NodeRecord } from "../state/records";
import type { Projection } from "../wire/types";
import { changeEdges } from "./edit";
import { capital } from "./parameters";
import { Choice, Row, Section } from "./Section";

type Connect = Projection["connect"];
type Rule = Connect["rule"];

const RULES: readonly Rule[] = [
  "all_to_all",
  "one_to_one",
  "fixed_probability",
  "fixed_indegree",
  "fixed_outdegree",
  "distance",
  "explicit",
];

const PROFILES = [
  { value: "gaussian", title: "Gaussian" },
  { value: "exponential", title: "Exponential" },
  { value: "disc", title: "Disc" },
] as const;

/** Which cells are connected with which; shown where there is a choice. What is chosen is looked at
 * before it is applied. */
export function RuleSection(props: {
  edge: Projection;
  source: NodeRecord;
  target: NodeRecord;
}): ReactElement | null {
  const { edge, source, target } = props;
  const catalog = useBoard((state) => state.catalog);
  const [problem, setProblem] = useState<string | null>(null);
  /** What is thought of, and the rule in force when that began. */
  const [draft, setDraft] = useState<{ from: Connect; to: Connect } | null>(null);
  // By value: a record that the server has confirmed is another object.
  const connect = draft && same(draft.from, edge.connect) ? draft.to : edge.connect;
  const proposed = useMemo(
    () => (connect === edge.connect ? null : withConnect(edge, connect, source, target)),
    [edge, connect, source, target],
  );
  if (source.size * target.size === 1) return null;
  const known = new Map(catalog?.rules.map((entry) => [entry.name, entry]));
  const options = RULES.filter((rule) => rule !== "one_to_one" || source.size === target.size).map(
    (rule) => ({ value: rule, title: known.get(rule)?.title ?? capital(rule.replace(/_/g, " ")) }),
  );
  const set = (next: Connect): void =>
    setDraft(same(next, edge.connect) ? null : { from: edge.connect, to: next });
  const choose = (rule: Rule): void =>
    set(
      rule === edge.connect.rule
        ? edge.connect
        : newRule(rule, connect.allow_autapses, source.size, target.size),
    );
  const apply = (): void => {
    changeEdges(
      [edge.id],
      (old) => withConnect(old, connect, source, target),
      "Change connection rule",
    );
    setDraft(null);
  };
  return (
    <Section title="Connection rule">
      <Choice wide name="Rule" value={connect.rule} options={options} onChange={choose} />
      {known.get(connect.rule) && (
        <p className="section-note">{known.get(connect.rule)?.summary}</p>
      )}
      {(connect.rule === "fixed_probability" || connect.rule === "distance") && (
        <Row name="Probability">
          <NumberField
            value={connect.p}
            step={0.01}
            low={0}
            high={1}
            name="Probability"
            onChange={(p) => set({ ...connect, p })}
            onProblem={setProblem}
          />
        </Row>
      )}
      {(connect.rule === "fixed_indegree" || connect.rule === "fixed_outdegree") && (
        <Row
          name={connect.rule === "fixed_indegree" ? "Inputs of each cell" : "Outputs of each cell"}
        >
          <NumberField
            value={connect.k}
            step={1}
            low={0}
            high={connect.rule === "fixed_indegree" ? source.size : target.size}
            whole
            name="Connections of each cell"
            onChange={(k) => set({ ...connect, k })}
            onProblem={setProblem}
          />
        </Row>
      )}
      {connect.rule === "distance" && (
        <>
          <Row name="Reach" tip="In widths of the layout of the cells">
            <NumberField
              value={connect.sigma}
              step={0.01}
              low={1e-6}
              high={100}
              name="Reach"
              onChange={(sigma) => set({ ...connect, sigma })}
              onProblem={setProblem}
            />
          </Row>
          <Row name="Profile">
            <Choice
              name="Profile"
              value={connect.profile}
              options={PROFILES}
              onChange={(profile) => set({ ...connect, profile })}
            />
          </Row>
          <label className="plain-row">
            <span>Opposite edges meet</span>
            <input
              type="checkbox"
              checked={connect.periodic}
              onChange={(event) => set({ ...connect, periodic: event.target.checked })}
            />
          </label>
        </>
      )}
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      {edge.source === edge.target && (
        <label className="plain-row">
          <span>A cell may reach itself</span>
          <input
            type="checkbox"
            checked={connect.allow_autapses}
            onChange={(event) => set({ ...connect, allow_autapses: event.target.checked })}
          />
        </label>
      )}
      {proposed && (
        <>
          <RulePreview proposed={proposed} />
          <div className="rule-buttons">
            <button type="button" className="button" onClick={apply}>
              Apply
            </button>
            <button type="button" className="text-button" onClick={() => setDraft(null)}>
              Discard
            </button>
          </div>
        </>
      )}
    </Section>
  );
}

/** The same connection by another rule, with a matrix where the rule needs one. */
function withConnect(
  edge: Projection,
  connect: Connect,
  source: NodeRecord,
  target: NodeRecord,
): Projection {
  const needed = connect.rule === "explicit" && !Array.isArray(edge.weight);
  return { ...edge, connect, weight: needed ? matrixOf(edge, source, target) : edge.weight };
}

function newRule(rule: Rule, allow_autapses: boolean, sources: number, targets: number): Connect {
  switch (rule) {
    case "fixed_probability":
      return { rule, p: 0.1, allow_autapses };
    case "fixed_indegree":
      return { rule, k: Math.max(1, Math.round(sources / 10)), allow_autapses };
    case "fixed_outdegree":
      return { rule, k: Math.max(1, Math.round(targets / 10)), allow_autapses };
    case "distance":
      return { rule, p: 1, sigma: 0.1, profile: "gaussian", periodic: false, allow_autapses };
    default:
      return { rule, allow_autapses };
  }
}

const MAX_MATRIX = 1_000_000;

/** A full matrix of the mean weight, for a rule that needs one. */
function matrixOf(edge: Projection, source: NodeRecord, target: NodeRecord): Projection["weight"] {
  if (source.size * target.size > MAX_MATRIX) return edge.weight;
  const mean = meanWeight(edge.weight);
  return Array.from({ length: target.size }, () => Array.from({ length: source.size }, () => mean));
}
