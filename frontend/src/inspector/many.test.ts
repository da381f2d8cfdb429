import { describe, expect, it } from "vitest";
import { catalog as plain, neuron, stimulus } from "../editor/testing";
import type { Catalog, CatalogParameter } from "../wire/types";
import { sharedParameters } from "./ManyInspector";

const parameter = (name: string, over: Partial<CatalogParameter> = {}): CatalogParameter => ({
  name,
  title: name,
  symbol: name,
  unit: "ms",
  meaning: "",
  low: 0,
  high: 100,
  slider: null,
  kind: "number",
  argument: "",
  options: [],
  default: 10,
  ...over,
});
const catalog: Catalog = {
  ...plain,
  neurons: plain.neurons.map((entry) => ({
    ...entry,
    parameters:
      entry.name === "eif"
        ? [parameter("tau_m"), parameter("V_T", { unit: "mV" }), parameter("bias")]
        : [parameter("tau_m"), parameter("bias", { unit: "mV" })],
  })),
};
const names = (...nodes: Parameters<typeof sharedParameters>[0][number][]): string[] =>
  sharedParameters(nodes, catalog).map(({ name }) => name);

describe("parameters of several nodes", () => {
  it("are those that all have, with one unit", () => {
    expect(names(neuron("a"), neuron("b"))).toEqual(["tau_m", "V_T", "bias"]);
    expect(names(neuron("a"), neuron("b", { model: "linear" }))).toEqual(["tau_m"]);
    expect(names(neuron("a"), stimulus("s"))).toEqual([]);
  });

  it("include those that are spread in some of them: a number is for all", () => {
    const spread = neuron("b", { size: 3, params: { tau_m: { normal: [10, 1] }, V_T: [1, 2, 3] } });
    expect(names(neuron("a"), spread)).toEqual(["tau_m", "V_T", "bias"]);
  });

  it("leave formulas to each alone", () => {
    const rate = (value: string) => stimulus("s", { model: "poisson", params: { rate: value } });
    const slow = {
      ...catalog,
      stimuli: catalog.stimuli.map((entry) => ({
        ...entry,
        parameters: entry.parameters.map((each) => ({
          ...each,
          slider: [0, 100] as [number, number],
        })),
      })),
    };
    expect(sharedParameters([rate("20"), rate("30")], slow).map(({ name }) => name)).toEqual([
      "rate",
    ]);
    expect(sharedParameters([rate("20"), rate("20+t")], slow)).toEqual([]);
  });
});
