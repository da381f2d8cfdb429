import { describe, expect, it } from "vitest";
import { catalog as boards, neuron } from "../editor/testing";
import { portsOf, variablesOf } from "../shared/variables";
import type { CatalogParameter, ChannelEntry, NeuronModelEntry } from "../wire/types";
import {
  changedChannel,
  parametersOn,
  takesChannels,
  withChannel,
  withoutChannel,
} from "./channels";
import { made } from "./made";

const number = (name: string, value: number): CatalogParameter =>
  made(name, { title: name, default: value, meaning: "", low: -1e9, high: 1e9, slider: null });

describe("channels", () => {
  const entry: ChannelEntry = {
    name: "K",
    title: "Potassium",
    summary: "",
    stochastic: true,
    latex: [],
    parameters: [number("g", 36)],
    states: [{ name: "n", symbol: "n", unit: "", meaning: "open", initial: 0.3, display: null }],
    ports: ["L"],
    presets: [],
    source: "",
  };
  const catalog = { ...boards, channels: [entry] };
  const [model] = catalog.neurons as [NeuronModelEntry];

  it("are for models with a membrane potential in mV", () => {
    expect(catalog.neurons.map(takesChannels)).toEqual([true, false]);
  });

  it("get a name that is free", () => {
    const once = withChannel(neuron("a"), entry, model);
    expect(once.channels).toEqual([{ channel: "K", name: null, params: {}, number: null }]);
    expect(withChannel(once, entry, model).channels[1]?.name).toBe("K2");
    const taken = { ...model, parameters: [number("K_g", 1)] };
    expect(withChannel(neuron("a"), entry, taken).channels[0]?.name).toBe("K2");
  });

  it("are changed and removed with the initial values of their states", () => {
    const node = withChannel(neuron("a", { initial: { V: -60, K_n: 0.5 } }), entry, model);
    const changed = changedChannel(node, 0, (old) => ({ ...old, number: 50 }));
    expect(changed.channels[0]?.number).toBe(50);
    expect(withoutChannel(changed, 0)).toMatchObject({ channels: [], initial: { V: -60 } });
  });

  it("have their conductance in the units of the model", () => {
    const leaky = { ...model, parameters: [{ ...number("g_L", 0.3), unit: "mS/cm²" }] };
    expect(parametersOn(entry, leaky)[0]).toMatchObject({ default: 10.8, unit: "mS/cm²" });
    const rescaled = { ...model, parameters: [{ ...number("I_ext", 0), unit: "mV" }] };
    expect(parametersOn(entry, rescaled)[0]).toMatchObject({ default: 36, unit: "" });
  });

  it("add variables and inputs to a node", () => {
    const node = withChannel(neuron("a"), entry, model);
    expect(variablesOf(node, catalog).map(({ name }) => name)).toEqual(["V", "K_n"]);
    expect([...portsOf(node, catalog)]).toEqual(["L"]);
  });

  it("do not hide what a unit transmits", () => {
    const rates = catalog.neurons.map((other) => ({ ...other, output_name: "r" }));
    const names = variablesOf(neuron("a"), { ...catalog, neurons: rates }).map(({ name }) => name);
    expect(names).toEqual(["V", "r"]);
  });
});
