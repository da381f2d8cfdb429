import type {
  AnyRecord,
  Catalog,
  CatalogParameter,
  Neurons,
  Projection,
  Stimulus,
  Watched,
} from "../wire/types";

/** Records and a catalog for tests. */

export const nothing: Watched = { node: null, edge: null, variable: null, cells: null };

export const neurons = (id: string, more: Partial<Neurons> = {}): Neurons => ({
  id,
  kind: "neurons",
  model: "lif",
  size: 1,
  x: 0,
  y: 0,
  label: `Neuron ${id.toUpperCase()}`,
  layout: "grid",
  channels: [],
  sign: null,
  params: {},
  initial: {},
  ...more,
});

export const stimulus = (id: string, more: Partial<Stimulus> = {}): Stimulus => ({
  id,
  kind: "stimulus",
  model: "pulse",
  size: 1,
  x: 0,
  y: 0,
  label: "Pulse",
  layout: "grid",
  params: {},
  ...more,
});

export const edge = (
  id: string,
  source: string,
  target: string,
  more: Partial<Projection> = {},
): Projection => ({
  id,
  kind: "projection",
  source,
  target,
  synapse: "exponential",
  params: {},
  connect: { rule: "all_to_all", allow_autapses: true },
  weight: 1,
  delay: 0,
  release: 1,
  short_term: null,
  plasticity: null,
  ...more,
});

export const recordsOf = (...records: AnyRecord[]): ReadonlyMap<string, AnyRecord> =>
  new Map(records.map((record) => [record.id, record]));

export const parameter = (
  name: string,
  more: Partial<CatalogParameter> = {},
): CatalogParameter => ({
  name,
  title: name,
  symbol: name,
  default: 10,
  unit: "ms",
  meaning: `${name}: what it is`,
  low: 0,
  high: 1000,
  slider: [0, 50],
  kind: "number",
  argument: "",
  options: [],
  ...more,
});

const V = {
  name: "V",
  symbol: "V",
  unit: "mV",
  meaning: "membrane potential",
  initial: -70,
  display: [-80, -50] as [number, number],
};
const model = { summary: "", latex: [], source: "" };

const unit = { output_name: "", ports: [], presets: [] };

export const catalog: Catalog = {
  neurons: [
    {
      ...model,
      name: "lif",
      title: "Leaky integrate-and-fire",
      family: "spiking",
      spikes: true,
      spike_peak: 20,
      ...unit,
      parameters: [parameter("tau_m"), parameter("I_ext", { unit: "mV", default: 0, low: -1e9 })],
      states: [V],
    },
    {
      ...model,
      name: "hh",
      title: "Hodgkin–Huxley",
      family: "spiking",
      spikes: true,
      spike_peak: null,
      ...unit,
      parameters: [parameter("g_Na")],
      states: [
        V,
        { ...V, name: "m", symbol: "m", unit: "", meaning: "activation", initial: "m_inf" },
      ],
    },
    {
      ...model,
      name: "linear",
      title: "Linear unit",
      family: "graded",
      spikes: false,
      spike_peak: null,
      ...unit,
      parameters: [parameter("tau_m")],
      states: [{ ...V, name: "r", symbol: "r", unit: "", meaning: "rate" }],
    },
  ],
  channels: [],
  plasticity: [],
  synapses: [
    {
      ...model,
      name: "exponential",
      title: "Exponential",
      weight_unit: "mV ms",
      conductance: false,
      carries: "spikes",
      current: true,
      parameters: [parameter("tau")],
    },
    {
      ...model,
      name: "delta",
      title: "Delta",
      weight_unit: "mV",
      conductance: false,
      carries: "spikes",
      current: false,
      parameters: [],
    },
  ],
  stimuli: [
    {
      ...model,
      name: "pulse",
      title: "Current pulse",
      output: "current",
      per_cell: false,
      port: "I",
      unit: "mV",
      parameters: [parameter("start"), parameter("amplitude")],
    },
    {
      ...model,
      name: "poisson",
      title: "Poisson spikes",
      output: "spikes",
      per_cell: false,
      port: "I",
      unit: "Hz",
      parameters: [parameter("rate")],
    },
  ],
  rules: [],
};
