import { edgeName, nodeName } from "../../shared/names";
import { isEdge, isNode, type Records } from "../../state/records";
import type { AnyRecord, Catalog } from "../../wire/types";

/** Something that has the words, and where it has them. */
export interface Hit {
  readonly id: string;
  /** What it is called. */
  readonly name: string;
  /** What of it was found where that is not its name: "tau_m = 15". */
  readonly where: string;
}

interface Text {
  readonly name: string;
  /** In the order in which they tell most. */
  readonly parts: readonly string[];
}

const MOST_SHOWN = 60;

/** Everything on the board that has all the words in its label, model, id, parameters or text;
 * what has them in its name comes first. */
export function find(text: string, records: Records, catalog: Catalog | null): Hit[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const named: Hit[] = [];
  const others: Hit[] = [];
  for (const record of records.values()) {
    const found = textOf(record, records, catalog);
    if (!found) continue;
    const has = (part: string): boolean => {
      const lower = part.toLowerCase();
      return words.every((word) => lower.includes(word));
    };
    if (has(found.name)) named.push({ id: record.id, name: found.name, where: "" });
    else if (has(`${found.name} ${found.parts.join(" ")}`)) {
      const part =
        found.parts.find(has) ??
        found.parts.find((each) => words.some((word) => each.toLowerCase().includes(word))) ??
        "";
      others.push({ id: record.id, name: found.name, where: short(part) });
    }
  }
  return [...named, ...others];
}

function textOf(record: AnyRecord, records: Records, catalog: Catalog | null): Text | null {
  if (isNode(record)) {
    const models = record.kind === "neurons" ? catalog?.neurons : catalog?.stimuli;
    const model = models?.find(({ name }) => name === record.model);
    const channels =
      record.kind === "neurons"
        ? record.channels.flatMap(({ channel, name, params }) => [
            name === null ? channel : `${name} ${channel}`,
            ...written(params),
          ])
        : [];
    const initial = record.kind === "neurons" ? written(record.initial) : [];
    const values = { ...defaultsOf(model?.parameters), ...record.params };
    const parts = [model?.title ?? "", record.model, ...written(values), ...initial, ...channels];
    return { name: nodeName(record, catalog), parts: [...parts, record.id] };
  }
  if (isEdge(record)) {
    const synapse = catalog?.synapses.find(({ name }) => name === record.synapse);
    const { plasticity } = record;
    const rule = plasticity === null ? [] : [plasticity.rule, ...written(plasticity.params)];
    const values = { ...defaultsOf(synapse?.parameters), ...record.params };
    const parts = [synapse?.title ?? "", record.synapse ?? "weighted", ...written(values)];
    const numbers = written({ weight: record.weight, delay: record.delay });
    return {
      name: edgeName(record, records, catalog),
      parts: [...parts, ...rule, ...numbers, record.connect.rule, record.id],
    };
  }
  if (record.kind === "note") return { name: short(record.text), parts: [record.text, record.id] };
  if (record.kind === "frame") {
    return { name: record.caption || "Frame", parts: ["frame", record.id] };
  }
  return null;
}

function defaultsOf(
  parameters: readonly { name: string; default: unknown }[] = [],
): Record<string, unknown> {
  return Object.fromEntries(parameters.map(({ name, default: usual }) => [name, usual]));
}

/** "tau_m = 15" of each; of a list no more than its name. */
function written(values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(values).map(([name, value]) =>
    typeof value === "number" || typeof value === "string" ? `${name} = ${value}` : name,
  );
}

function short(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN - 1)}…` : line;
}
