import type { ReactElement } from "react";
import { thresholdOf } from "../dock/trace/signals";
import { Picture } from "../look/icons";
import { nodeName } from "../shared/names";
import { channelStates } from "../shared/variables";
import { useBoard } from "../state/board";
import type { Neurons } from "../wire/types";
import { recordActions } from "./actions";
import { CellsSection } from "./CellsSection";
import { ChannelsSection } from "./ChannelsSection";
import { Connections } from "./Connections";
import { changeNodes } from "./edit";
import { Formula } from "./Formula";
import { Head } from "./Head";
import { InitialValues } from "./InitialValues";
import { LiveValue } from "./LiveValue";
import { withModel } from "./model";
import { Parameters } from "./ParameterList";
import { PresetChoice } from "./PresetChoice";
import { withPreset } from "./presets";
import { Choice } from "./Section";

/** Everything about a neuron or a population. */
export function NeuronInspector({ node }: { node: Neurons }): ReactElement {
  const catalog = useBoard((state) => state.catalog);
  const edit = useBoard((state) => state.edit);
  const model = catalog?.neurons.find((entry) => entry.name === node.model);
  const name = nodeName(node, catalog);
  const level = model ? thresholdOf(node, model) : null;
  return (
    <>
      <section className="inspector-section">
        <Head
          id={node.id}
          picture={<Picture name={node.sign ?? "undetermined"} />}
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
          options={(catalog?.neurons ?? []).map(({ name: value, title }) => ({ value, title }))}
          onChange={(value) => {
            const { records } = useBoard.getState();
            edit({ put: withModel(node, value, records, catalog) }, { label: "Change model" });
          }}
        />
        {model && (
          <PresetChoice
            name="Preset"
            model={model}
            params={node.params}
            initial={node.initial}
            onChange={(preset) =>
              changeNodes(
                [node.id],
                (old) =>
                  old.kind === "neurons" ? { ...old, ...withPreset(preset, old, model) } : old,
                `Preset ${preset.title}`,
              )
            }
          />
        )}
      </section>
      {model && <LiveValue key={node.id} node={node} model={model} threshold={level} />}
      {model && (
        <section className="inspector-section" aria-label="Equations" data-tip={model.source}>
          <Formula lines={model.latex} />
        </section>
      )}
      {model && <Parameters nodes={[node]} parameters={model.parameters} />}
      {model && <ChannelsSection node={node} model={model} />}
      {model && (
        <InitialValues node={node} states={[...model.states, ...channelStates(node, catalog)]} />
      )}
      <CellsSection node={node} />
      <Connections node={node.id} />
    </>
  );
}
