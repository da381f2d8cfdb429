import { describe, expect, it } from "vitest";
import { applyEdit, edgesOf, indexById, isPlaced, type Records } from "../../state/records";
import type { AnyRecord } from "../../wire/types";
import { boxesOf } from "../boxes";
import type { Change } from "../edits";
import { neuron, projection, stimulus } from "../testing";
import { align, distribute, type Where } from "./align";
import { layered } from "./layout";

const records = indexById([
  neuron("a", { x: 0, y: 0, sign: "excitatory" }),
  neuron("pop", { x: 300, y: 40, size: 100 }),
  stimulus("s", { x: 130, y: -90 }),
  neuron("far", { x: 900, y: 900 }),
]);
const three = ["a", "pop", "s"];

const after = (before: Records, { put = [] }: Change): Records =>
  applyEdit(before, { put: [...put], remove: [] });
const boxes = (change: Change) => boxesOf(after(records, change));

describe("aligning", () => {
  const line: Record<
    Where,
    (box: { x: number; y: number; width: number; height: number }) => number
  > = {
    left: ({ x }) => x,
    centre: ({ x, width }) => x + width / 2,
    right: ({ x, width }) => x + width,
    top: ({ y }) => y,
    middle: ({ y, height }) => y + height / 2,
    bottom: ({ y, height }) => y + height,
  };

  it.each(Object.keys(line) as Where[])("brings the %s of all to one line", (where) => {
    const change = align(records, three, where);
    const lines = three.map((id) => line[where](boxes(change).get(id) ?? fail()));
    expect(Math.max(...lines) - Math.min(...lines)).toBeLessThanOrEqual(1);
    const before = three.map((id) => line[where](boxesOf(records).get(id) ?? fail()));
    const edge = where === "left" || where === "top" ? Math.min(...before) : null;
    if (edge !== null) expect(lines[0]).toBeCloseTo(edge, 0);
    expect(change.put?.map(({ id }) => id)).not.toContain("far");
  });

  it("needs two", () => expect(align(records, ["a"], "left")).toEqual({}));

  it("moves a frame with what is inside, and that only once", () => {
    const framed = indexById([
      ...records.values(),
      { id: "f", kind: "frame", caption: "", x: -100, y: -100, width: 200, height: 200 },
    ]);
    const { put = [] } = align(framed, ["f", "a", "pop"], "top");
    const moved = new Map(put.map((record) => [record.id, record]));
    const pop = boxesOf(framed).get("pop");
    expect(pop?.y).toBeGreaterThan(-100);
    expect(moved.has("f")).toBe(false);
    expect(moved.has("a")).toBe(false);
    expect(moved.has("pop")).toBe(true);
  });
});

describe("distributing", () => {
  it("makes the room between neighbours equal and keeps the outermost", () => {
    const placed = boxes(distribute(records, three, "x"));
    const [a, s, pop] = ["a", "s", "pop"].map((id) => placed.get(id) ?? fail());
    const gap = (s?.x ?? 0) - (a?.x ?? 0) - (a?.width ?? 0);
    const other = (pop?.x ?? 0) - (s?.x ?? 0) - (s?.width ?? 0);
    expect(Math.abs(gap - other)).toBeLessThanOrEqual(1.5);
    expect(placed.get("a")?.x).toBe(boxesOf(records).get("a")?.x);
  });

  it("needs three", () => expect(distribute(records, ["a", "pop"], "y")).toEqual({}));
});

describe("laying out", () => {
  const chain: AnyRecord[] = [
    stimulus("s", { x: 500, y: 0 }),
    neuron("a", { x: 480, y: 10 }),
    neuron("b", { x: 20, y: 20 }),
    neuron("c", { x: 25, y: 25 }),
    neuron("alone", { x: 30, y: 20 }),
    projection("sa", "s", "a"),
    projection("ab", "a", "b"),
    projection("bc", "b", "c"),
    projection("back", "c", "a"),
    projection("self", "b", "b"),
  ];

  it("puts sources before what they reach, and nothing on anything else", () => {
    const board = indexById(chain);
    const next = after(board, layered(board, []));
    const x = (id: string): number => {
      const record = next.get(id);
      return isPlaced(record) ? record.x : NaN;
    };
    expect(x("s")).toBeLessThan(x("a"));
    expect(x("a")).toBeLessThan(x("b"));
    expect(x("b")).toBeLessThan(x("c"));
    const all = [...boxesOf(next).values()];
    all.forEach((one, i) =>
      all.slice(i + 1).forEach((two) => {
        const apart =
          one.x + one.width <= two.x ||
          two.x + two.width <= one.x ||
          one.y + one.height <= two.y ||
          two.y + two.height <= one.y;
        expect(apart).toBe(true);
      }),
    );
    expect(edgesOf(next)).toEqual(edgesOf(board));
  });

  it("lays out the selection alone, and leaves the rest", () => {
    const board = indexById(chain);
    const { put = [] } = layered(board, ["a", "b"]);
    expect(put.map(({ id }) => id).every((id) => id === "a" || id === "b")).toBe(true);
  });

  it("keeps the nodes of a frame together, the frame around them, and notes beside them", () => {
    const board = indexById([
      ...chain,
      { id: "f", kind: "frame", caption: "", x: -20, y: -20, width: 100, height: 100 },
      { id: "n", kind: "note", text: "c", x: 30, y: 60, width: 60 },
    ]);
    const next = after(board, layered(board, []));
    const frame = boxesOf(next).get("f") ?? fail();
    for (const id of ["b", "c", "alone"]) {
      const box = boxesOf(next).get(id) ?? fail();
      expect(box.x).toBeGreaterThan(frame.x);
      expect(box.x + box.width).toBeLessThan(frame.x + frame.width);
      expect(box.y).toBeGreaterThan(frame.y);
    }
    const outside = boxesOf(next).get("s") ?? fail();
    expect(outside.x + outside.width < frame.x || outside.x > frame.x + frame.width).toBe(true);
    expect(next.get("n")).not.toEqual(board.get("n"));
  });

  it("says the same again", () => {
    const board = indexById(chain);
    const once = after(board, layered(board, []));
    const x = (records: Records, id: string): number => boxesOf(records).get(id)?.x ?? NaN;
    const twice = after(once, layered(once, []));
    for (const id of ["s", "a", "b", "c"]) expect(x(twice, id)).toBeCloseTo(x(once, id), 0);
  });
});

function fail(): never {
  throw new Error("there is no such box");
}
