import { describe, expect, it } from "vitest";
import { catalog, edge, neurons, parameter, recordsOf, stimulus } from "../dock/testdata";
import { emptyBoard } from "../state/types";
import type { AnyRecord, Board, Catalog } from "../wire/types";
import { drivingModel } from "./driven";
import { formatDuration, timeUnitOf } from "./timeunit";

const withAxon: Catalog = {
  ...catalog,
  neurons: catalog.neurons.map((model) =>
    model.name === "hh"
      ? { ...model, parameters: [parameter("I_ext", { unit: "µA/cm²" })] }
      : model.name === "linear"
        ? { ...model, family: "iterated" as const }
        : model,
  ),
  stimuli: catalog.stimuli.map((model) => ({
    ...model,
    parameters: [parameter("start"), parameter("amplitude", { unit: model.unit })],
  })),
};

describe("the unit of a current", () => {
  const units = (...records: AnyRecord[]): string[] => {
    const pulse = stimulus("s");
    const model = drivingModel(pulse, recordsOf(pulse, ...records), withAxon);
    return [model?.unit ?? "", ...(model?.parameters.map(({ unit }) => unit) ?? [])];
  };

  it("is that of what it drives", () => {
    const axon = neurons("b", { model: "hh" });
    expect(units()).toEqual(["mV", "ms", "mV"]);
    expect(units(axon, edge("sb", "s", "b"))).toEqual(["µA/cm²", "ms", "µA/cm²"]);
    expect(units(neurons("a"), edge("sa", "s", "a"))).toEqual(["mV", "ms", "mV"]);
  });

  it("stays where it drives different things", () => {
    const both = [neurons("a"), neurons("b", { model: "hh" })];
    expect(units(...both, edge("sa", "s", "a"), edge("sb", "s", "b"))[0]).toBe("mV");
  });

  it("leaves times in steps where these are counted", () => {
    const settings = { dt: 1, method: "euler", seed: 1, dale: "refuse", trial: 0 } as const;
    const board: Board = { id: "board", kind: "board", title: "", dock: null, settings };
    const unit = neurons("u", { model: "linear" });
    expect(units(board, unit, edge("su", "s", "u"))).toEqual(["", "steps", ""]);
  });

  it("of a signal to learn from is that of what learns", () => {
    const learns = { rule: "rls", params: {}, signal: "s", active: true, normalise: null };
    const unit = neurons("u", { model: "linear" });
    expect(units(unit, neurons("a"), edge("au", "a", "u", { plasticity: learns }))[0]).toBe("");
  });
});

describe("the unit of time", () => {
  const { settings } = {
    settings: { dt: 1, method: "euler", seed: 1, dale: "refuse", trial: 0 },
  } as const;
  const board: Board = { id: "board", kind: "board", title: "", dock: null, settings };
  const unit = neurons("u", { model: "linear" });
  const of = (...records: AnyRecord[]): string => timeUnitOf(recordsOf(...records), withAxon);

  it("is a step where all cells are iterated and a step is 1", () => {
    expect(of(board, unit)).toBe("step");
    expect(of(board, unit, neurons("a"))).toBe("ms");
    expect(of(board)).toBe("ms");
    expect(of({ ...board, settings: { ...settings, dt: 0.5 } }, unit)).toBe("ms");
    expect(timeUnitOf(emptyBoard.records, withAxon)).toBe("ms");
  });

  it("stands beside a length of time", () => {
    expect(formatDuration(200, "ms")).toBe("200\u2009ms");
    expect(formatDuration(2000, "ms")).toBe("2\u2009s");
    expect([formatDuration(1, "step"), formatDuration(2000, "step")]).toEqual([
      "1\u2009step",
      "2000\u2009steps",
    ]);
  });
});
