import { describe, expect, it } from "vitest";
import { indexById } from "../../state/records";
import { catalog, neuron, projection, stimulus } from "../testing";
import { find } from "./find";

const records = indexById([
  neuron("a", { label: "Purkinje", params: { tau_m: 15, E_L: -72 } }),
  neuron("b", { label: "Granule", model: "linear" }),
  stimulus("s", { label: "Step current", params: { amplitude: 7 } }),
  projection("e", "a", "b", { params: { tau: 5 }, weight: 12 }),
  { id: "t", kind: "note", text: "Slow the inhibition\nof Purkinje cells", x: 0, y: 0, width: 99 },
  { id: "f", kind: "frame", caption: "Cerebellum", x: 0, y: 0, width: 99, height: 99 },
]);
const ids = (text: string): string[] => find(text, records, catalog).map(({ id }) => id);

describe("finding", () => {
  it("looks in labels first, then in all the rest", () => {
    expect(ids("purkinje")).toEqual(["a", "e", "t"]);
  });

  it("knows models by title and name", () => {
    expect(ids("exponential integrate")).toEqual(["a"]);
    expect(ids("linear")).toEqual(["b"]);
  });

  it("knows parameters, with the value and at their defaults", () => {
    expect(find("tau_m", records, catalog)).toEqual([
      { id: "a", name: "Purkinje", where: "tau_m = 15" },
    ]);
    expect(ids("amplitude = 7")).toEqual(["s"]);
    expect(ids("period")).toEqual(["s"]);
    expect(ids("weight = 12")).toEqual(["e"]);
  });

  it("knows notes, frames and ids", () => {
    expect(ids("slow inhibition")).toEqual(["t"]);
    expect(ids("cerebellum")).toEqual(["f"]);
    expect(ids("all_to_all")).toEqual(["e"]);
  });

  it("wants all words, whatever their case, and finds nothing for nothing", () => {
    expect(ids("GRANULE purkinje")).toEqual(["e"]);
    expect(ids("granule slow")).toEqual([]);
    expect(ids("  ")).toEqual([]);
  });
});
