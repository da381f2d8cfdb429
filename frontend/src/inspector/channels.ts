import { prefixOf } from "../shared/variables";
import type { Channel, ChannelEntry, Neurons, NeuronModelEntry } from "../wire/types";

/** Whether channels can be added: they need a membrane potential in mV. */
export function takesChannels(model: NeuronModelEntry): boolean {
  const first = model.states[0];
  return first?.name === "V" && first.unit === "mV" && model.family !== "iterated";
}

/** Channels of one kind more, under a name that the model does not use yet. */
export function withChannel(node: Neurons, entry: ChannelEntry, model: NeuronModelEntry): Neurons {
  const taken = new Set(node.channels.map(prefixOf));
  const words = [...model.parameters, ...model.states].map(({ name }) => name);
  const free = (name: string): boolean =>
    !taken.has(name) && !words.some((word) => word.startsWith(`${name}_`));
  let name = entry.name;
  for (let i = 2; !free(name); i++) name = `${entry.name}${i}`;
  const added: Channel = {
    channel: entry.name,
    name: name === entry.name ? null : name,
    params: {},
    number: null,
  };
  return { ...node, channels: [...node.channels, added] };
}

/** The node without one of its channels, and without the initial values of their states. */
export function withoutChannel(node: Neurons, index: number): Neurons {
  const gone = node.channels[index];
  if (!gone) return node;
  const prefix = `${prefixOf(gone)}_`;
  const initial = Object.fromEntries(
    Object.entries(node.initial).filter(([name]) => !name.startsWith(prefix)),
  );
  return { ...node, channels: node.channels.filter((_, i) => i !== index), initial };
}

/** The node with one of its channels changed. */
export function changedChannel(
  node: Neurons,
  index: number,
  change: (channel: Channel) => Channel,
): Neurons {
  return {
    ...node,
    channels: node.channels.map((channel, i) => (i === index ? change(channel) : channel)),
  };
}
