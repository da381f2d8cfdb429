import { describe, expect, it } from "vitest";
import { indexById } from "../state/records";
import { neurons, placeItems, stimuli, views } from "./items";
import { freeLabel, freePlace, makeNode } from "./place";
import { catalog, neuron, stimulus } from "./testing";

const [excitatory] = neurons;
const [pulse] = stimuli;

describe("placing", () => {
  it("makes a neuron of the item's type, centred on whole units", () => {
    if (!excitatory) throw new Error("the palette has no excitatory neuron");
    expect(makeNode(excitatory, { x: 10.4, y: -3.6 }, new Map(), catalog)).toMatchObject({
      kind: "neurons",
      sign: "excitatory",
      size: 1,
      x: 10,
      y: -4,
      label: "Neuron A",
    });
  });

  it("gives a stimulus only parameters that its model has", () => {
    if (!pulse) throw new Error("the palette has no step current");
    const made = makeNode(pulse, { x: 0, y: 0 }, new Map(), catalog);
    expect(made.params).toMatchObject({ amplitude: 20 });
    expect(makeNode(pulse, { x: 0, y: 0 }, new Map(), null).params).toEqual({});
  });

  it("labels with letters for neurons and numbers for the rest, skipping what is taken", () => {
    const records = indexById([neuron("A"), neuron("B"), stimulus("s")]);
    expect(freeLabel("Neuron", records)).toBe("Neuron C");
    expect(freeLabel("Step current", records)).toBe("Step current 2");
    const many = indexById(
      Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ").map((letter) => neuron(letter)),
    );
    expect(freeLabel("Neuron", many)).toBe("Neuron AA");
  });

  it("does not put one node on top of another, and stays near", () => {
    const records = indexById([
      neuron("a"),
      neuron("b", { x: 120 }),
      neuron("p", { x: -300, size: 100 }),
    ]);
    const { x, y } = freePlace({ x: 0, y: 0 }, records);
    expect([x, y]).toEqual([0, 120]);
    expect(freePlace({ x: 500, y: 0 }, records)).toEqual({ x: 500, y: 0 });
  });

  it("leaves room for what is large", () => {
    const records = indexById([neuron("a")]);
    const { x, y } = freePlace({ x: 0, y: 0 }, records, { width: 400, height: 60 });
    expect(Math.abs(x) >= 230 || Math.abs(y) >= 100).toBe(true);
  });
});

it("gives every palette item a key of its own", () => {
  const keys = [...placeItems, ...views].map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.every((key) => /^[A-Z]$/.test(key))).toBe(true);
});
