import { beforeEach, describe, expect, it } from "vitest";
import { indexById } from "../../state/records";
import { dotNear } from "../nodes/handles";
import { buildScene, emptyScene, moveNodes, type Scene } from "../scene";
import { catalog, neuron, projection, stimulus } from "../testing";
import { EdgeLayer, edgeAt } from "./EdgeLayer";
import { pathPoints } from "./path";

const records = indexById([
  stimulus("s", { x: -200 }),
  neuron("a", { sign: "excitatory" }),
  neuron("b", { x: 200 }),
  neuron("c", { x: 200, y: 300 }),
  projection("sa", "s", "a", { synapse: null, weight: 1 }),
  projection("ab", "a", "b"),
  projection("ac", "a", "c", { weight: -3 }),
]);
const still = { records, catalog, selection: new Set<string>(), moved: new Map() };

describe("the layer of connections", () => {
  let svg: SVGSVGElement;
  let layer: EdgeLayer;
  let scene: Scene;
  const group = (id: string) => svg.querySelector(`.react-flow__edge[data-id="${id}"]`);
  const line = (id: string) => group(id)?.querySelector(".edge-line")?.getAttribute("d");

  beforeEach(() => {
    svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    layer = new EdgeLayer(svg);
    scene = buildScene(still, emptyScene);
    layer.show(scene.edges);
  });

  it("has one group for each, that can be focused and has a name", () => {
    expect(svg.querySelectorAll(".react-flow__edge")).toHaveLength(3);
    expect(group("ab")?.getAttribute("tabindex")).toBe("0");
    expect(group("ab")?.getAttribute("aria-label")).toMatch(/^Connection .* to /);
    expect(group("ab")?.classList).toContain("edge-excitatory");
    expect(group("sa")?.querySelector(".edge-line")?.getAttribute("marker-end")).toContain(
      "end-current",
    );
    expect(edgeAt(group("ab")?.querySelector(".edge-hit") ?? null)).toBe("ab");
    expect(edgeAt(svg)).toBeUndefined();
  });

  it("changes what moves and leaves the rest as it is", () => {
    const [before, other] = [line("ab"), line("sa")];
    const moved = moveNodes(scene, new Map([["b", { x: 260, y: 90 }]]));
    expect(moved.edges[0]).toBe(scene.edges[0]);
    layer.show(moved.edges);
    expect(line("ab")).not.toBe(before);
    expect(line("ab")).toBe(moved.edges[1]?.data?.d);
    expect(group("ab")?.querySelector(".edge-hit")?.getAttribute("d")).toBe(line("ab"));
    expect(line("sa")).toBe(other);
  });

  it("shows what is selected, and takes away what has gone", () => {
    layer.show(buildScene({ ...still, selection: new Set(["ab"]) }, scene).edges);
    expect(group("ab")?.classList).toContain("selected");
    layer.show(scene.edges.slice(0, 1));
    expect(svg.querySelectorAll(".react-flow__edge")).toHaveLength(1);
    expect(group("ab")).toBeNull();
  });
});

describe("a scene whose nodes are moved", () => {
  it("is the one that would be built from their new places", () => {
    const scene = buildScene(still, emptyScene);
    const places = new Map([
      ["b", { x: 10, y: -240 }],
      ["a", { x: 90, y: 40 }],
    ]);
    const moved = moveNodes(scene, places);
    const fresh = buildScene({ ...still, moved: places }, emptyScene);
    expect(moved.edges.map(({ data }) => data)).toEqual(fresh.edges.map(({ data }) => data));
    expect(moved.nodes.map(({ position }) => position)).toEqual(
      fresh.nodes.map(({ position }) => position),
    );
    expect(moved.nodes.map(({ data }) => data)).toEqual(fresh.nodes.map(({ data }) => data));
  });
});

it("finds the neuron whose dot is near, and no stimulus", () => {
  const { nodes } = buildScene(still, emptyScene);
  expect(dotNear(nodes, { x: 235, y: 0 }, 24)).toBe("b");
  expect(dotNear(nodes, { x: 280, y: 0 }, 24)).toBeUndefined();
  expect(dotNear(nodes, { x: -230, y: 0 }, 24)).toBeUndefined();
});

it("reads the points of a curve from its path", () => {
  expect(pathPoints("M1 2C-3.5 4 5 6 7 -8")).toEqual([
    { x: 1, y: 2 },
    { x: -3.5, y: 4 },
    { x: 5, y: 6 },
    { x: 7, y: -8 },
  ]);
});
