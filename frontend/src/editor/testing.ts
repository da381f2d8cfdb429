import type { Catalog, Neurons, Projection, Stimulus } from "../wire/types";

/** Records and a catalog for tests. */
export const neuron = (id: string, over: Partial<Neurons> = {}): Neurons => ({
  id,
  kind: "neurons",
  model: "eif",
  size: 1,
  x: 0,
  y: 0,
  label: `Neuron ${id}`,
  layout: "grid",
  channels: [],
  sign: null,
  params: {},
  initial: {},
  ...over,
});

export const stimulus = (id: string, over: Partial<Stimulus> = {}): Stimulus => ({
  id,
  kind: "stimulus",
  model: "pulse",
  size: 1,
  x: 0,
  y: 0,
  label: "Step current",
  layout: "grid",
  params: {},
  ...over,
});

export const projection = (
  id: string,
  source: string,
  target: string,
  over: Partial<Projection> = {},
): Projection => ({
  id,
  kind: "projection",
  source,
  target,
  synapse: "exponential",
  params: {},
  connect: { rule: "all_to_all", allow_autapses: true },
  weight: 40,
  delay: 0,
  release: 1,
  short_term: null,
  plasticity: null,
  ...over,
});

const model = { summary: "", latex: [], parameters: [], states: [], source: "" };
const number = {
  title: "",
  symbol: "",
  meaning: "",
  low: -1e9,
  high: 1e9,
  slider: null,
  kind: "number" as const,
  argument: "",
  options: [],
};

const unit = { output_name: "", ports: [], presets: [] };

export const catalog: Catalog = {
  neurons: [
    {
      ...model,
      name: "eif",
      title: "Exponential integrate-and-fire",
      family: "spiking",
      spikes: true,
      spike_peak: null,
      ...unit,
      states: [
        { name: "V", symbol: "V", unit: "mV", meaning: "", initial: -70, display: [-80, -50] },
      ],
    },
    {
      ...model,
      name: "linear",
      title: "Linear unit",
      summary: "Passes on its input",
      family: "graded",
      spikes: false,
      spike_peak: null,
      ...unit,
      states: [{ name: "x", symbol: "x", unit: "", meaning: "", initial: 0, display: [-1, 1] }],
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
    },
    {
      ...model,
      name: "delta",
      title: "Delta",
      weight_unit: "mV",
      conductance: false,
      carries: "spikes",
      current: false,
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
      parameters: [
        { ...number, name: "start", unit: "ms", default: 100 },
        { ...number, name: "stop", unit: "ms", default: 300 },
        { ...number, name: "amplitude", unit: "mV", default: 4 },
        { ...number, name: "period", unit: "ms", default: 0 },
      ],
    },
    {
      ...model,
      name: "poisson",
      title: "Poisson spikes",
      output: "spikes",
      per_cell: false,
      port: "I",
      unit: "Hz",
      parameters: [{ ...number, name: "rate", unit: "Hz", default: 20, kind: "expression" }],
    },
    {
      ...model,
      name: "spike_times",
      title: "Spike times",
      output: "spikes",
      per_cell: false,
      port: "I",
      unit: "",
      parameters: [{ ...number, name: "times", unit: "ms", default: [20, 200], kind: "times" }],
    },
  ],
  rules: [],
};
