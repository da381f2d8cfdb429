import { describe, expect, it } from "vitest";
import type { Neurons, Trace } from "../wire/types";
import { catalog, edge, neurons, nothing, parameter, recordsOf, stimulus } from "../dock/testdata";
import { countSynapses, countWords } from "../editor/edges/count";
import { withEntry, withParameter } from "./edit";
import { readExpression } from "./expression";
import { errorPosition } from "./FormulaField";
import { negated, withModel, withSign, withSize } from "./model";
import {
  common,
  describeValue,
  isChanged,
  middleOf,
  MIXED,
  parseList,
  shortMeaning,
} from "./parameters";
import { parseTimes } from "./TimesField";
import { waveformOf } from "./waveform";

describe("parameters", () => {
  it("have short meanings", () => {
    expect(shortMeaning("threshold: V at or above it is a spike")).toBe("Threshold");
    expect(shortMeaning("sharpness of the spike onset")).toBe("Sharpness");
  });
  it("are changed when they differ from the default", () => {
    expect(isChanged(parameter("x"), undefined)).toBe(false);
    expect(isChanged(parameter("x"), 10)).toBe(false);
    expect(isChanged(parameter("x"), 11)).toBe(true);
    expect(isChanged(parameter("x"), { normal: [10, 1] })).toBe(true);
  });
  it("are described in words when they are not one number", () => {
    expect(describeValue({ normal: [10, 1] })).toBe("10 ± 1");
    expect(describeValue({ uniform: [-5, 9] })).toBe("−5 to 9");
    expect(describeValue([1, 2, 3])).toBe("3 values");
    expect(middleOf([1, 2, 3], 0)).toBe(2);
    expect(middleOf(undefined, 7)).toBe(7);
  });
  it("of several records are shared or mixed", () => {
    expect(common([1, 1])).toBe(1);
    expect(common([1, 2])).toBe(MIXED);
    expect(common([{ normal: [1, 2] }, { normal: [1, 2] }])).toEqual({ normal: [1, 2] });
    expect(common([undefined, 1])).toBe(MIXED);
    expect(common([undefined, undefined])).toBeUndefined();
  });
  it("are set and given back", () => {
    const node = withParameter(neurons("a"), "tau_m", 5);
    expect(node.params).toEqual({ tau_m: 5 });
    expect(withParameter(node, "tau_m", undefined).params).toEqual({});
    expect(withEntry({ a: 1 }, "b", 2)).toEqual({ a: 1, b: 2 });
  });
});

describe("lists", () => {
  it("are numbers, or a sentence", () => {
    expect(parseList("1, 2.5;−3\n4", 10)).toEqual([1, 2.5, -3, 4]);
    expect(parseList("1, x", 10)).toContain("“x”");
    expect(parseList("1 2 3", 2)).toContain("At most 2");
  });
  it("of spike times are one line, or a line for each source", () => {
    expect(parseTimes("20 5", 1)).toEqual([5, 20]);
    expect(parseTimes("1 2\n3", 2)).toEqual([[1, 2], [3]]);
    expect(parseTimes("1\n2\n3", 2)).toBe("There are 2 sources and 3 lines.");
    expect(parseTimes("-1", 1)).toContain("before");
    expect(parseTimes("", 3)).toEqual([]);
  });
});

describe("another model", () => {
  const node: Neurons = neurons("a", { params: { tau_m: 5, I_ext: 2 }, initial: { V: -60 } });
  const view: Trace = {
    id: "v",
    kind: "trace",
    of: [{ ...nothing, node: "a", variable: "V" }],
    window: 500,
    scale: "auto",
    scales: {},
    order: 0,
    share: 1,
    floating: null,
    linked: true,
  };
  const raster = {
    id: "w",
    kind: "raster",
    of: [{ ...nothing, node: "a" }],
    window: 5,
    order: 1,
    share: 1,
    floating: null,
    linked: true,
  } as const;
  const records = recordsOf(node, neurons("b"), edge("ab", "a", "b"), view, {
    ...raster,
    of: [...raster.of],
  });

  it("keeps what it knows, and edges and views stay right", () => {
    const changed = new Map(withModel(node, "linear", records, catalog).map((r) => [r.id, r]));
    expect(changed.get("a")).toMatchObject({ model: "linear", params: { tau_m: 5 }, initial: {} });
    expect(changed.get("ab")).toMatchObject({ synapse: null, params: {} });
    expect(changed.get("v")).toMatchObject({ of: [{ node: "a", variable: "r" }] });
    expect(changed.get("w")).toMatchObject({ of: [] });
  });
  it("changes no more than the node where nothing hangs on it", () => {
    expect(withModel(node, "hh", records, catalog).map((r) => r.id)).toEqual(["a"]);
    expect(withModel(node, "unknown", records, catalog)).toEqual([]);
  });
});

