import { prefixOf } from "../shared/variables";
import { tidy } from "../shared/steps";
import type {
  CatalogParameter,
  Channel,
  ChannelEntry,
  Neurons,
  NeuronModelEntry,
} from "../wire/types";

/** Whether channels can be added: they need a membrane potential in mV. */
export function takesChannels(model: NeuronModelEntry): boolean {
  const first = model.states[0];
  return first?.name === "V" && first.unit === "mV" && model.family !== "iterated";
}

/** Unit of a conductance, and that of a leak, by unit of the input of models without a `g_L`. */
const RESCALED: Readonly<Record<string, readonly [string, number]>> = {
  mV: ["", 1],
  "mV/ms": ["1/ms", 1 / 15],
};

/** The parameters of channels as they are on a model: a conductance is declared in units of the leak
 * conductance, and counts in the units of the model. */
export function parametersOn(entry: ChannelEntry, model: NeuronModelEntry): CatalogParameter[] {
  const named = (name: string): CatalogParameter | undefined =>
    model.parameters.find((parameter) => parameter.name === name);
  const own = named("g_L");
  const [unit, leak] =
    typeof own?.default === "number"
      ? [own.unit, own.default]
      : (RESCALED[named("I_ext")?.unit ?? ""] ?? ["", 1]);
  return entry.parameters.map((parameter) => {
    if (parameter.name !== "g" || typeof parameter.default !== "number") return parameter;
    const { slider } = parameter;
    const range: [number, number] | null = slider && [slider[0] * leak, slider[1] * leak];
    return { ...parameter, default: tidy(parameter.default * leak), unit, slider: range };
  });
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
