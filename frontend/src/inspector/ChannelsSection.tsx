import { useCallback, useState, type ReactElement } from "react";
import { Icon } from "../look/icons";
import { Menu } from "../shared/Menu";
import { NumberField } from "../shared/NumberField";
import { entryOf, prefixOf } from "../shared/variables";
import { useBoard } from "../state/board";
import type { Channel, ChannelEntry, NeuronModelEntry, Neurons } from "../wire/types";
import {
  changedChannel,
  parametersOn,
  takesChannels,
  withChannel,
  withoutChannel,
} from "./channels";
import { changeNodes, withEntry } from "./edit";
import { Formula } from "./Formula";
import { unitRoom } from "./parameters";
import { ParameterRow } from "./ParameterRow";
import { PresetChoice } from "./PresetChoice";
import { withPreset } from "./presets";
import { ReversalButton } from "./ReversalButton";
import { Choice, Row, Section } from "./Section";

type Change = (node: Neurons) => Neurons;

function changeNeurons(id: string, change: Change, label: string, gesture?: string | null): void {
  changeNodes(
    [id],
    (node) => (node.kind === "neurons" ? change(node) : node),
    label,
    gesture ?? null,
  );
}

/** The channels of every cell beside those of the model. */
export function ChannelsSection({
  node,
  model,
}: {
  node: Neurons;
  model: NeuronModelEntry;
}): ReactElement | null {
  const catalog = useBoard((state) => state.catalog);
  const [menu, setMenu] = useState<DOMRect | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const close = useCallback(() => setMenu(null), []);
  const known = catalog?.channels ?? [];
  if (node.channels.length === 0 && (known.length === 0 || !takesChannels(model))) return null;
  const add = (entry: ChannelEntry): void => {
    changeNeurons(node.id, (old) => withChannel(old, entry, model), `Add ${entry.title}`);
    const added = withChannel(node, entry, model).channels.at(-1);
    if (added) setOpened(prefixOf(added));
  };
  return (
    <Section
      title="Ion channels"
      {...(node.channels.length > 0 ? { remark: String(node.channels.length) } : {})}
    >
      {node.channels.map((channel, index) => (
        <ChannelPart
          key={prefixOf(channel)}
          node={node}
          model={model}
          channel={channel}
          index={index}
          entry={entryOf(channel, catalog)}
          open={opened === prefixOf(channel)}
        />
      ))}
      {takesChannels(model) && (
        <button
          type="button"
          className="text-button"
          aria-haspopup="menu"
          aria-expanded={menu !== null}
          onClick={(event) => setMenu(event.currentTarget.getBoundingClientRect())}
        >
          Add channels
        </button>
      )}
      {menu && (
        <Menu
          name="Channels"
          at={{ x: menu.left, y: menu.bottom + 4 }}
          onClose={close}
          sections={[
            {
              actions: known.map((entry) => ({
                label: entry.title,
                onSelect: () => add(entry),
              })),
            },
          ]}
        />
      )}
    </Section>
  );
}

interface PartProps {
  node: Neurons;
  model: NeuronModelEntry;
  channel: Channel;
  index: number;
  entry: ChannelEntry | undefined;
  open: boolean;
}

function ChannelPart({ node, model, channel, index, entry, open }: PartProps): ReactElement {
  const name = prefixOf(channel);
  const title = entry?.title ?? channel.channel;
  const parameters = entry ? parametersOn(entry, model) : [];
  const preset = { parameters, states: [], presets: entry?.presets ?? [] };
  const blocked = channel.params["block"];
  const set = (change: (old: Channel) => Channel, label: string, gesture?: string | null): void =>
    changeNeurons(node.id, (old) => changedChannel(old, index, change), label, gesture);
  return (
    <details className="channel-part initial-values" open={open} data-channel={name}>
      <summary className="section-title">
        <span>{title}</span>
        <small className="num">
          {typeof blocked === "number" && blocked > 0 && `${Math.round(100 * blocked)} % blocked`}
        </small>
        <button
          type="button"
          className="icon-button"
          aria-label={`Remove ${title}`}
          data-tip="Remove"
          onClick={(event) => {
            event.preventDefault();
            changeNeurons(node.id, (old) => withoutChannel(old, index), `Remove ${title}`);
          }}
        >
          <Icon name="remove" />
        </button>
      </summary>
      {entry && (
        <div className="section-formula" data-tip={entry.source}>
          <Formula lines={entry.latex} />
        </div>
      )}
      {entry && (
        <PresetChoice
          name={`Preset of ${title}`}
          model={preset}
          params={channel.params}
          initial={{}}
          onChange={(chosen) =>
            set((old) => {
              const record = { params: old.params, initial: {} };
              return { ...old, params: withPreset(chosen, record, preset).params };
            }, chosen.title)
          }
        />
      )}
      <div style={unitRoom(parameters)}>
        {parameters.map((parameter) => (
          <ParameterRow
            key={parameter.name}
            parameter={parameter}
            value={channel.params[parameter.name]}
            cells={node.size}
            onChange={(value, gesture) =>
              set(
                (old) => ({ ...old, params: withEntry(old.params, parameter.name, value) }),
                value === undefined ? `Reset ${parameter.name}` : `Change ${parameter.name}`,
                gesture,
              )
            }
          />
        ))}
      </div>
      <ReversalButton
        parameters={parameters}
        onUse={(name, value) =>
          set((old) => ({ ...old, params: withEntry(old.params, name, value) }), `Change ${name}`)
        }
      />
      {entry?.stochastic === true && <NumberOf channel={channel} title={title} onChange={set} />}
    </details>
  );
}

const INFINITE = "infinite";
const SOME = 100;

/** How many channels a cell has: infinitely many open by their mean, a number of them by chance. */
function NumberOf(props: {
  channel: Channel;
  title: string;
  onChange: (change: (old: Channel) => Channel, label: string, gesture?: string | null) => void;
}): ReactElement {
  const { channel, title, onChange } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const set = (number: number | null, gesture: string | null): void =>
    onChange((old) => ({ ...old, number }), `Change number of ${title}`, gesture);
  return (
    <>
      <Row name="In each cell" tip="A number of channels opens and closes by chance">
        <Choice
          name={`Number of ${title}`}
          value={channel.number === null ? INFINITE : "finite"}
          options={[
            { value: INFINITE, title: "Very many" },
            { value: "finite", title: "A number" },
          ]}
          onChange={(chosen) => set(chosen === INFINITE ? null : SOME, null)}
        />
      </Row>
      {channel.number !== null && (
        <Row name="Number">
          <NumberField
            value={channel.number}
            step={10}
            low={1}
            high={1e9}
            whole
            name={`Number of ${title} in each cell`}
            onChange={(number, gesture) => set(number, gesture)}
            onProblem={setProblem}
          />
        </Row>
      )}
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
