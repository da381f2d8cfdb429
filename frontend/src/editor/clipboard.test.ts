import { describe, expect, it } from "vitest";
import { emptyDefinition } from "../models/draft";
import { indexById, isEdge, isNode } from "../state/records";
import type { AnyRecord, Definition } from "../wire/types";
import { fromText, toText } from "./clipboard";
import { joining } from "./pasting";
import { neuron, projection, stimulus } from "./testing";

const own: Definition = {
  ...emptyDefinition("neuron"),
  id: "d1",
  name: "mine",
  equations: "dV/dt = I",
};
const unused: Definition = { ...own, id: "d2", name: "other", equations: "dV/dt = 2*I" };
const rule: Definition = { ...emptyDefinition("plasticity"), id: "d3", name: "teach" };
const digits: AnyRecord = {
  id: "data1",
  kind: "dataset",
  title: "Digits",
  inputs: [[1, 2]],
  targets: null,
  labels: [0],
  train: null,
};
const learns = {
  rule: "teach",
  params: {},
  signal: "s",
  active: true,
  normalise: null,
};
const copied: AnyRecord[] = [
  neuron("a", { model: "mine" }),
  stimulus("s", { params: { data: "data1" } }),
  projection("e", "s", "a", { plasticity: learns }),
  { id: "t", kind: "note", text: "Hello", x: 5, y: 5, width: 100 },
];
const board = indexById([...copied, own, unused, rule, digits]);
const records = (text: string): readonly AnyRecord[] => {
  const clip = fromText(text);
  if ("problem" in clip) throw new Error(clip.problem);
  return clip.records;
};
const problem = (value: unknown): string => {
  const clip = fromText(typeof value === "string" ? value : JSON.stringify(value));
  return "problem" in clip ? clip.problem : "none";
};
const nodes = [{ id: "a", kind: "neurons", model: "lif" }];
const format = "neuroboard/1";

describe("copied text", () => {
  it("holds the models and data sets that are needed, and no others", () => {
    const again = records(toText(copied, board));
    expect(again.map(({ id }) => id)).toEqual(["d1", "d3", "data1", "a", "s", "e", "t"]);
  });

  it("may be a document written by hand: what has a default is filled in", () => {
    const edges = [{ id: "e", source: "a", target: "a" }];
    const [a, e] = records(JSON.stringify({ format, nodes, edges }));
    expect(a).toEqual(neuron("a", { model: "lif", label: "" }));
    expect(e).toEqual(projection("e", "a", "a", { synapse: null, weight: 1 }));
  });

  it.each([
    ["some mail", "holds no part of a board"],
    ['{"format": "neuroboard/1", "nodes": [', "stops being a document"],
    [{ format: "simbrain/4", nodes }, "holds no part of a board"],
    [{ format: "neuroboard/2", nodes }, "has the format “neuroboard/2”"],
    [{ format, nodes: {} }, "its “nodes” are no list"],
    [{ format, nodes: [{ kind: "neurons" }] }, "a node has no proper id"],
    [{ format, nodes: [{ id: "<b>", kind: "neurons" }] }, "a node has no proper id"],
    [{ format, nodes: [{ id: "a", kind: "neurons" }] }, "node “a” has no model"],
    [{ format, nodes: [{ ...nodes[0], x: 1e9 }] }, "node “a” has an unusable x"],
    [{ format, nodes: [{ ...nodes[0], size: 2.5 }] }, "node “a” has an unusable size"],
    [{ format, nodes: [{ ...nodes[0], kind: "view" }] }, "neither neurons nor a stimulus"],
    [{ format, nodes, edges: [{ id: "e", source: "a" }] }, "connection “e” has no target"],
    [{ format, nodes: [...nodes, ...nodes] }, "two records have the id “a”"],
    [{ format, nodes: [] }, "holds no neurons and no notes"],
    [
      { format, nodes: Array.from({ length: 20_001 }, (_, i) => ({ ...nodes[0], id: `n${i}` })) },
      "At most 20000 records",
    ],
  ])("that cannot be used is refused in a sentence (%#)", (value, sentence) => {
    expect(problem(value)).toContain(sentence);
  });
});

describe("pasting", () => {
  it("brings along what the other board has not, and repoints what refers to it", () => {
    const made = joining(records(toText(copied, board)), new Map(), { x: 10, y: 0 });
    const [a] = made.filter((record) => record.kind === "neurons");
    const [s] = made.filter((record) => record.kind === "stimulus");
    const [e] = made.filter(isEdge);
    expect(made.filter(({ kind }) => kind === "definition")).toHaveLength(2);
    expect(s?.params["data"]).toBe("data1");
    expect(e).toMatchObject({ source: s?.id, target: a?.id });
    expect(e?.plasticity?.signal).toBe(s?.id);
    expect(a?.x).toBe(10);
    expect(made.find(({ kind }) => kind === "note")).toMatchObject({ x: 15, text: "Hello" });
  });

  it("uses what is there already", () => {
    const made = joining(records(toText(copied, board)), board, { x: 0, y: 0 });
    expect(made.map(({ kind }) => kind)).toEqual(["neurons", "stimulus", "projection", "note"]);
  });

  it("gives a model of another content under the same name a name of its own", () => {
    const other = indexById([
      { ...own, id: "x", equations: "dV/dt = -V" },
      { ...digits, inputs: [[3]] },
    ]);
    const made = joining(records(toText(copied, board)), other, { x: 0, y: 0 });
    const names = made.flatMap((record) => (record.kind === "definition" ? [record.name] : []));
    expect(names).toEqual(["mine_2", "teach"]);
    expect(made.find(isNode)?.model).toBe("mine_2");
    const data = made.find(({ kind }) => kind === "dataset");
    expect(data?.id).not.toBe("data1");
    expect(made.filter(isNode)[1]?.params["data"]).toBe(data?.id);
  });

  it("leaves out a third factor that stayed behind", () => {
    const lonely = [neuron("a"), projection("e", "a", "a", { plasticity: learns })];
    const made = joining(lonely, new Map(), { x: 0, y: 0 });
    expect(made.find(isEdge)?.plasticity?.signal).toBeNull();
  });
});
