import { seriesKey } from "../../live/live";
import { drivingModel, inputUnit } from "../../shared/driven";
import { distinctNames, edgeType, nameOf } from "../../shared/names";
import { symbolRuns, type Run } from "../../shared/symbol";
import { variablesOf } from "../../shared/variables";
import type {
  AnyRecord,
  Catalog,
  NeuronModelEntry,
  Neurons,
  Trace,
  Watched,
} from "../../wire/types";
import type { ColorName } from "../paint/palette";

type Records = ReadonlyMap<string, AnyRecord>;

/** One line of a trace. */
export interface Signal {
  /** Key of its samples in `live.series`. */
  key: string;
  /** The record that it belongs to. */
  owner: string;
  variable: string;
  cell: number;
  /** What stands at the end of the line. */
  runs: readonly Run[];
  /** The same as text, with the name of its owner: for tables and tooltips. */
  name: string;
  unit: string;
  /** Signals of one panel share an axis. */
  panel: string;
  color: ColorName;
  textColor: ColorName;
  width: number;
  dash: readonly number[];
  /** Where spikes are drawn, for a model whose reset hides them. */
  peak: number | null;
  /** The potential that a dotted line marks, or null. */
  threshold: number | null;
  /** Held between samples, as an input is, instead of joined by straight lines. */
  external: boolean;
}

/** The variable under which a stimulus that is a current, and the current of an edge, is recorded. */
export const CURRENT = "I";

const MEMBRANE_LINES: readonly { color: ColorName; dash: readonly number[] }[] = [
  { color: "volt", dash: [] },
  { color: "v-6", dash: [6, 3] },
  { color: "v-4", dash: [2, 2] },
  { color: "v-6", dash: [] },
  { color: "volt", dash: [6, 3] },
];
const STATE_DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [8, 3, 2, 3]];
const INPUT_DASHES: readonly (readonly number[])[] = [
  [5, 3],
  [2, 2],
  [8, 3, 2, 3],
];

/** The signals of a trace, in the order of its record; entries that do not apply are left out. */
export function signalsOf(view: Trace, records: Records, catalog: Catalog | null): Signal[] {
  const found: Signal[] = [];
  for (const watched of view.of) {
    for (const cell of watched.cells ?? [0]) {
      const signal = signalOf(watched, cell, records, catalog);
      if (signal && !found.some((other) => other.key === signal.key)) found.push(signal);
    }
  }
  return distinguish(found, records, catalog);
}

function signalOf(
  watched: Watched,
  cell: number,
  records: Records,
  catalog: Catalog | null,
): Signal | null {
  const owner = watched.edge ?? watched.node;
  const record = owner === null ? undefined : records.get(owner);
  if (!record) return null;
  const base = {
    owner: record.id,
    cell,
    width: 1.25,
    dash: [],
    peak: null,
    threshold: null,
    external: false,
  };
  if (record.kind === "projection") {
    const variable = watched.variable ?? CURRENT;
    const type = edgeType(record, records, catalog);
    const source = nameOf(record.source, records, catalog);
    const runs = edgeRuns(variable);
    const word = isWord(runs);
    const [color, textColor] = word ? (["ink-2", "ink-2"] as const) : edgeColors(type);
    return {
      ...base,
      key: seriesKey(record.id, variable, cell),
      variable,
      runs,
      name: `${variable} from ${source} to ${nameOf(record.target, records, catalog)}`,
      unit: variable === CURRENT ? inputUnit(record.target, records, catalog) : "",
      // What is measured while training and while testing is compared: one axis for both.
      panel: variable === CURRENT ? "currents" : `edge ${variable.replace(/^test_/, "")}`,
      color,
      textColor,
      width: type === "inhibitory" ? 1.5 : 1.25,
      dash: type === "current" && !word ? [5, 3] : [],
    };
  }
  if (record.kind === "stimulus") {
    const model = drivingModel(record, records, catalog);
    if (model?.output === "spikes") return null;
    const variable = watched.variable ?? CURRENT;
    const name = nameOf(record.id, records, catalog);
    return {
      ...base,
      key: seriesKey(record.id, variable, cell),
      variable,
      runs: symbolRuns("I_{\\mathrm{ext}}"),
      name: `${variable} of ${name}`,
      unit: model?.unit ?? "",
      panel: "currents",
      color: "stim",
      textColor: "ink-2",
      dash: [5, 3],
      external: true,
    };
  }
  if (record.kind !== "neurons") return null;
  const model = catalog?.neurons.find((entry) => entry.name === record.model);
  const variables = variablesOf(record, catalog);
  const state =
    watched.variable === null
      ? variables[0]
      : variables.find((entry) => entry.name === watched.variable);
  const variable = watched.variable ?? state?.name;
  if (variable === undefined) return null;
  const first = model?.states[0]?.name === variable;
  const unit = state?.unit ?? (variable === CURRENT ? "mV" : "");
  const membrane = first && model.spikes;
  return {
    ...base,
    key: seriesKey(record.id, variable, cell),
    variable,
    runs: symbolRuns(state && state.symbol !== "" ? state.symbol : variable),
    name: `${variable} of ${nameOf(record.id, records, catalog)}`,
    unit,
    panel: variable === CURRENT ? "currents" : first ? `first ${unit}` : `state ${unit}`,
    color: first ? "volt" : "ink-2",
    textColor: first ? "volt" : "ink-2",
    width: first ? 1.6 : 1.25,
    peak: membrane ? model.spike_peak : null,
    threshold: membrane ? thresholdOf(record, model) : null,
  };
}

