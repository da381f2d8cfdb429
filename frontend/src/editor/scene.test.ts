import { describe, expect, it } from "vitest";
import { fadeTime } from "./nodes/cells";
import { gridOf } from "./nodes/shapes";
import { mainValue } from "./describe";
import { buildScene, emptyScene, isCircuit, type SceneInput } from "./scene";
import { catalog, neuron, projection, stimulus } from "./testing";
import { indexById } from "../state/records";
import type { AnyRecord } from "../wire/types";

const view: AnyRecord = {
  id: "v",
  kind: "trace",
  of: [{ node: "a", edge: null, variable: "V", cells: null }],
  window: 500,
  scale: "auto",
  scales: {},
  order: 0,
  share: 1,
  floating: null,
  linked: true,
};
const records = indexById([
  stimulus("s", { x: -200 }),
  neuron("a", { sign: "excitatory" }),
  neuron("b", { x: 200 }),
  projection("sa", "s", "a", { synapse: null, weight: 1 }),
  projection("ab", "a", "b"),
  view,
]);
const input: SceneInput = { records, catalog, selection: new Set(), moved: new Map() };

describe("the scene", () => {
  const first = buildScene(input, emptyScene);

  it("has a node for every node and an edge for every connection", () => {
    expect(first.nodes.map(({ id, type }) => [id, type])).toEqual([
      ["s", "stimulus"],
      ["a", "cell"],
      ["b", "cell"],
    ]);
    expect(first.edges.map(({ id, data }) => [id, data?.type])).toEqual([
      ["sa", "current"],
      ["ab", "excitatory"],
    ]);
  });

  it("marks what a view shows with the number of the view", () => {
    expect(first.nodes.filter(isCircuit).map(({ data }) => data.badges)).toEqual(["", "1", ""]);
  });

  it("keeps every object that has not changed", () => {
    const again = buildScene({ ...input, records: new Map(records) }, first);
    again.nodes.forEach((node, i) => expect(node).toBe(first.nodes[i]));
    again.edges.forEach((edge, i) => expect(edge).toBe(first.edges[i]));
  });

  it("moves a dragged node and its lines, and nothing else", () => {
    const moved = buildScene({ ...input, moved: new Map([["b", { x: 220, y: 90 }]]) }, first);
    expect(moved.nodes[2]?.position).toEqual({ x: 220, y: 90 });
    expect(moved.nodes[2]?.data).toBe(first.nodes[2]?.data);
    expect(moved.nodes[0]).toBe(first.nodes[0]);
    expect(moved.edges[0]).toBe(first.edges[0]);
    expect(moved.edges[1]?.data?.d).not.toBe(first.edges[1]?.data?.d);
  });

  it("selects", () => {
    const chosen = buildScene({ ...input, selection: new Set(["a", "ab"]) }, first);
    expect(chosen.nodes.map(({ selected }) => selected)).toEqual([false, true, false]);
    expect(chosen.edges[1]?.selected).toBe(true);
  });
});

describe("second lines", () => {
  it.each([
    [stimulus("s", { params: { amplitude: 232 } }), "232\u2009mV"],
    [stimulus("s"), "4\u2009mV"],
    [stimulus("p", { model: "poisson", size: 800, params: { rate: "5" } }), "800 × 5\u2009Hz"],
    [stimulus("p", { model: "poisson", params: { rate: "20+16*sin(t)" } }), "20+16*sin(t)"],
    [stimulus("t", { model: "spike_times" }), "2 spikes"],
    [stimulus("t", { model: "spike_times", params: { times: [5] } }), "1 spike"],
    [stimulus("x", { model: "unknown" }), ""],
  ])("say the main value", (record, line) => {
    expect(mainValue(record, new Map(), catalog)).toBe(line);
  });
});

describe("a grid of cells", () => {
  it.each([2, 50, 200, 400, 1000, 10_000, 1_000_000])("has room for %d", (size) => {
    const { columns, rows, pitch } = gridOf(size);
    expect(columns * rows).toBeGreaterThanOrEqual(Math.min(size, 10_000));
    expect(columns * (rows - 1)).toBeLessThan(Math.min(size, 10_000));
    expect(pitch).toBeGreaterThanOrEqual(3);
  });
});

it("lets rings fade in slow motion and not outlast the model's pace", () => {
  expect(fadeTime(10)).toBe(320);
  expect(fadeTime(1000)).toBe(6);
  expect(fadeTime(null)).toBe(1);
});
