import { describe, expect, it } from "vitest";
import type { AnyRecord, Neurons, Projection, Trace } from "../wire/types";
import { applyEdit, compose, indexById, newId, same, viewsOf } from "./records";

const neuron = (id: string, over: Partial<Neurons> = {}): Neurons => ({
  id,
  kind: "neurons",
  model: "eif",
  size: 1,
  x: 0,
  y: 0,
  label: id,
  layout: "grid",
  channels: [],
  sign: null,
  params: {},
  initial: {},
  ...over,
});

const edge = (id: string, source: string, target: string): Projection => ({
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
});

const trace = (id: string, nodes: string[], order = 0): Trace => ({
  id,
  kind: "trace",
  of: nodes.map((node) => ({ node, edge: null, variable: "V", cells: null })),
  window: 500,
  scale: "auto",
  scales: {},
  order,
  share: 1,
  floating: null,
  linked: true,
});

const circuit = indexById([
  neuron("a"),
  neuron("b"),
  edge("ab", "a", "b"),
  trace("v", ["a", "b"]),
] satisfies AnyRecord[]);

describe("applyEdit", () => {
  it("puts records by id and leaves the old map alone", () => {
    const next = applyEdit(circuit, { put: [neuron("a", { x: 5 }), neuron("c")], remove: [] });
    expect(next.get("a")).toMatchObject({ x: 5 });
    expect(next.has("c")).toBe(true);
    expect(circuit.get("a")).toMatchObject({ x: 0 });
  });

  it("takes a node's edges and its entries in views with it (E2)", () => {
    const next = applyEdit(circuit, { put: [], remove: ["b"] });
    expect([...next.keys()]).toEqual(["a", "v"]);
    expect(next.get("v")).toMatchObject({ of: [{ node: "a" }] });
  });

  it("never removes the board (E8) and ignores ids that are not there", () => {
    const board: AnyRecord = {
      id: "board",
      kind: "board",
      dock: null,
      title: "",
      settings: { dt: 0.1, method: "euler", seed: 1, trial: 0, dale: "refuse" },
    };
    const next = applyEdit(indexById([board]), { put: [], remove: ["board", "nobody"] });
    expect([...next.keys()]).toEqual(["board"]);
  });
});

describe("compose", () => {
  const steps: [string, Parameters<typeof compose>[0], Parameters<typeof compose>[1]][] = [
    [
      "two puts",
      { put: [neuron("a", { x: 1 })], remove: [] },
      { put: [neuron("a", { x: 2 })], remove: [] },
    ],
    ["put then remove", { put: [neuron("c")], remove: [] }, { put: [], remove: ["c"] }],
  ];
  it.each(steps)("%s does what the two edits do, one after the other", (_name, first, second) => {
    const both = applyEdit(applyEdit(circuit, first), second);
    const edit = compose(first, second);
    const once = edit && applyEdit(circuit, edit);
    expect(once).toEqual(both);
  });

  it("leaves a record that is removed and put anew to two edits", () => {
    const first = { put: [], remove: ["a"] };
    expect(compose(first, { put: [neuron("a")], remove: [] })).toBeNull();
  });
});

describe("same", () => {
  it("compares values, not the order of keys", () => {
    expect(same({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
  });
  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [[1, 2], [1]],
    [{}, []],
    [null, {}],
  ])("tells %j from %j", (a, b) => {
    expect(same(a, b)).toBe(false);
  });
});

it("orders views by their place in the dock", () => {
  const records = indexById([trace("z", [], 2), trace("b", [], 1), trace("a", [], 1)]);
  expect(viewsOf(records).map(({ id }) => id)).toEqual(["a", "b", "z"]);
});

it("makes ids that the server takes and that do not repeat", () => {
  const ids = Array.from({ length: 500 }, () => newId("n"));
  expect(new Set(ids).size).toBe(500);
  ids.forEach((id) => expect(id).toMatch(/^[A-Za-z0-9_-]{1,64}$/));
});
