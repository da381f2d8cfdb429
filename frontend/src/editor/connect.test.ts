import { describe, expect, it } from "vitest";
import { indexById } from "../state/records";
import { makeProjection, outputOf, refusal, signsOf } from "./connect";
import { catalog, neuron, projection, stimulus } from "./testing";

describe("a new connection", () => {
  it("from a current is a weighted sum with weight 1", () => {
    expect(makeProjection(stimulus("s"), neuron("a"), catalog)).toMatchObject({
      synapse: null,
      weight: 1,
    });
  });

  it("from a spiking neuron is an exponential synapse whose sign is the source's", () => {
    const made = makeProjection(neuron("a", { sign: "excitatory" }), neuron("b"), catalog);
    expect(made).toMatchObject({ synapse: "exponential", connect: { rule: "all_to_all" } });
    expect(made.weight).toBeGreaterThan(0);
    const inhibits = makeProjection(neuron("a", { sign: "inhibitory" }), neuron("b"), catalog);
    expect(inhibits.weight).toBe(-Number(made.weight));
  });

  it("from Poisson spikes is a synapse too", () => {
    const source = stimulus("p", { model: "poisson" });
    expect(makeProjection(source, neuron("a"), catalog).synapse).toBe("exponential");
  });

  it("from a graded unit is a weighted sum", () => {
    const made = makeProjection(neuron("u", { model: "linear" }), neuron("b"), catalog);
    expect(made).toMatchObject({ synapse: null, weight: 1 });
  });

  it("between populations is sparse, and weaker the more inputs a cell has", () => {
    const many = makeProjection(neuron("a", { size: 1000 }), neuron("b", { size: 10 }), catalog);
    const few = makeProjection(neuron("a", { size: 20 }), neuron("b", { size: 10 }), catalog);
    expect(many.connect).toMatchObject({ rule: "fixed_probability", p: 0.2 });
    expect(Number(many.weight)).toBeLessThan(Number(few.weight));
  });
});

describe("what cannot be connected", () => {
  it("is said in a sentence", () => {
    expect(refusal(neuron("a"), stimulus("s"), catalog)).toMatch(/Step current is an input/);
    expect(refusal(neuron("a"), neuron("b"), catalog)).toBeNull();
    expect(refusal(neuron("a"), neuron("a"), catalog)).toBeNull();
  });
});

it("knows what leaves a node", () => {
  expect(outputOf(stimulus("s"), catalog)).toBe("current");
  expect(outputOf(stimulus("s", { model: "spike_times" }), catalog)).toBe("spikes");
  expect(outputOf(neuron("a"), catalog)).toBe("spikes");
  expect(outputOf(neuron("a", { model: "linear" }), catalog)).toBe("graded");
});

describe("an undetermined neuron", () => {
  const signs = (...weights: number[]) =>
    signsOf(
      indexById([
        neuron("a"),
        neuron("b"),
        ...weights.map((weight, i) => projection(`e${i}`, "a", "b", { weight })),
      ]),
    ).get("a");

  it("becomes what its first connection is, and open again without one", () => {
    expect(signs()).toBeNull();
    expect(signs(5)).toBe("excitatory");
    expect(signs(-5)).toBe("inhibitory");
  });

  it("stays open while its connections disagree", () => {
    expect(signs(5, -5)).toBeNull();
  });

  it("does not lose a type that was chosen", () => {
    const records = indexById([
      neuron("a", { sign: "inhibitory" }),
      neuron("b"),
      projection("e", "a", "b"),
    ]);
    expect(signsOf(records).get("a")).toBe("inhibitory");
  });
});
