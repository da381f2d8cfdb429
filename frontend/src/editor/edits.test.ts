import { describe, expect, it } from "vitest";
import { applyEdit, indexById, isEdge, isNode, type Records } from "../state/records";
import { fromText, toText } from "./clipboard";
import * as edits from "./edits";
import { catalog, neuron, projection, stimulus } from "./testing";

const records: Records = indexById([
  stimulus("s", { x: -100, y: 3 }),
  neuron("a", { x: 11, y: 9, sign: "excitatory" }),
  neuron("b", { x: 205, y: 31 }),
  projection("sa", "s", "a", { synapse: null, weight: 1 }),
  projection("ab", "a", "b"),
]);

const after = (change: edits.Change): Records =>
  applyEdit(records, { put: [...(change.put ?? [])], remove: [...(change.remove ?? [])] });
const at = (found: Records, id: string) => {
  const node = found.get(id);
  return isNode(node) ? [node.x, node.y] : null;
};

describe("moving", () => {
  it("nudges what is selected and nothing else", () => {
    const moved = after(edits.nudge(records, ["a"], { x: 4, y: -1 }));
    expect(at(moved, "a")).toEqual([15, 8]);
    expect(at(moved, "b")).toEqual([205, 31]);
  });

  it("aligns the selection to the grid, or everything when nothing is selected", () => {
    expect(at(after(edits.alignToGrid(records, new Set(["a"]))), "a")).toEqual([20, 0]);
    const all = after(edits.alignToGrid(records, new Set()));
    expect(at(all, "b")).toEqual([200, 40]);
    expect(at(all, "s")).toEqual([-100, 0]);
  });

  it("changes nothing where nothing moves", () => {
    expect(edits.moveTo(records, new Map([["a", { x: 11, y: 9 }]])).put).toEqual([]);
  });
});

describe("weights", () => {
  it("randomised keep their sign and stay below twice their size", () => {
    const draws = [0, 0.25, 0.999];
    for (const draw of draws) {
      const change = edits.randomise(records, new Set(["ab"]), () => draw);
      expect(change.put).toHaveLength(1);
      expect(change.put?.[0]).toMatchObject({
        id: "ab",
        weight: Number((80 * draw).toPrecision(3)),
      });
    }
  });

  it("of a selected node are those of its inputs", () => {
    const change = edits.randomise(records, new Set(["a"]), () => 0.5);
    expect(change.put?.map(({ id }) => id)).toEqual(["sa"]);
  });

  it("of a matrix are drawn entry by entry, and absent synapses stay absent", () => {
    const matrix = indexById([
      neuron("a"),
      projection("m", "a", "a", {
        weight: [
          [0, 2],
          [-4, 0],
        ],
      }),
    ]);
    const [put] = edits.randomise(matrix, new Set(["m"]), () => 0.25).put ?? [];
    expect(put).toMatchObject({
      weight: [
        [0, 1],
        [-2, 0],
      ],
    });
  });

  it("follow when a neuron becomes inhibitory", () => {
    const change = edits.changeSign(records, ["a"], "inhibitory", catalog);
    const changed = after(change);
    expect(changed.get("a")).toMatchObject({ sign: "inhibitory" });
    expect(changed.get("ab")).toMatchObject({ weight: -40 });
    expect(changed.get("sa")).toMatchObject({ weight: 1 });
  });
});

describe("copies", () => {
  it("have new ids and keep the connections among themselves", () => {
    const chosen = edits.withInner(records, new Set(["a", "b"]));
    expect(chosen.map(({ id }) => id)).toEqual(["a", "b", "ab"]);
    const made = edits.copies(chosen, { x: 10, y: 20 });
    const ids = new Set(made.map(({ id }) => id));
    expect(ids.size).toBe(3);
    expect([...ids].some((id) => records.has(id))).toBe(false);
    const copy = made.find(isEdge);
    expect(ids.has(copy?.source ?? "")).toBe(true);
    expect(ids.has(copy?.target ?? "")).toBe(true);
    expect(made.find(isNode)).toMatchObject({ x: 21, y: 29 });
  });

  it("leave out a connection that loses an end", () => {
    const chosen = [...records.values()].filter(({ id }) => id === "a" || id === "ab");
    expect(edits.copies(chosen, { x: 0, y: 0 }).map(({ kind }) => kind)).toEqual(["neurons"]);
  });

  it("travel as text", () => {
    const chosen = edits.withInner(records, new Set(["s", "a", "b"]));
    expect(fromText(toText(chosen, records))).toEqual({ records: chosen });
  });
});

it("removes nodes and edges, never views or the board", () => {
  const change = edits.removal(records, ["a", "ab", "nobody", "board"]);
  expect(change.remove).toEqual(["a", "ab"]);
});
