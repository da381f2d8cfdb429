import { describe, expect, it } from "vitest";
import { catalog, neuron, projection, stimulus } from "../editor/testing";
import { indexById } from "../state/records";
import type { AnyRecord, Board } from "../wire/types";
import { differences } from "./differences";
import { recordsOf } from "./store";

const board: Board = {
  id: "board",
  kind: "board",
  title: "One",
  settings: { dt: 0.1, method: "euler", seed: 1, trial: 0, dale: "refuse" },
  dock: null,
};
const base: AnyRecord[] = [
  board,
  stimulus("s"),
  neuron("a", { label: "A", sign: "excitatory" }),
  neuron("b", { label: "B" }),
  projection("ab", "a", "b"),
];

const told = (before: AnyRecord[], after: AnyRecord[]): [string, string, readonly string[]][] =>
  differences(indexById(before), indexById(after), catalog).map(({ mark, what, details }) => [
    mark,
    what,
    details,
  ]);

const changed = (after: AnyRecord): readonly string[] => {
  const all = base.map((record) => (record.id === after.id ? after : record));
  const [[mark, , details] = ["", "", []]] = told(base, all);
  expect(mark).toBe("changed");
  return details;
};

describe("what two documents differ in", () => {
  it("is nothing between equal ones, whatever the order of their keys", () => {
    const turned = base.map(
      (record) => Object.fromEntries(Object.entries(record).reverse()) as unknown as AnyRecord,
    );
    expect(told(base, turned)).toEqual([]);
  });

  it("names what was added and what was removed", () => {
    const less = base.filter(({ id }) => id !== "b" && id !== "ab");
    expect(told(less, base)).toEqual([
      ["added", "B", []],
      ["added", "Connection A to B", []],
    ]);
    expect(told(base, less)).toEqual([
      ["removed", "B", []],
      ["removed", "Connection A to B", []],
    ]);
  });

  it("tells numbers with their units, before and after", () => {
    expect(changed(projection("ab", "a", "b", { weight: -15, delay: 2 }))).toEqual([
      "weight 40\u2009mV ms → −15\u2009mV ms",
      "delay 0\u2009ms → 2\u2009ms",
    ]);
    expect(changed({ ...board, settings: { ...board.settings, dt: 0.05 } })).toEqual([
      "time step 0.1\u2009ms → 0.05\u2009ms",
    ]);
  });

  it("takes the default where a parameter was not written down", () => {
    expect(changed(stimulus("s", { params: { amplitude: 6 } }))).toEqual([
      "amplitude 4\u2009mV → 6\u2009mV",
    ]);
  });

  it("says once that something was moved, and how it was called", () => {
    const moved = neuron("a", { label: "Alpha", sign: "excitatory", x: 40, y: 80 });
    expect(changed(moved)).toEqual(["moved", "label “A” → “Alpha”"]);
  });

  it("tells a spread, and only that it changed where words would be many", () => {
    expect(changed(projection("ab", "a", "b", { weight: { normal: [10, 2] } }))).toEqual([
      "weight 40\u2009mV ms → 10 ± 2 mV ms",
    ]);
    expect(
      changed(
        projection("ab", "a", "b", { connect: { rule: "one_to_one", allow_autapses: true } }),
      ),
    ).toEqual(["rule of connection changed"]);
  });
});

describe("the records of a file", () => {
  it("are those of the board that it was saved from", () => {
    const file = {
      format: "neuroboard/1",
      title: board.title,
      settings: board.settings,
      dock: board.dock,
      nodes: base.filter(({ kind }) => kind === "neurons" || kind === "stimulus"),
      edges: base.filter(({ kind }) => kind === "projection"),
      views: [],
    };
    expect(differences(recordsOf(file), indexById(base), catalog)).toEqual([]);
  });
});
