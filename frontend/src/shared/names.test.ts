import { describe, expect, it } from "vitest";
import type { AnyRecord, Neurons, Projection } from "../wire/types";
import { distinctNames, edgeType, meanWeight, shortName } from "./names";

describe("short names", () => {
  it.each([
    ["Neuron A", "A"],
    ["Excitatory", "E"],
    ["External inputs", "inputs"],
    ["E", "E"],
    ["Pyramidal Interneurons", "PI"],
  ])("%s is %s", (name, short) => {
    expect(shortName(name)).toBe(short);
  });

  it.each([
    [
      ["Weak pulse", "Strong pulse"],
      ["Weak", "Strong"],
    ],
    [
      ["Neuron A", "Neuron B"],
      ["A", "B"],
    ],
    [
      ["Excitatory", "Inhibitory"],
      ["E", "I"],
    ],
    [
      ["Background", "Neuron B"],
      ["Back", "B"],
    ],
    [
      ["Same", "Same"],
      ["Same1", "Same2"],
    ],
    [["Alone"], ["Alone"]],
  ])("%j are told apart as %j", (names, short) => {
    expect(distinctNames(names)).toEqual(short);
  });
});

describe("weights", () => {
  it("have a mean whatever they are; absent synapses do not count", () => {
    expect(meanWeight(-3)).toBe(-3);
    expect(
      meanWeight([
        [0, 2],
        [4, 0],
      ]),
    ).toBe(3);
    expect(meanWeight([[0]])).toBe(0);
    expect(meanWeight({ uniform: [1, 3] })).toBe(2);
    expect(meanWeight({ lognormal: [5, 1] })).toBe(5);
  });

  const neurons = {
    kind: "neurons",
    model: "lif",
    size: 1,
    x: 0,
    y: 0,
    label: "",
    layout: "grid",
    channels: [] as Neurons["channels"],
    params: {},
    initial: {},
  } as const;
  const records = new Map<string, AnyRecord>([
    ["e", { ...neurons, id: "e", sign: "excitatory" }],
    ["i", { ...neurons, id: "i", sign: "inhibitory" }],
    ["u", { ...neurons, id: "u", sign: null }],
    [
      "s",
      {
        id: "s",
        kind: "stimulus",
        model: "sine",
        size: 1,
        x: 0,
        y: 0,
        label: "",
        layout: "grid",
        params: {},
      },
    ],
  ]);
  const edge = (source: string, weight: Projection["weight"]): Projection => ({
    id: "x",
    kind: "projection",
    source,
    target: "e",
    synapse: null,
    params: {},
    connect: { rule: "all_to_all", allow_autapses: true },
    weight,
    delay: 0,
    release: 1,
    short_term: null,
    plasticity: null,
  });

  it.each([
    ["e", 1, "excitatory"],
    ["i", -1, "inhibitory"],
    ["i", 0, "inhibitory"],
    ["u", -2, "inhibitory"],
    ["u", 0, "excitatory"],
    ["s", 3, "current"],
  ] as const)("from %s with %f it is %s", (source, weight, type) => {
    expect(edgeType(edge(source, weight), records, null)).toBe(type);
  });
});
