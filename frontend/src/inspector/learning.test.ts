import { describe, expect, it } from "vitest";
import { catalog as boards, neuron, projection, stimulus } from "../editor/testing";
import { indexById } from "../state/records";
import type { PlasticityEntry } from "../wire/types";
import { hasOpposite, opposite, rulesFor, signalsFor, withRule } from "./learning";
import { amplitudes } from "./shortterm";

describe("short-term plasticity", () => {
  it("begins with U and settles where a closed form says", () => {
    const model = { U: 0.5, tau_rec: 800, tau_facil: 0 };
    const found = amplitudes(model, 20, 200);
    const recovers = Math.exp(-50 / 800);
    const steady = (1 - recovers) / (1 - (1 - model.U) * recovers);
    expect(found[0]).toBe(0.5);
    expect(found.at(-1)).toBeCloseTo(model.U * steady, 12);
  });

  it("facilitates where u stays up and the store is full", () => {
    const found = amplitudes({ U: 0.1, tau_rec: 0, tau_facil: 1000 }, 20, 3);
    const fades = Math.exp(-50 / 1000);
    expect(found[1]).toBeCloseTo(0.1 * fades + 0.1 * (1 - 0.1 * fades), 12);
  });
});

describe("learning", () => {
  const rule = (name: string, over: Partial<PlasticityEntry> = {}): PlasticityEntry => ({
    name,
    title: name,
    summary: "",
    needs: "spikes",
    signal: "",
    algorithm: "",
    latex: [],
    parameters: [],
    source: "",
    ...over,
  });
  const stdp = rule("stdp");
  const reward = rule("reward", { signal: "required" });
  const catalog = { ...boards, plasticity: [stdp, rule("oja", { needs: "values" }), reward] };
  const edge = projection("e", "a", "b");
  const nodes = [neuron("a"), neuron("b", { size: 3 }), edge];

  it("offers the rules that fit what passes and what answers", () => {
    const names = (records: Parameters<typeof indexById>[0], of = edge): string[] =>
      rulesFor(of, indexById(records), catalog).map(({ name }) => name);
    expect(names(nodes)).toEqual(["stdp", "reward"]);
    const graded = { ...edge, synapse: null };
    expect(names([neuron("a", { model: "linear" }), neuron("b"), graded], graded)).toEqual(["oja"]);
    expect(names([neuron("a"), neuron("b", { model: "linear" }), edge])).toEqual([]);
  });

  it("takes a node as signal that has one value, or one for each target cell", () => {
    const more = [
      neuron("u", { model: "linear" }),
      stimulus("s", { size: 3 }),
      stimulus("odd", { size: 2 }),
      stimulus("p", { model: "poisson" }),
    ];
    const records = indexById([...nodes, ...more]);
    expect(signalsFor(edge, records, catalog).map(({ id }) => id)).toEqual(["s", "u"]);
  });

  it("gives a rule the signal that it needs, or says that there is none", () => {
    expect(withRule(edge, reward, indexById(nodes), catalog)).toBeNull();
    const records = indexById([...nodes, stimulus("s")]);
    expect(withRule(edge, reward, records, catalog)?.plasticity).toEqual({
      rule: "reward",
      params: {},
      signal: "s",
      active: true,
      normalise: null,
    });
    const learning = withRule(edge, reward, records, catalog) ?? edge;
    expect(withRule(learning, null, records, catalog)?.plasticity).toBeNull();
    expect(withRule(learning, stdp, records, catalog)?.plasticity?.signal).toBe(null);
  });

  it("turns a connection round for a junction", () => {
    const weight = [
      [1, 2],
      [3, 4],
      [5, 6],
    ];
    const connect = { rule: "explicit", allow_autapses: true } as const;
    const turned = opposite({ ...edge, weight, connect }, "f");
    expect(turned).toMatchObject({ id: "f", source: "b", target: "a" });
    expect(turned.weight).toEqual([
      [1, 3, 5],
      [2, 4, 6],
    ]);
    expect(hasOpposite(edge, indexById(nodes))).toBe(false);
    expect(hasOpposite(edge, indexById([...nodes, turned]))).toBe(true);
    const some = {
      ...edge,
      connect: { rule: "fixed_indegree", k: 2, allow_autapses: true },
    } as const;
    expect(opposite(some, "f").connect).toMatchObject({ rule: "fixed_outdegree", k: 2 });
  });
});
