import { drivingModel } from "../shared/driven";
import { formatNumber, formatQuantity } from "../shared/format";
import { meanWeight, weightUnit } from "../shared/names";
import { VOLTAGE_RANGE } from "../look/voltage";
import type { NodeRecord, Records } from "../state/records";
import type { Catalog, Projection, Stimulus } from "../wire/types";

/** The parameter that says most about a stimulus, where it is not the first one. */
const MAIN = ["amplitude", "rate", "expression", "times", "mean", "height", "increment", "values"];

/** The line below a stimulus: its main value with its unit. */
export function mainValue(record: Stimulus, records: Records, catalog: Catalog | null): string {
  const entry = drivingModel(record, records, catalog);
  const parameter =
    entry?.parameters.find(({ name }) => MAIN.includes(name)) ?? entry?.parameters[0];
  if (!parameter) {
    return "";
  }
  const held = (name: string): unknown =>
    record.params[name] ?? entry?.parameters.find((other) => other.name === name)?.default;
  const value = held(parameter.name);
  const many = record.size > 1 ? `${formatNumber(record.size)} × ` : "";
  if (parameter.kind === "times") {
    return many + spikeCount(value);
  }
  if (parameter.kind === "series") {
    return many + sampleCount(value);
  }
  const [first, last, sigma] = [held("first"), held("last"), held("sigma")];
  if (typeof first === "number" && typeof last === "number") {
    return `${many}${formatNumber(first)} to ${formatQuantity(last, parameter.unit)}`;
  }
  if (typeof value === "number" && typeof sigma === "number") {
    return `${many}${formatNumber(value)} ± ${formatQuantity(sigma, parameter.unit)}`;
  }
  if (typeof value === "string") {
    const number = Number(value);
    const numeric = value.trim() !== "" && Number.isFinite(number);
    return many + (numeric ? formatQuantity(number, parameter.unit) : value);
  }
  if (typeof value === "number") {
    return many + formatQuantity(value, parameter.unit);
  }
  return `${many}${Array.isArray(value) ? "one value per source" : "varied"}`;
}

function sampleCount(value: unknown): string {
  const rows: unknown[] = Array.isArray(value) ? value : [];
  const first: unknown = rows[0];
  const count = Array.isArray(first) ? first.length : rows.length;
  return count === 1 ? "1 sample" : `${formatNumber(count)} samples`;
}

function spikeCount(value: unknown): string {
  if (!Array.isArray(value)) {
    return "no spikes";
  }
  const count = (value as unknown[]).reduce<number>(
    (sum, entry) => sum + (Array.isArray(entry) ? entry.length : 1),
    0,
  );
  return count === 0 ? "no spikes" : count === 1 ? "1 spike" : `${formatNumber(count)} spikes`;
}

/** What the fill of a cell covers: the range and unit of its model's first state. */
export interface FillScale {
  readonly low: number;
  readonly high: number;
  readonly unit: string;
}

export const VOLTAGE_SCALE: FillScale = {
  low: VOLTAGE_RANGE[0],
  high: VOLTAGE_RANGE[1],
  unit: "mV",
};

/** Of what is transmitted in place of a state: a rate in 1/ms, up to 50 Hz. */
const RATE_SCALE: FillScale = { low: 0, high: 0.05, unit: "1/ms" };

export function fillScale(node: NodeRecord, catalog: Catalog | null): FillScale {
  if (node.kind === "stimulus") {
    return VOLTAGE_SCALE;
  }
  const model = catalog?.neurons.find(({ name }) => name === node.model);
  const state = model?.states[0];
  if (model && model.output_name !== "") {
    return RATE_SCALE;
  }
  if (!model || !state || (model.spikes && state.unit === "mV")) {
    return VOLTAGE_SCALE;
  }
  const [low, high] = state.display ?? VOLTAGE_RANGE;
  return { low, high, unit: state.unit };
}

/** The number beside an edge: the weight as written, a mean where it varies. */
export function weightText(edge: Projection, catalog: Catalog | null): string {
  const text = formatQuantity(meanWeight(edge.weight), weightUnit(edge, catalog), 3);
  return typeof edge.weight === "number" ? text : `mean ${text}`;
}
