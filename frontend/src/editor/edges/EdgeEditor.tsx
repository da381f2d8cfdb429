import { useStore } from "@xyflow/react";
import { useState, type KeyboardEvent, type ReactElement, type RefObject } from "react";
import { EdgeEnd } from "../../look/icons";
import { formatQuantity } from "../../shared/format";
import { meanWeight, nodeName } from "../../shared/names";
import { NumberField } from "../../shared/NumberField";
import { Slider } from "../../shared/Slider";
import { MathSymbol } from "../../shared/MathSymbol";
import { useBoard } from "../../state/board";
import { isEdge, type NodeRecord } from "../../state/records";
import type { Projection } from "../../wire/types";
import { endOf, outputOf, weightUnit } from "../connect";
import { useEditor } from "../ui";
import { useScene } from "../useScene";
import {
  rulesFor,
  stepOf,
  usualWeight,
  weightBounds,
  weightRange,
  withRule,
  withSynapse,
} from "./edit";
import { besides } from "./besides";
import "./edgeeditor.css";

const WIDTH = 188;
/** Until it has been measured. */
const HEIGHT = 150;
/** Room of the two lines below a node, in board units. */
const LABEL = 38;

/** The editor of the selected connection, below the middle of its line. */
export function EdgeEditor({
  canvas,
}: {
  canvas: RefObject<HTMLElement | null>;
}): ReactElement | null {
  const closed = useEditor((state) => state.edgeEditorClosed);
  const busy = useEditor((state) => state.connecting !== null);
  const edge = useBoard((state) => {
    const [id, ...more] = state.selection;
    const record = id === undefined || more.length > 0 ? undefined : state.records.get(id);
    return isEdge(record) ? record : null;
  });
  const source = useBoard((state) => (edge ? endOf(state.records, edge.source) : undefined));
  const target = useBoard((state) => (edge ? endOf(state.records, edge.target) : undefined));
  if (!edge || !source || !target || closed || busy) {
    return null;
  }
  return <Editor key={edge.id} edge={edge} source={source} target={target} canvas={canvas} />;
}

interface Props {
  edge: Projection;
  source: NodeRecord;
  target: NodeRecord;
  canvas: RefObject<HTMLElement | null>;
}

function Editor({ edge, source, target, canvas }: Props): ReactElement | null {
  const catalog = useBoard((state) => state.catalog);
  const edit = useBoard((state) => state.edit);
  const [x, y, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const data = useScene((state) => state.edges.find(({ id }) => id === edge.id)?.data);
  const [before] = useState(edge);
  const [problem, setProblem] = useState<string | null>(null);
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  if (!data) {
    return null;
  }

  const put = (next: Projection, label: string, gesture: string | null = null): void =>
    edit({ put: [next] }, { label, gesture });
  const close = (): void => {
    useEditor.getState().set({ edgeEditorClosed: true });
    canvas.current?.querySelector<HTMLElement>(`.react-flow__edge[data-id="${edge.id}"]`)?.focus();
  };
  // Keys are seen before the fields see them: Enter keeps what is typed, then the editor goes.
  const onKeyDownCapture = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !(event.target instanceof HTMLSelectElement)) {
      setTimeout(() => {
        if (!box?.querySelector(".edge-problem")) close();
      });
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (edge !== before) put(before, "Restore connection");
      close();
    }
  };

  const size = { width: WIDTH, height: box?.offsetHeight ?? HEIGHT };
  const middle = { x: data.x * zoom + x, y: data.y * zoom + y };
  const onScreen = useScene.getState().nodes.map(({ position, data: { shape, labelAbove } }) => {
    const label = shape.kind === "panel" ? 0 : LABEL;
    return {
      x: (position.x - shape.width / 2) * zoom + x,
      y: (position.y - shape.height / 2 - (labelAbove ? label : 0)) * zoom + y,
      width: shape.width * zoom,
      height: (shape.height + label) * zoom,
    };
  });
  const place = besides(middle, size, { width, height }, onScreen);

  const unit = weightUnit(edge, catalog);
  const names = [source, target].map((node) => shortTitle(nodeName(node, catalog)));
  const spiking = outputOf(source, catalog) === "spikes";
  return (
    <div
      ref={setBox}
      className="edge-editor"
      role="group"
      aria-label={data.name.replace("Connection", "Edit connection")}
      style={{ left: place.x, top: place.y }}
      onKeyDownCapture={onKeyDownCapture}
      onPointerDown={(event) => event.stopPropagation()}
    >
      <div className="edge-editor-head">
        <span className="edge-editor-names">
          {names[0]} <span className="edge-editor-soft">to</span> {names[1]}
        </span>
        <EdgeEnd type={data.type} />
      </div>
      <div className="edge-editor-values num">
        {typeof edge.weight === "number" ? (
          <span className="edge-editor-weight">
            <NumberField
              name="Weight"
              value={edge.weight}
              step={0.1}
              unit={unit}
              {...weightBounds(source)}
              onChange={(weight, gesture) => put({ ...edge, weight }, "Change weight", gesture)}
              onProblem={(sentence) => setProblem(sentence && explain(sentence, source))}
            />
          </span>
        ) : (
          <span className="edge-editor-weight">
            {formatQuantity(meanWeight(edge.weight), unit)} <small>mean</small>
          </span>
        )}
        {spiking && (
          <NumberField
            name="Delay"
            value={edge.delay}
            step={0.1}
            low={0}
            high={1000}
            unit="ms delay"
            onChange={(delay, gesture) => put({ ...edge, delay }, "Change delay", gesture)}
            onProblem={setProblem}
          />
        )}
      </div>
      {typeof edge.weight === "number" && (
        <WeightSlider
          edge={edge}
          before={before}
          source={source}
          target={target}
          put={put}
          type={data.type}
        />
      )}
      {spiking && <SynapseRow edge={edge} put={put} onProblem={setProblem} />}
      {(source.size > 1 || target.size > 1) && (
        <RuleRow edge={edge} source={source} target={target} put={put} onProblem={setProblem} />
      )}
      {problem !== null && (
        <p className="edge-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

type Put = (next: Projection, label: string, gesture?: string | null) => void;

function WeightSlider(props: {
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
  const range = weightRange(old, usual, source);
  // A number typed beyond the range takes the range with it.
  const [low, high] =
    weight < range[0] || weight > range[1] ? weightRange(weight, usual, source) : range;
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

function SynapseRow(props: {
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

function RuleRow(props: {
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

/** "Neuron A" is "A" where there is little room. */
function shortTitle(name: string): string {
  return name.replace(/^Neuron (?=\S{1,3}$)/, "");
}

function explain(sentence: string, source: NodeRecord): string {
  if (source.kind === "neurons" && source.sign !== null) {
    const side = source.sign === "excitatory" ? "0 or more" : "0 or less";
    return `${source.label} is ${source.sign}: its weights are ${side}. Its menu changes its type.`;
  }
  return sentence;
}
