import { describe, expect, it } from "vitest";
import { indexById } from "../state/records";
import type { Frame, Note } from "../wire/types";
import { boxesOf, inside, resized } from "./boxes";
import { copies, moveTo, nudge, removal, withInner } from "./edits";
import { neuron, projection } from "./testing";

const frame = (id: string, over: Partial<Frame> = {}): Frame => ({
  id,
  kind: "frame",
  caption: "",
  x: 0,
  y: 0,
  width: 400,
  height: 300,
  ...over,
});
const note = (id: string, over: Partial<Note> = {}): Note => ({
  id,
  kind: "note",
  text: "Slow",
  x: 20,
  y: 20,
  width: 100,
  ...over,
});

const records = indexById([
  frame("f"),
  frame("small", { x: 200, y: 100, width: 150, height: 150 }),
  neuron("in", { x: 250, y: 150 }),
  neuron("edge", { x: 395, y: 100 }),
  neuron("out", { x: 460, y: 100 }),
  note("n"),
  projection("e", "in", "edge"),
  projection("leaves", "in", "out"),
]);

describe("frames", () => {
  it("hold what has its middle inside, and frames that are whole inside", () => {
    const held = inside("f", records, boxesOf(records)).map(({ id }) => id);
    expect(held).toEqual(["small", "in", "edge", "n"]);
    expect(inside("small", records, boxesOf(records)).map(({ id }) => id)).toEqual(["in"]);
  });

  it("take along what lies inside, once", () => {
    const { put = [] } = moveTo(records, new Map([["f", { x: 10, y: -5 }]]));
    const places = new Map(put.map((record) => [record.id, "x" in record ? record.x : null]));
    expect([...places]).toEqual([
      ["f", 10],
      ["small", 210],
      ["in", 260],
      ["edge", 405],
      ["n", 30],
    ]);
  });

  it("leave where it goes what is moved by itself", () => {
    const { put = [] } = nudge(records, ["f", "in"], { x: 0, y: 7 });
    expect(put.find(({ id }) => id === "in")).toMatchObject({ x: 250, y: 157 });
    expect(put.map(({ id }) => id)).not.toContain("out");
  });

  it("are copied with what lies inside and the connections there", () => {
    const inner = withInner(records, new Set(["f"]));
    expect(inner.map(({ id }) => id)).toEqual(["f", "small", "in", "edge", "n", "e"]);
    const made = copies(inner, { x: 5, y: 5 });
    expect(made.find(({ kind }) => kind === "note")).toMatchObject({ x: 25, text: "Slow" });
    expect(new Set([...made, ...inner].map(({ id }) => id)).size).toBe(12);
  });

  it("are removed alone", () => {
    expect(removal(records, ["f", "n", "board"])).toEqual({ remove: ["f", "n"] });
  });
});

describe("sizes", () => {
  it("follow the side that is pulled, the other one stays", () => {
    expect(resized(frame("f"), ["top", "left"], -40, 30)).toMatchObject({
      x: -40,
      y: 30,
      width: 440,
      height: 270,
    });
    expect(resized(note("n"), ["right"], 33, 99)).toMatchObject({ x: 20, width: 133, y: 20 });
  });

  it("end at the smallest", () => {
    expect(resized(frame("f"), ["left"], 1000, 0)).toMatchObject({ x: 340, width: 60 });
  });
});
