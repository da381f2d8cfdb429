import { describe, expect, it, vi } from "vitest";
import { indexById } from "../../state/records";
import { catalog, neuron, projection, stimulus } from "../testing";
import { choices, found, placeable, type Context } from "./choices";

const quick = { at: { x: 0, y: 0 }, place: { x: 0, y: 0 }, from: null };
const records = indexById([
  neuron("A"),
  neuron("B", { x: 200 }),
  stimulus("s"),
  projection("AB", "A", "B"),
]);
const context: Context = {
  records,
  catalog,
  examples: [{ id: "one", title: "One neuron and a step", summary: "A first spike", minutes: 1 }],
  selection: new Set(),
  openExample: vi.fn(() => Promise.resolve()),
};
const all = choices(quick, context);
const first = (text: string, recent: string[] = []): string | undefined =>
  found(all, text, recent)[0]?.of[0]?.id;

describe("type to add", () => {
  it("finds palette items and models of the catalog by name or summary", () => {
    expect(first("inhib")).toBe("inhibitory");
    expect(first("lin")).toBe("model:linear");
    expect(first("passes on")).toBe("model:linear");
    expect(found(all, "no such thing", [])[0]?.of).toEqual([]);
  });

  it("finds views by what they show, examples and commands", () => {
    expect(first("trace b")).toBe("view:trace:B");
    expect(first("weight matrix")).toBe("view:weights:AB");
    expect(first("one neuron")).toBe("example:one");
    expect(first("undo")).toBe("command:Undo, also while running");
  });

  it("lists no stimulus twice, and no key that places as a command", () => {
    const pulses = placeable(context).filter(({ item }) => item.model === "pulse");
    expect(pulses).toHaveLength(1);
    expect(all.filter(({ name }) => name === "Excitatory")).toHaveLength(1);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it("puts what was used last on top, once", () => {
    const sections = found(all, "", ["model:linear", "gone"]);
    expect(sections[0]).toMatchObject({ title: "Used last", of: [{ id: "model:linear" }] });
    const again = sections.slice(1).flatMap(({ of }) => of);
    expect(again.some(({ id }) => id === "model:linear")).toBe(false);
    expect(first("i", ["inhibitory"])).toBe("inhibitory");
  });

  it("after a neuron offers only what can be connected with it, inputs too", () => {
    const after = choices({ ...quick, from: "A" }, context);
    expect(after.map(({ id }) => id)).toContain("excitatory");
    expect(after.map(({ id }) => id)).toContain("pulse");
    expect(after.every(({ group }) => group === "Neurons" || group === "Stimuli")).toBe(true);
  });

  it("after a stimulus offers no stimulus", () => {
    const after = choices({ ...quick, from: "s" }, context);
    expect(after.every(({ group }) => group === "Neurons")).toBe(true);
    expect(after.length).toBeGreaterThan(0);
  });
});