/** A variable of an edge: a letter with its subscript, or in words what is measured (`loss`). */
function edgeRuns(variable: string): readonly Run[] {
  const [letter = "", ...rest] = variable.split("_");
  if (letter.length > 1) {
    return [{ text: variable.replaceAll("_", " "), place: "base", upright: true }];
  }
  return symbolRuns(rest.length ? `${letter}_{\\mathrm{${rest.join(" ")}}}` : letter);
}

function isWord(runs: readonly Run[]): boolean {
  return runs[0]?.upright === true;
}

/** The parameter by which the onset of a spike is known: V_T of an exponential model, else V_th. */
export function thresholdOf(node: Neurons, model: NeuronModelEntry): number | null {
  const found =
    model.parameters.find((entry) => entry.name === "V_T") ??
    model.parameters.find((entry) => entry.name === "V_th");
  const value = found && (node.params[found.name] ?? found.default);
  return typeof value === "number" ? value : null;
}

/** Several signals of one kind get lines of their own and say whose they are. */
function distinguish(signals: Signal[], records: Records, catalog: Catalog | null): Signal[] {
  const places = new Map<ColorName, number>();
  const sourceOf = (id: string): string => {
    const record = records.get(id);
    return record?.kind === "projection" ? record.source : id;
  };
  const owners = (wanted: (signal: Signal) => boolean): Map<string, string> => {
    const ids = [...new Set(signals.filter(wanted).map((signal) => signal.owner))];
    const names = distinctNames(ids.map((id) => nameOf(sourceOf(id), records, catalog)));
    return new Map(ids.map((id, i) => [id, names[i] ?? ""]));
  };
  const nodes = owners(
    (signal) => !signal.external && records.get(signal.owner)?.kind === "neurons",
  );
  const inputs = owners((signal) => signal.external);
  const edges = owners((signal) => records.get(signal.owner)?.kind === "projection");
  return signals.map((signal) => {
    const place = places.get(signal.color) ?? 0;
    places.set(signal.color, place + 1);
    const several = signals.some(
      (other) => other.owner === signal.owner && other.cell !== signal.cell,
    );
    const name = several ? `${signal.name}, cell ${signal.cell}` : signal.name;
    const marks: string[] = [];
    if (signal.external && inputs.size > 1) marks.push(inputs.get(signal.owner) ?? "");
    if (nodes.size > 1 && nodes.has(signal.owner)) marks.push(nodes.get(signal.owner) ?? "");
    const named = edges.size > 1 || !isWord(signal.runs);
    if (edges.has(signal.owner) && named) marks.push(edges.get(signal.owner) ?? "");
    if (several) marks.push(String(signal.cell));
    const mark = marks.filter((part) => part !== "").join(" ");
    const base = signal.external && inputs.size > 1 ? symbolRuns("I") : signal.runs;
    const runs: readonly Run[] =
      mark === "" ? base : [...base, { text: mark, place: "sub", upright: true }];
    return { ...signal, ...lineOf(signal, place), name, runs };
  });
}

/** The look of the line at some place among those of one colour. */
function lineOf(signal: Signal, place: number): Partial<Signal> {
  if (signal.color === "volt") {
    const line = MEMBRANE_LINES[place % MEMBRANE_LINES.length];
    return line ? { ...line, textColor: line.color } : {};
  }
  if (signal.external) return { dash: INPUT_DASHES[place % INPUT_DASHES.length] ?? [] };
  if (signal.color === "ink-2") return { dash: STATE_DASHES[place % STATE_DASHES.length] ?? [] };
  return {};
}

function edgeColors(type: "excitatory" | "inhibitory" | "current"): [ColorName, ColorName] {
  if (type === "excitatory") return ["exc", "exc-text"];
  return type === "inhibitory" ? ["inh", "inh-text"] : ["stim", "ink-2"];
}
