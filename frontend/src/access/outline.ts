import { KINDS } from "../dock/kinds";
import { sourceOf } from "../dock/titles";
import { describeValue, isChanged, shortMeaning } from "../inspector/parameters";
import { formatNumber, formatQuantity } from "../shared/format";
import { edgeName, edgeType, nameOf, nodeName, weightUnit } from "../shared/names";
import {
  boardOf,
  edgesOf,
  nodesOf,
  viewsOf,
  type NodeRecord,
  type Records,
} from "../state/records";
import type { Catalog, CatalogParameter, Projection } from "../wire/types";

/** A line of the circuit as text, and what it is made of. */
export interface Item {
  /** Unique in the outline. */
  readonly id: string;
  readonly text: string;
  /** The record that is selected with it. */
  readonly record: string | null;
  readonly children: readonly Item[];
}

const MOST_LINES = 2000;

/** The circuit in words: the board, its nodes with their parameters and connections, the connections
 * one by one, and the views. */
export function outline(records: Records, catalog: Catalog | null): Item[] {
  const nodes = nodesOf(records);
  const edges = edgesOf(records);
  const views = viewsOf(records);
  return [
    ...boardItem(records),
    section("nodes", counted(nodes.length, "node"), nodes, (node) =>
      nodeItem(node, edges, records, catalog),
    ),
    section("edges", counted(edges.length, "connection"), edges, (edge) =>
      edgeItem(`edge ${edge.id}`, edge, records, catalog),
    ),
    section("views", counted(views.length, "view"), views, (view, i) => {
      const of = sourceOf(view, records, catalog);
      const variables = new Set(view.of.flatMap(({ variable }) => variable ?? []));
      const shown = variables.size > 0 ? `, ${[...variables].join(", ")}` : "";
      return line(`view ${view.id}`, `View ${i + 1}: ${KINDS[view.kind].title} of ${of}${shown}`);
    }),
  ];
}

function section<T>(
  id: string,
  text: string,
  of: readonly T[],
  item: (record: T, index: number) => Item,
): Item {
  const children = of.slice(0, MOST_LINES).map(item);
  return { id, text, record: null, children };
}

function line(id: string, text: string): Item {
  return { id, text, record: null, children: [] };
}

/** "1 node", "3 nodes". */
export function counted(count: number, what: string): string {
  return count === 0 ? `No ${what}s` : `${formatNumber(count)} ${what}${count === 1 ? "" : "s"}`;
}

function boardItem(records: Records): Item[] {
  const board = boardOf(records);
  if (!board) return [];
  const { title, settings } = board;
  const lines = [
    line("dt", `Time step: ${formatQuantity(settings.dt, "ms")}`),
    line("method", `Method: ${settings.method.replace("_", " ")}`),
    line("seed", `Random seed: ${settings.seed}`),
  ];
  return [{ id: "board", text: `Board: ${title}`, record: null, children: lines }];
}

/** "Neuron A, excitatory, Exponential integrate-and-fire". */
export function nodeText(node: NodeRecord, catalog: Catalog | null): string {
  const models = node.kind === "neurons" ? catalog?.neurons : catalog?.stimuli;
  const title = models?.find(({ name }) => name === node.model)?.title ?? node.model;
  const many = node.size > 1 ? `${formatNumber(node.size)} cells` : "";
  const sort = node.kind === "stimulus" ? "input" : (node.sign ?? "");
  const own = nodeName(node, catalog);
  return [own, many, sort, title === own ? "" : title].filter((part) => part !== "").join(", ");
}

