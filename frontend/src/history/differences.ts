import { describeValue, isDistribution } from "../inspector/parameters";
import type { Value } from "../inspector/edit";
import { formatQuantity } from "../shared/format";
import { edgeName, nodeName, weightUnit } from "../shared/names";
import { same, type Records } from "../state/records";
import type { AnyRecord, Catalog, CatalogParameter } from "../wire/types";

/** What two documents differ in, one per record. `before` and `after` are that record in either. */
export interface Difference {
  readonly id: string;
  readonly mark: "added" | "removed" | "changed";
  /** What a person calls the record. */
  readonly what: string;
  /** What changed in it, one short line each. */
  readonly details: readonly string[];
  readonly before: AnyRecord | undefined;
  readonly after: AnyRecord | undefined;
}

/** The differences in the order of the document: what was added or changed, then what was removed.
 * Where these are parts of documents, `names` holds what they speak of besides. */
export function differences(
  before: Records,
  after: Records,
  catalog: Catalog | null,
  names: Records = new Map([...before, ...after]),
): Difference[] {
  const found: Difference[] = [];
  for (const [id, now] of after) {
    const old = before.get(id);
    if (same(old, now)) continue;
    found.push({
      id,
      mark: old ? "changed" : "added",
      what: nameOfRecord(now, names, catalog),
      details: old ? changes(old, now, names, catalog) : [],
      before: old,
      after: now,
    });
  }
  for (const [id, old] of before) {
    if (after.has(id)) continue;
    const what = nameOfRecord(old, names, catalog);
    found.push({ id, mark: "removed", what, details: [], before: old, after: undefined });
  }
  return found;
}

/** "Neuron A", "Connection A to B", "Trace". */
export function nameOfRecord(record: AnyRecord, records: Records, catalog: Catalog | null): string {
  switch (record.kind) {
    case "board":
      return "Board";
    case "neurons":
    case "stimulus":
      return nodeName(record, catalog);
    case "projection":
      return `Connection ${edgeName(record, records, catalog)}`;
    case "definition":
      return `Model ${record.title === "" ? record.name : record.title}`;
    case "dataset":
      return `Data set ${record.title}`.trim();
    default:
      return record.kind.charAt(0).toUpperCase() + record.kind.slice(1);
  }
}

const TITLES: Readonly<Record<string, string>> = {
  x: "place",
  y: "place",
  of: "signals shown",
  connect: "rule of connection",
  short_term: "short-term plasticity",
  plasticity: "learning",
  release: "release probability",
  dt: "time step",
  initial: "initial values",
};
const UNITS: Readonly<Record<string, string>> = { dt: "ms", delay: "ms", window: "ms" };
/** Fields that hold named values, told one by one. */
const NAMED = ["params", "initial", "settings"];

/** What differs between two records with the same id. */
function changes(
  old: AnyRecord,
  now: AnyRecord,
  records: Records,
  catalog: Catalog | null,
): string[] {
  if (old.kind !== now.kind) return [`was of another kind (${old.kind})`];
  const [before, after] = [fields(old), fields(now)];
  const lines = new Set<string>();
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [a, b] = [before.get(key), after.get(key)];
    if (same(a, b)) continue;
    if (NAMED.includes(key)) {
      const [first, second] = [fields(a), fields(b)];
      for (const name of new Set([...first.keys(), ...second.keys()])) {
        if (same(first.get(name), second.get(name))) continue;
        const declared = key === "params" ? parameterOf(now, name, catalog) : undefined;
        const unit = declared?.unit ?? stateUnit(now, name, key, catalog) ?? UNITS[name] ?? "";
        const title = key === "initial" ? `initial ${name}` : (TITLES[name] ?? name);
        lines.add(
          line(
            title,
            first.get(name) ?? declared?.default,
            second.get(name) ?? declared?.default,
            unit,
          ),
        );
      }
    } else if (key === "x" || key === "y") {
      lines.add("moved");
    } else if (key === "source" || key === "target") {
      lines.add(`now ${nameOfRecord(now, records, catalog)}`);
    } else {
      const unit = key === "weight" && now.kind === "projection" ? weightUnit(now, catalog) : "";
      lines.add(
        line(TITLES[key] ?? key.replace(/_/g, " "), a, b, unit === "" ? (UNITS[key] ?? "") : unit),
      );
    }
  }
  return [...lines];
}

function fields(value: unknown): Map<string, unknown> {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}

function parameterOf(
  record: AnyRecord,
  name: string,
  catalog: Catalog | null,
): CatalogParameter | undefined {
  const model =
    record.kind === "neurons"
      ? catalog?.neurons.find((entry) => entry.name === record.model)
      : record.kind === "stimulus"
        ? catalog?.stimuli.find((entry) => entry.name === record.model)
        : record.kind === "projection"
          ? catalog?.synapses.find((entry) => entry.name === record.synapse)
          : undefined;
  return model?.parameters.find((parameter) => parameter.name === name);
}

function stateUnit(
  record: AnyRecord,
  name: string,
  key: string,
  catalog: Catalog | null,
): string | undefined {
  if (key !== "initial" || record.kind !== "neurons") return undefined;
  const model = catalog?.neurons.find((entry) => entry.name === record.model);
  return model?.states.find((state) => state.name === name)?.unit;
}

/** "tau_m 10 ms → 15 ms"; where a side takes more than a few words, that it changed. */
function line(title: string, before: unknown, after: unknown, unit: string): string {
  const [a, b] = [words(before, unit), words(after, unit)];
  return a === null || b === null || a === b ? `${title} changed` : `${title} ${a} → ${b}`;
}

const LONGEST = 40;

function words(value: unknown, unit: string): string | null {
  const plain = unit === "1" ? "" : unit;
  if (value === undefined || value === null) return "none";
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "number") return formatQuantity(value, plain);
  if (typeof value === "string") {
    return value.length > LONGEST ? null : value === "" ? "empty" : `“${value}”`;
  }
  if (Array.isArray(value) || isDistribution(value as Value)) {
    const text = isPlain(value) ? describeValue(value as Value) : null;
    return text === null || plain === "" ? text : `${text} ${plain}`;
  }
  return null;
}

/** Whether `describeValue` knows it: numbers, rows of numbers, or a distribution. */
function isPlain(value: unknown): boolean {
  if (Array.isArray(value))
    return value.every((one) => typeof one !== "object" || Array.isArray(one));
  const keys = Object.keys(value as object);
  return keys.length === 1 && ["uniform", "normal", "lognormal"].includes(keys[0] ?? "");
}
