import { useStore } from "@xyflow/react";
import { useState, type KeyboardEvent, type ReactElement, type RefObject } from "react";
import { EdgeEnd } from "../../look/icons";
import { formatQuantity } from "../../shared/format";
import { meanWeight, nodeName, weightUnit } from "../../shared/names";
import { NumberField } from "../../shared/NumberField";
import { useBoard } from "../../state/board";
import { timeWord } from "../../shared/timeunit";
import { isEdge, type NodeRecord } from "../../state/records";
import type { Projection } from "../../wire/types";
import { endOf, outputOf } from "../connect";
import { isCircuit } from "../scene";
import { useEditor } from "../ui";
import { useScene } from "../useScene";
import { RuleRow, SynapseRow, WeightSlider, type Put } from "./EdgeFields";
import { isConductance, weightBounds } from "./edit";
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

  const put: Put = (next, label, gesture = null) => edit({ put: [next] }, { label, gesture });
  const close = (): void => {
    useEditor.getState().set({ edgeEditorClosed: true });
    canvas.current
      ?.querySelector<HTMLElement>(`.react-flow__edge[data-id="${edge.id}"]`)
      ?.focus({ preventScroll: true });
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
  const nodes = useScene.getState().nodes.filter(isCircuit);
  const onScreen = nodes.map(({ position, data: { shape, labelAbove } }) => {
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
              {...weightBounds(source, isConductance(edge, catalog))}
              onChange={(weight, gesture) => put({ ...edge, weight }, "Change weight", gesture)}
              onProblem={(sentence) => setProblem(sentence && explain(sentence, source))}
            />
          </span>
        ) : (
          <span className="edge-editor-weight">
            {formatQuantity(meanWeight(edge.weight), unit)} <small>mean</small>
          </span>
        )}
        {spiking && typeof edge.delay === "number" && (
          <NumberField
            name="Delay"
            value={edge.delay}
            step={0.1}
            low={0}
            high={1000}
            unit={`${timeWord()} delay`}
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