function nodeItem(
  node: NodeRecord,
  edges: readonly Projection[],
  records: Records,
  catalog: Catalog | null,
): Item {
  const id = `node ${node.id}`;
  const models = node.kind === "neurons" ? catalog?.neurons : catalog?.stimuli;
  const model = models?.find(({ name }) => name === node.model);
  const parameters = (model?.parameters ?? []).map((parameter) =>
    line(`${id} ${parameter.name}`, parameterText(parameter, node)),
  );
  const channels =
    node.kind === "neurons"
      ? node.channels.map(({ channel, name }) =>
          line(`${id} channel ${name ?? channel}`, `Ion channel: ${name ?? channel}`),
        )
      : [];
  const incoming = edges
    .filter(({ target }) => target === node.id)
    .map((edge) => {
      const from = nameOf(edge.source, records, catalog);
      const text = `From ${from}: ${edgeText(edge, records, catalog)}`;
      return { id: `${id} from ${edge.id}`, text, record: edge.id, children: [] };
    });
  const outgoing = edges
    .filter(({ source }) => source === node.id)
    .map((edge) => {
      const text = `To ${nameOf(edge.target, records, catalog)}: ${edgeText(edge, records, catalog)}`;
      return { id: `${id} to ${edge.id}`, text, record: edge.id, children: [] };
    });
  const children = [...parameters, ...channels, ...incoming, ...outgoing];
  return { id, text: nodeText(node, catalog), record: node.id, children };
}

function parameterText(parameter: CatalogParameter, node: NodeRecord): string {
  const { name, meaning, unit } = parameter;
  const value = node.params[name];
  const shown = describeValue(value ?? parameter.default);
  const changed = isChanged(parameter, value) ? ", changed" : "";
  return `${name}, ${shortMeaning(meaning)}: ${shown}${unit === "" ? "" : ` ${unit}`}${changed}`;
}

/** "excitatory, Exponential, weight 40 mV ms, delay 1.5 ms". */
export function edgeText(edge: Projection, records: Records, catalog: Catalog | null): string {
  const synapse = catalog?.synapses.find(({ name }) => name === edge.synapse)?.title;
  const type = edgeType(edge, records, catalog);
  const delay = edge.delay === 0 ? "" : `delay ${describeValue(edge.delay)} ms`;
  const learns = edge.plasticity === null ? "" : `learns by ${edge.plasticity.rule}`;
  return [type, synapse ?? "", `weight ${weightText(edge, catalog)}`, delay, learns]
    .filter((part) => part !== "")
    .join(", ");
}

function weightText(edge: Projection, catalog: Catalog | null): string {
  const { weight } = edge;
  const shown = Array.isArray(weight)
    ? `matrix of ${weight.length} by ${weight[0]?.length ?? 0}`
    : describeValue(weight);
  const unit = weightUnit(edge, catalog);
  return unit === "" ? shown : `${shown} ${unit}`;
}

function edgeItem(id: string, edge: Projection, records: Records, catalog: Catalog | null): Item {
  const synapse = catalog?.synapses.find(({ name }) => name === edge.synapse);
  const lines = [
    line(`${id} synapse`, `Synapse: ${synapse?.title ?? "none, a weighted sum"}`),
    ...(synapse?.parameters ?? []).map((parameter) => {
      const value = edge.params[parameter.name] ?? parameter.default;
      const text = `${parameter.name}, ${shortMeaning(parameter.meaning)}: ${describeValue(value)}`;
      return line(`${id} ${parameter.name}`, `${text} ${parameter.unit}`.trim());
    }),
    line(`${id} weight`, `Weight: ${weightText(edge, catalog)}`),
    line(`${id} delay`, `Delay: ${describeValue(edge.delay)} ms`),
    line(`${id} rule`, `Rule: ${edge.connect.rule.replaceAll("_", " ")}`),
    ...(edge.release < 1 ? [line(`${id} release`, `Release probability: ${edge.release}`)] : []),
    ...(edge.short_term ? [line(`${id} short`, "Short-term plasticity: on")] : []),
    ...(edge.plasticity ? [line(`${id} learns`, `Learns by ${edge.plasticity.rule}`)] : []),
  ];
  const text = `${edgeName(edge, records, catalog)}: ${edgeText(edge, records, catalog)}`;
  return { id, text, record: edge.id, children: lines };
}
