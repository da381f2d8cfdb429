import { afterEach, describe, expect, it, vi } from "vitest";
import { useBoard } from "../state/board";
import { indexById } from "../state/records";
import { adjust, stepped } from "./adjust";
import { catalog, neuron, projection } from "./testing";

const excitatory = neuron("a", { sign: "excitatory" });
const records = indexById([excitatory, neuron("b", { size: 3 })]);
const weight = (value: number, by: 1 | -1): unknown =>
  stepped(projection("e", "a", "b", { weight: value }), by, records, catalog).weight;

afterEach(() => useBoard.setState({ selection: new Set(), records: new Map() }));

describe("an arrow key on a connection", () => {
  it("changes the second digit of the weight", () => {
    expect(weight(40, 1)).toBe(41);
    expect(weight(40, -1)).toBe(39);
    expect(weight(1.2, 1)).toBe(1.3);
    expect(weight(250, -1)).toBe(240);
    expect(weight(0, 1)).toBe(0.1);
  });

  it("stops at 0 where the source has a sign", () => {
    expect(weight(0, -1)).toBe(0);
    const edge = projection("e", "a", "b", { weight: 0 });
    expect(stepped(edge, -1, records, catalog)).toBe(edge);
  });

  it("leaves absent synapses of a matrix absent", () => {
    const edge = projection("e", "a", "b", { weight: [[0], [5], [-0]] });
    expect(stepped(edge, 1, records, catalog).weight).toEqual([[0], [5.1], [0]]);
  });
});

describe("an arrow key on neurons", () => {
  it("kicks every cell by a part of the drawn range", () => {
    const kick = vi.fn();
    useBoard.setState({ records, catalog, kick, selection: new Set(["b"]) });
    adjust(-1, "g-1");
    expect(kick).toHaveBeenCalledWith("b", [0, 1, 2], -1);
  });

  it("says what to select where nothing can change", () => {
    const notify = vi.fn();
    useBoard.setState({ records, catalog, notify, selection: new Set() });
    adjust(1, "g-1");
    expect(notify).toHaveBeenCalledWith(expect.stringContaining("Select a neuron"), "info");
  });
});
