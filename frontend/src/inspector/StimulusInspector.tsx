import type { ReactElement } from "react";
import { Picture } from "../look/icons";
import { drivingModel } from "../shared/driven";
import { nodeName } from "../shared/names";
import { useBoard } from "../state/board";
import { DrawField } from "../stimuli/DrawField";
import type { Stimulus, StimulusEntry } from "../wire/types";
import { recordActions } from "./actions";
import { CellsSection } from "./CellsSection";
import { Connections } from "./Connections";
import { changeNodes, withEntry } from "./edit";
import { Formula } from "./Formula";
import { Head } from "./Head";
import { Parameters } from "./ParameterList";
import { Preview } from "./Preview";
import { Choice } from "./Section";

/** The drawing of a series of samples. */
function Drawn({ node, model }: { node: Stimulus; model: StimulusEntry }): ReactElement {
  const held = (name: string): Stimulus["params"][string] | undefined => {
    const usual = model.parameters.find((entry) => entry.name === name)?.default;
    return node.params[name] ?? usual;
  };
  const values = held("values");
  const number = (name: string): number => {
    const value = held(name);
    return typeof value === "number" ? value : 0;
  };
  return (
    <DrawField
      node={node}
      values={Array.isArray(values) ? values : []}
      dt={number("dt") || 1}
      period={number("period")}
      unit={model.unit}
    />
  );
}

/** Everything about a stimulus. */
export function StimulusInspector({ node }: { node: Stimulus }): ReactElement {
  const catalog = useBoard((state) => state.catalog);
  const records = useBoard((state) => state.records);
  const model = drivingModel(node, records, catalog);
  const name = nodeName(node, catalog);
  const alike = (catalog?.stimuli ?? []).filter((entry) => entry.output === model?.output);
  const setModel = (value: string): void => {
    const next = catalog?.stimuli.find((entry) => entry.name === value);
    const known = new Set(next?.parameters.map((parameter) => parameter.name));
    changeNodes(
      [node.id],
      (old) => {
        const strange = Object.keys(old.params).filter((key) => !known.has(key));
        const params = strange.reduce((left, key) => withEntry(left, key, undefined), old.params);
        return { ...old, model: value, params };
      },
      "Change stimulus",
    );
  };
  return (
    <>
      <section className="inspector-section">
        <Head
          id={node.id}
          picture={<Picture name={`stimulus:${node.model}`} />}
          name={name}
          onRename={(label) =>
            changeNodes([node.id], (old) => ({ ...old, label }), `Rename ${name}`)
          }
          actions={recordActions(node.id)}
        />
        <Choice
          wide
          name="Model"
          value={node.model}
          options={alike.map((entry) => ({ value: entry.name, title: entry.title }))}
          onChange={setModel}
        />
      </section>
      {model && node.model === "samples" ? (
        <Drawn node={node} model={model} />
      ) : (
        model &&
        (model.output === "current" || node.model === "poisson") && (
          <Preview node={node} model={model} />
        )
      )}
      {model && model.latex.length > 0 && (
        <section className="inspector-section" aria-label="Formula">
          <Formula lines={model.latex} />
        </section>
      )}
      {model && <Parameters nodes={[node]} parameters={model.parameters} />}
      {(model?.output === "spikes" || model?.per_cell === true) && <CellsSection node={node} />}
      <Connections node={node.id} outgoingOnly />
    </>
  );
}
