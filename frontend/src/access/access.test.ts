import { describe, expect, it } from "vitest";
import { catalog, neuron, projection, stimulus } from "../editor/testing";
import { indexById } from "../state/records";
import type { AnyRecord } from "../wire/types";
import { announce, undoneOrRedone, type Heard } from "./announce";
import { outline, type Item } from "./outline";
import { rows, step } from "./tree";

const board: AnyRecord = {
  id: "board",
  kind: "board",
  title: "Two neurons",
  settings: { dt: 0.1, method: "exponential_euler", seed: 7, dale: "refuse" },
} as AnyRecord;
const trace = {
  id: "v",
  kind: "trace",
  of: [{ node: "A", edge: null, variable: "V", cells: null }],
  window: 500,
  scale: "auto",
  order: 0,
} as unknown as AnyRecord;
const records = indexById([
  board,
  stimulus("s", { params: { amplitude: 20 } }),
  neuron("A", { sign: "excitatory" }),
  neuron("B", { size: 100, sign: "inhibitory" }),
  projection("sA", "s", "A", { synapse: null, weight: 1 }),
  projection("AB", "A", "B", { delay: 1.5 }),
  trace,
]);
const items = outline(records, catalog);
const text = (item: Item | undefined): string => item?.text ?? "";
const find = (id: string, of: readonly Item[] = items): Item | undefined => {
  for (const item of of) {
    const found = item.id === id ? item : find(id, item.children);
    if (found) return found;
  }
  return undefined;
};

describe("the circuit as text", () => {
  it("says how many nodes, connections and views there are", () => {
    expect(items.map(text)).toEqual(["Board: Two neurons", "3 nodes", "2 connections", "1 view"]);
    expect(outline(new Map(), catalog).map(text)).toEqual([
      "No nodes",
      "No connections",
      "No views",
    ]);
  });

  it("tells nodes with what they are, and changed parameters", () => {
    expect(text(find("node A"))).toBe("Neuron A, excitatory, Exponential integrate-and-fire");
    expect(text(find("node B"))).toBe(
      "Neuron B, 100 cells, inhibitory, Exponential integrate-and-fire",
    );
    expect(text(find("node s amplitude"))).toMatch(/^amplitude.*: 20 mV, changed$/);
    expect(text(find("node s start"))).toMatch(/^start.*: 100 ms$/);
  });

  it("tells who is connected to whom, how strongly and how late", () => {
    expect(text(find("node A from sA"))).toBe("From Step current: current, weight 1");
    const told = "excitatory, Exponential, weight 40 mV ms, delay 1.5 ms";
    expect(text(find("node A to AB"))).toBe(`To Neuron B: ${told}`);
    expect(text(find("edge AB"))).toBe(`Neuron A to Neuron B: ${told}`);
    expect(find("edge AB")?.children.map(text)).toContain("Delay: 1.5 ms");
    expect(find("edge AB")?.record).toBe("AB");
  });

  it("tells what views show", () => {
    expect(text(find("view v"))).toBe("View 1: Trace of Neuron A, V");
  });
});

describe("the tree", () => {
  const open = new Set(["nodes"]);
  const shown = rows(items, open);
  const go = (key: string, at: string): unknown => step(key, shown, at, open);

  it("shows the children of what is open, with their places", () => {
    expect(shown.map(({ item }) => item.id)).toEqual([
      "board",
      "nodes",
      "node s",
      "node A",
      "node B",
      "edges",
      "views",
    ]);
    expect(shown[3]).toMatchObject({ level: 2, position: 2, siblings: 3, parent: "nodes" });
  });

  it("is walked through with the arrow keys", () => {
    expect(go("ArrowDown", "nodes")).toEqual({ focus: "node s" });
    expect(go("ArrowUp", "edges")).toEqual({ focus: "node B" });
    expect(go("ArrowRight", "nodes")).toEqual({ focus: "node s" });
    expect(go("ArrowRight", "node A")).toEqual({ open: "node A" });
    expect(go("ArrowLeft", "node A")).toEqual({ focus: "nodes" });
    expect(go("ArrowLeft", "nodes")).toEqual({ close: "nodes" });
    expect(go("Home", "views")).toEqual({ focus: "board" });
    expect(go("End", "board")).toEqual({ focus: "views" });
    expect(go("ArrowUp", "board")).toEqual({});
    expect(go("a", "board")).toEqual({});
  });
});

describe("what is read out", () => {
  const quiet: Heard = { records, running: false };
  const without = new Map([...records].filter(([id]) => id !== "B" && id !== "AB"));

  it("is that it runs and that it pauses", () => {
    expect(announce(quiet, { ...quiet, running: true }, catalog)).toEqual(["Running"]);
    expect(announce({ ...quiet, running: true }, quiet, catalog)).toEqual(["Paused"]);
    expect(announce(quiet, quiet, catalog)).toEqual([]);
  });

  it("is what was added and what was removed", () => {
    const less = { ...quiet, records: without };
    expect(announce(less, quiet, catalog)).toEqual([
      "Added Neuron B, connection Neuron A to Neuron B",
    ]);
    expect(announce(quiet, less, catalog)).toEqual([
      "Removed Neuron B, connection Neuron A to Neuron B",
    ]);
  });

  it("is what was undone and done again", () => {
    const done = { undo: "Move", redo: null };
    const undone = { undo: null, redo: "Move" };
    expect(undoneOrRedone(done, undone)).toBe("Undone: Move");
    expect(undoneOrRedone(undone, done)).toBe("Redone: Move");
    expect(undoneOrRedone(done, { undo: "Delete", redo: null })).toBeNull();
    expect(announce(quiet, quiet, catalog, ["Undone: Move"])).toEqual(["Undone: Move"]);
    expect(announce(quiet, quiet, catalog, Array<string>(4).fill("Undone: Move"))).toEqual([
      "4 steps undone or redone",
    ]);
  });

  it("tells steps of one name apart as long as it can", () => {
    const twice = { undo: "Move", redo: null };
    const once = { undo: "Move", redo: "Move" };
    const none = { undo: "Add", redo: "Move" };
    expect(undoneOrRedone(twice, once)).toBe("Undone: Move");
    expect(undoneOrRedone(once, none)).toBe("Undone: Move");
    expect(undoneOrRedone(none, once)).toBe("Redone: Move");
    expect(undoneOrRedone(once, twice)).toBe("Redone: Move");
    expect(undoneOrRedone(once, once)).toBeNull();
  });
});
