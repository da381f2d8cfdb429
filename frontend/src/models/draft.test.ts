import { describe, expect, it } from "vitest";
import { emptyDefinition, freeName, nameOf, state, statesIn, usersOf, withStates } from "./draft";
import { templates } from "./templates";
import { neuron, projection } from "../editor/testing";

describe("states of equations", () => {
  it("are what the left-hand sides evolve, in order and once", () => {
    expect(statesIn("C*dV/dt = -g*V + I\n  dm/dt = 1 - m\ndV/dt = 2")).toEqual(["V", "m"]);
    expect(statesIn("x' = I + bias")).toEqual(["x"]);
    expect(statesIn("tau_m * dV_1/dt=-V_1")).toEqual(["V_1"]);
    expect(statesIn("")).toEqual([]);
    expect(statesIn("dV/dt")).toEqual([]);
  });

  it("keep what was typed of them while the text changes", () => {
    const before = {
      ...emptyDefinition("neuron"),
      equations: "dV/dt = I\ndw/dt = -w",
      states: [state("V", -70, "mV")],
    };
    expect(withStates(before).states).toEqual([state("V", -70, "mV"), state("w")]);
    expect(withStates({ ...before, equations: "dw/dt = -w" }).states).toEqual([state("w")]);
  });

  it("of a learning rule leave out the weight and keep traces that only jump", () => {
    const rule = {
      ...emptyDefinition("plasticity"),
      equations: "dw/dt = -w\nda/dt = -a",
      states: [state("b", 0, "", "target")],
    };
    expect(withStates(rule).states.map(({ name, side }) => [name, side])).toEqual([
      ["a", "source"],
      ["b", "target"],
    ]);
  });

  it("of every template are those that its equations evolve", () => {
    for (const { definition } of templates) {
      expect(withStates(definition)).toEqual(definition);
    }
  });
});

describe("names", () => {
  it("are made of the title", () => {
    expect(nameOf("Leaky integrate-and-fire")).toBe("leaky_integrate_and_fire");
    expect(nameOf("2nd: Größe!")).toBe("nd_gro_e");
    expect(nameOf("…")).toBe("my_model");
  });

  it("are free", () => {
    expect(freeName("lif", new Set())).toBe("lif");
    expect(freeName("lif", new Set(["lif", "lif_2"]))).toBe("lif_3");
  });
});

it("finds who runs a model", () => {
  const mine = { ...emptyDefinition("neuron"), name: "mine" };
  const records = new Map(
    [
      neuron("a", { model: "mine" }),
      neuron("b"),
      projection("e", "a", "b", { synapse: "mine" }),
    ].map((record) => [record.id, record]),
  );
  expect(usersOf(records, mine)).toEqual(["a"]);
  expect(usersOf(records, { ...mine, of: "synapse" })).toEqual(["e"]);
  expect(usersOf(records, { ...mine, of: "plasticity" })).toEqual([]);
});
