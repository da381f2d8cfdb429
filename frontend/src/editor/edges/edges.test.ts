import { describe, expect, it } from "vitest";
import { shapeOf, sidePoint, type Shape } from "../nodes/shapes";
import { catalog, neuron, projection, stimulus } from "../testing";
import { besides } from "./besides";
import {
  niceCeiling,
  rulesFor,
  stepOf,
  weightBounds,
  weightRange,
  withReversal,
  withRule,
  withSynapse,
} from "./edit";
import type { Catalog } from "../../wire/types";
import { Layout, type Link, type Place } from "./layout";
import { travelTime } from "./travel";

const circle = shapeOf(neuron("c"), "inhibitory");
const panel = shapeOf(neuron("p", { size: 200 }), "excitatory");
const place = (x: number, y: number, shape: Shape = circle): Place => ({ x, y, shape });
const link = (id: string, source: string, target: string, room = 8): Link => ({
  id,
  source,
  target,
  room,
});

/** Numbers of a path "Mx yCx y x y x y". */
function points(d: string): [number, number][] {
  const all = (d.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
  return [0, 2, 4, 6].map((i) => [all[i] ?? NaN, all[i + 1] ?? NaN]);
}

describe("lines", () => {
  const route = (places: [string, Place][], links: Link[]) =>
    new Layout(new Map(places), links).routes;

  it("run straight from side to side, and end before the target", () => {
    const routes = route(
      [
        ["a", place(0, 0)],
        ["b", place(200, 0)],
      ],
      [link("e", "a", "b")],
    );
    const [start, , , end] = points(routes.get("e")?.d ?? "");
    expect(start).toEqual([28, 0]);
    expect(end).toEqual([200 - 27 - 8, 0]);
  });

  it("in both directions run parallel, 24 apart", () => {
    const routes = route(
      [
        ["a", place(0, 0)],
        ["b", place(0, 300)],
      ],
      [link("ab", "a", "b"), link("ba", "b", "a")],
    );
    const [there] = points(routes.get("ab")?.d ?? "");
    const [back] = points(routes.get("ba")?.d ?? "");
    expect(Math.abs((there?.[0] ?? 0) - (back?.[0] ?? 0))).toBe(24);
    for (const { d } of routes.values()) {
      const [from, , , to] = points(d);
      expect(from?.[0]).toBe(to?.[0]);
    }
  });

  it("to a panel stay straight where the panel reaches", () => {
    const routes = route(
      [
        ["a", place(0, 30)],
        ["p", place(400, 0, panel)],
      ],
      [link("e", "a", "p")],
    );
    const [from, , , to] = points(routes.get("e")?.d ?? "");
    expect(to?.[1]).toBe(from?.[1]);
  });

  it("that share a side do not cross on the way to it", () => {
    const routes = route(
      [
        ["up", place(-300, -100)],
        ["low", place(-300, 100)],
        ["t", place(0, 0)],
      ],
      [link("1", "low", "t"), link("2", "up", "t")],
    );
    const end = (id: string) => points(routes.get(id)?.d ?? "")[3]?.[1] ?? NaN;
    expect(end("2")).toBeLessThan(end("1"));
  });

  it("crowded on one side stay within it", () => {
    const sources = Array.from({ length: 9 }, (_, i): [string, Place] => [
      `s${i}`,
      place(-400, 60 * i),
    ]);
    const routes = route(
      [...sources, ["t", place(0, 200)]],
      sources.map(([id]) => link(`e${id}`, id, "t")),
    );
    for (const { d } of routes.values()) {
      const y = points(d)[3]?.[1] ?? NaN;
      expect(Math.abs(y - 200)).toBeLessThanOrEqual(18.01);
    }
  });

  it("onto the same node leave at the top and come back at the right, each further out", () => {
    const places = new Map([["a", place(0, 0)]]);
    const onto = new Layout(places, [link("1", "a", "a"), link("2", "a", "a")]);
    const { routes } = onto;
    const outermost = (id: string) => Math.max(...points(routes.get(id)?.d ?? "").map(([x]) => x));
    expect(outermost("2")).toBeGreaterThan(outermost("1"));
    expect(onto.isBusy("a", "top")).toBe(true);
  });

  it("are the same whether nodes were moved one by one or placed at once", () => {
    const shapes = [circle, panel];
    let seed = 1;
    const random = (n: number): number => (seed = (seed * 48271) % 2147483647) % n;
    const somewhere = (): Place =>
      place(random(9) * 90, random(9) * 70, shapes[random(5) === 0 ? 1 : 0]);
    const places = new Map(Array.from({ length: 20 }, (_, i) => [`n${i}`, somewhere()]));
    const links = Array.from({ length: 60 }, (_, i) =>
      link(`e${i}`, `n${random(20)}`, `n${random(20)}`),
    );
    const moving = new Layout(places, links);
    for (let turn = 0; turn < 40; turn++) {
      const before = new Map(moving.routes);
      const taken = new Map([0, 1].map(() => [`n${random(20)}`, somewhere()]));
      for (const [id, { x, y }] of taken) {
        places.set(id, { x, y, shape: places.get(id)?.shape ?? circle });
      }
      const changed = moving.move(taken).edges;
      const fresh = new Layout(places, links);
      expect([...moving.routes].sort()).toEqual([...fresh.routes].sort());
      for (const [id, { d }] of moving.routes) {
        if (!changed.has(id)) expect(d).toBe(before.get(id)?.d);
      }
      for (const id of places.keys()) {
        expect(moving.isBusy(id, "bottom")).toBe(fresh.isBusy(id, "bottom"));
      }
    }
  });

  it("leave out connections to nodes that are not there", () => {
    expect(route([["a", place(0, 0)]], [link("e", "a", "gone")]).size).toBe(0);
  });
});

describe("outlines", () => {
  it.each(["excitatory", "inhibitory", null] as const)(
    "of a %s neuron hold their sides",
    (sign) => {
      const shape = shapeOf(neuron("a"), sign);
      for (const side of ["left", "right", "top", "bottom"] as const) {
        const { x, y } = sidePoint(shape, side, 10);
        expect(Math.abs(x)).toBeLessThanOrEqual(shape.width / 2);
        expect(Math.abs(y)).toBeLessThanOrEqual(shape.height / 2);
      }
    },
  );
});

describe("the inline editor", () => {
  it("keeps a marked neuron's sign and leaves others both", () => {
    expect(weightBounds(neuron("a", { sign: "excitatory" }), false).low).toBe(0);
    expect(weightBounds(neuron("a", { sign: "inhibitory" }), false).high).toBe(0);
    expect(weightRange(40, 40, neuron("a"), false)).toEqual([-100, 100]);
    expect(weightRange(40, 40, neuron("a", { sign: "excitatory" }), false)).toEqual([0, 100]);
  });

  it.each([
    [1, 1],
    [1.2, 2],
    [2.5, 3],
    [40, 50],
    [0.07, 0.1],
    [0, 1],
    [NaN, 1],
  ])("rounds the end of a slider %d up to %d", (value, nice) => {
    expect(niceCeiling(value)).toBe(nice);
  });

  it("steps by about a hundredth", () => {
    expect(stepOf([0, 100])).toBe(1);
    expect(stepOf([-1, 1])).toBeCloseTo(0.01);
  });

  it("translates the weight when the synapse has another unit", () => {
    const delta = withSynapse(projection("e", "a", "b"), "delta", catalog);
    expect(delta).toMatchObject({ synapse: "delta", weight: 1.5 });
    expect(withSynapse(delta, "exponential", catalog).weight).toBe(40);
  });

  it("offers the rules that fit", () => {
    const edge = projection("e", "a", "b");
    const [ten, five] = [neuron("a", { size: 10 }), neuron("b", { size: 5 })];
    expect(rulesFor(edge, ten, five)).not.toContain("one_to_one");
    expect(rulesFor(edge, ten, ten)).toContain("one_to_one");
    expect(withRule(edge, "fixed_indegree", ten, five).connect).toMatchObject({ k: 1 });
  });
});

describe("a box beside a point", () => {
  const bounds = { width: 800, height: 600 };
  const size = { width: 100, height: 50 };

  it("is 24 px below it", () => {
    expect(besides({ x: 400, y: 300 }, size, bounds, [])).toEqual({ x: 350, y: 324 });
  });

  it("goes where it hides no node", () => {
    const below = { x: 340, y: 320, width: 120, height: 80 };
    expect(besides({ x: 400, y: 300 }, size, bounds, [below])).toEqual({ x: 350, y: 226 });
  });

  it("stays inside", () => {
    const { x, y } = besides({ x: 795, y: 595 }, size, bounds, []);
    expect(x + size.width).toBeLessThanOrEqual(792);
    expect(y + size.height).toBeLessThanOrEqual(592);
  });
});

it("lets a spike travel for the delay at the chosen speed", () => {
  expect(travelTime(10, 20)).toBe(500);
  expect(travelTime(0, 20)).toBe(180);
  expect(travelTime(10, null)).toBe(180);
  expect(travelTime(1000, 1)).toBe(60_000);
});

it("keeps stimuli square", () => {
  expect(shapeOf(stimulus("s", { size: 800 }), null).kind).toBe("square");
});

describe("conductances", () => {
  const withConductance: Catalog = {
    ...catalog,
    synapses: catalog.synapses.flatMap((entry) => [
      entry,
      { ...entry, name: "conductance", conductance: true, weight_unit: "ms" },
    ]),
  };
  const inhibitory = neuron("i", { sign: "inhibitory" });

  it("are never negative, whatever the source", () => {
    expect(weightBounds(inhibitory, true)).toEqual({ low: 0, high: 1e9 });
    expect(weightBounds(neuron("u"), true).low).toBe(-1e9);
  });

  it("take the sign of the weight into the reversal potential, and give it back", () => {
    const edge = projection("e", "i", "a", { weight: -40 });
    const conducts = withSynapse(edge, "conductance", withConductance);
    expect(conducts.weight).toBeGreaterThan(0);
    expect(conducts.params).toEqual({ E_rev: -80 });
    const back = withSynapse(conducts, "exponential", withConductance);
    expect(back.weight).toBeLessThan(0);
    expect(back.params).toEqual({});
    const excites = withSynapse({ ...edge, weight: 40 }, "conductance", withConductance);
    expect(excites.params).toEqual({});
  });

  it("pull another way when the source changes its type", () => {
    const edge = projection("e", "i", "a", { synapse: "conductance", weight: 1 });
    const inhibits = withReversal(edge, true);
    expect(inhibits.params).toEqual({ E_rev: -80 });
    expect(withReversal(inhibits, true)).toBe(inhibits);
    expect(withReversal(inhibits, false).params).toEqual({});
  });
});