describe("another sign", () => {
  it("turns outgoing weights with it", () => {
    const node = neurons("a", { sign: "excitatory" });
    const records = recordsOf(
      node,
      edge("x", "a", "b", { weight: 3 }),
      edge("y", "b", "a", { weight: 3 }),
    );
    const changed = withSign(node, "inhibitory", records);
    expect(changed).toHaveLength(2);
    expect(changed[1]).toMatchObject({ id: "x", weight: -3 });
    expect(withSign(node, null, records)).toHaveLength(1);
  });
  it("turns every kind of weight but a log-normal", () => {
    expect(negated([[0, 2]])).toEqual([[0, -2]]);
    expect(negated({ uniform: [1, 3] })).toEqual({ uniform: [-3, -1] });
    expect(negated({ normal: [1, 3] })).toEqual({ normal: [-1, 3] });
    expect(negated({ lognormal: [1, 3] })).toBeNull();
  });
});

describe("another size", () => {
  it("leaves no list or matrix that does not fit", () => {
    const node = neurons("a", { size: 3, params: { tau_m: [1, 2, 3], V_th: 5 } });
    const explicit = { rule: "explicit", allow_autapses: false } as const;
    const records = recordsOf(
      node,
      edge("x", "a", "a", { weight: [[1, 3]], connect: explicit }),
      edge("y", "b", "c", { weight: [[1]] }),
    );
    const changed = withSize(node, 5, records);
    expect(changed[0]).toMatchObject({ size: 5, params: { V_th: 5 } });
    expect(changed[1]).toMatchObject({
      id: "x",
      weight: 2,
      connect: { rule: "all_to_all", allow_autapses: false },
    });
    expect(changed).toHaveLength(2);
  });
});

describe("the number of synapses", () => {
  it.each([
    [{ rule: "all_to_all", allow_autapses: false }, "90"],
    [{ rule: "all_to_all", allow_autapses: true }, "100"],
    [{ rule: "one_to_one", allow_autapses: true }, "10"],
    [{ rule: "fixed_probability", p: 0.2, allow_autapses: true }, "about 20"],
    [{ rule: "fixed_indegree", k: 3, allow_autapses: true }, "30"],
  ] as const)("of %j is %s", (connect, text) => {
    expect(countWords(countSynapses(edge("x", "a", "a", { connect }), 10, 10))).toBe(text);
  });
});

describe("formulas in the preview", () => {
  it.each([
    ["2 + 3*4", 0, 14],
    ["-2^2", 0, -4],
    ["2^-1", 0, 0.5],
    ["t/2 - 1", 10, 4],
    ["sin(pi/2)*4", 0, 4],
    ["where(t > 5, 1, 2)", 6, 1],
    ["max(t, 3) + mod(7, 4)", 1, 6],
    ["2**3**2", 0, 512],
    ["1e2*t", 2, 200],
    ["window(t, 10, 20, 0)", 15, 1],
    ["(t >= 1) * 3", 1, 3],
  ])("%s at t = %f is %f", (text, t, value) => {
    expect(readExpression(text)?.(t)).toBeCloseTo(value);
  });
  it.each([
    "",
    "2 +",
    "foo(t)",
    "t t",
    "__import__('os')",
    "a.b",
    "constructor",
    "min(1)",
    "(1",
    "1;2",
  ])("%s is none", (text) => {
    expect(readExpression(text)).toBeNull();
  });
  it("is not misled by names of objects", () => {
    expect(readExpression("toString(t)")).toBeNull();
    expect(readExpression("(".repeat(500))).toBeNull();
  });
  it("says where the server stopped reading", () => {
    expect(errorPosition('stimulus "s": unknown name "foo" (character 5)')).toBe(4);
    expect(errorPosition("something else")).toBeNull();
  });
});

describe("waveforms", () => {
  const pulse = catalog.stimuli[0];
  it("shows the pulse", () => {
    if (!pulse) throw new Error("no pulse");
    const node = stimulus("s", { params: { start: 100, stop: 300, amplitude: 4, period: 0 } });
    const wave = waveformOf(node, pulse);
    expect(wave?.t1).toBeCloseTo(390);
    expect([wave?.values[0], Math.max(...(wave?.values ?? []))]).toEqual([0, 4]);
  });
  it("shows nothing for what it does not know", () => {
    if (!pulse) throw new Error("no pulse");
    expect(waveformOf(stimulus("s", { model: "other" }), pulse)).toBeNull();
    expect(
      waveformOf(stimulus("s", { model: "formula", params: { expression: "1/0" } }), pulse),
    ).toBeNull();
  });
});
