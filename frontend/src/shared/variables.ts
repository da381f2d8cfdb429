import type { Catalog, CatalogState, Channel, ChannelEntry, Neurons } from "../wire/types";

/** What the states and parameters of channels of a node are prefixed with. */
export function prefixOf(channel: Channel): string {
  return channel.name ?? channel.channel;
}

/** The states of the channels of a node, under the names that views and initial values use. */
export function channelStates(node: Neurons, catalog: Catalog | null): CatalogState[] {
  return node.channels.flatMap((channel) => {
    const prefix = prefixOf(channel);
    return (entryOf(channel, catalog)?.states ?? []).map((state) => ({
      ...state,
      name: `${prefix}_${state.name}`,
      symbol: `${state.symbol}_{\\mathrm{${prefix}}}`,
      meaning: `${state.meaning} (${prefix})`,
    }));
  });
}

export function entryOf(channel: Channel, catalog: Catalog | null): ChannelEntry | undefined {
  return catalog?.channels.find(({ name }) => name === channel.channel);
}

/** What a trace can show of a node: the states of its model and of its channels, and what it
 * transmits where that is something else. The first state comes first. */
export function variablesOf(node: Neurons, catalog: Catalog | null): CatalogState[] {
  const model = catalog?.neurons.find(({ name }) => name === node.model);
  if (!model) return [];
  const { output_name: output } = model;
  const sent: CatalogState[] =
    output === "" || model.states.some(({ name }) => name === output)
      ? []
      : [
          {
            name: output,
            symbol: output,
            unit: "",
            meaning: "what it transmits",
            initial: 0,
            display: null,
          },
        ];
  return [...model.states, ...sent, ...channelStates(node, catalog)];
}

/** Inputs beside I that a node has: those of its model and of its channels. */
export function portsOf(node: Neurons, catalog: Catalog | null): Set<string> {
  const model = catalog?.neurons.find(({ name }) => name === node.model);
  const added = node.channels.flatMap((channel) => entryOf(channel, catalog)?.ports ?? []);
  return new Set([...(model?.ports ?? []), ...added]);
}
