import { beforeEach, describe, expect, it, vi } from "vitest";
import { useBoard } from "../state/board";
import type { Trace } from "../wire/types";
import { plainCandidates, toggled, traceCandidates, withCells } from "./candidates";
import { formatCells, parseCells } from "./cells";
import { dropOnDock, viewFor, watchedIn } from "./drop";
import { moveDivider, orderAt } from "./layout";
import { catalog, edge, neurons, nothing, recordsOf, stimulus } from "./testdata";
import { sourceOf } from "./titles";
import { neighbour, setWindow } from "./windows";

const trace: Trace = {
  id: "v",
  kind: "trace",
  of: [{ ...nothing, node: "a", variable: "V" }],
  window: 500,
  scale: "auto",
  scales: {},
  order: 0,
  share: 1,
  floating: null,
  linked: true,
};
const records = recordsOf(
  neurons("a", { size: 10 }),
  neurons("b"),
  neurons("r", { model: "linear" }),
  stimulus("s"),
  stimulus("p", { model: "poisson", size: 20, label: "Noise" }),
  edge("ba", "b", "a"),
  edge("sa", "s", "a", { synapse: null }),
  edge("pb", "p", "b", { synapse: "delta" }),
  edge("bb", "b", "b"),
  trace,
);

describe("cells as text", () => {
  it("are numbers and ranges", () => {
    expect(parseCells("0, 5,7-9", 10)).toEqual([0, 5, 7, 8, 9]);
    expect(formatCells([0, 5, 7, 8, 9])).toBe("0, 5, 7–9");
    expect(formatCells([1, 2])).toBe("1, 2");
    expect(parseCells(formatCells([3, 4, 5, 8]), 10)).toEqual([3, 4, 5, 8]);
  });
  it.each(["", "x", "10", "9-3", "0-99999999", "-1"])(
    "“%s” is answered with a sentence",
    (text) => {
      expect(parseCells(text, 10)).toBeTypeOf("string");
    },
  );
});

describe("what a drop opens", () => {
  it.each([
    ["b", "trace"],
    ["a", "raster"],
    ["p", "raster"],
    ["s", "trace"],
    ["r", "trace"],
    ["ba", "weights"],
    ["bb", "trace"],
    ["gone", null],
  ] as const)("%s opens %s", (id, kind) => {
    expect(viewFor(id, records, catalog)).toBe(kind);
  });

  it("is nothing where a view has nothing to show", () => {
    expect(watchedIn("raster", "r", records, catalog)).toBeNull();
    expect(watchedIn("trace", "pb", records, catalog)).toBeNull();
    expect(watchedIn("weights", "a", records, catalog)).toBeNull();
    expect(watchedIn("trace", "ba", records, catalog)).toMatchObject({ edge: "ba", variable: "I" });
  });

  it("joins the tile under the pointer, else opens a view of its own", () => {
    const openView = vi.fn(() => "v2");
    useBoard.setState({ records, catalog, openView });
    const dock = document.createElement("div");
    dock.className = "dock";
    const tile = document.createElement("div");
    tile.dataset["viewId"] = "v";
    dock.append(tile);
    document.body.append(dock);
    dock.getBoundingClientRect = () => new DOMRect(0, 100, 300, 100);
    tile.getBoundingClientRect = () => new DOMRect(0, 100, 100, 100);
    expect(dropOnDock({ x: 50, y: 150 }, "ba")).toBe(true);
    expect(openView).toHaveBeenLastCalledWith(
      "trace",
      [expect.objectContaining({ edge: "ba" })],
      "v",
    );
    expect(dropOnDock({ x: 200, y: 150 }, "a")).toBe(true);
    expect(openView).toHaveBeenLastCalledWith("raster", [expect.objectContaining({ node: "a" })]);
    expect(dropOnDock({ x: 200, y: 20 }, "a")).toBe(false);
    dock.remove();
  });
});

describe("what a view could show", () => {
  it("lists states and incoming currents, the nodes that are shown first", () => {
    const groups = traceCandidates(trace, records, catalog);
    expect(groups[0]).toMatchObject({ node: "a", size: 10 });
    expect(groups[0]?.candidates.map((entry) => [entry.name, entry.detail, entry.shown])).toEqual([
      ["V", "membrane potential", true],
      ["I", "from Neuron B", false],
      ["I", "from Pulse", false],
    ]);
  });
  it("adds, takes away and picks cells", () => {
    const [group] = traceCandidates(trace, records, catalog);
    const current = group?.candidates[1];
    if (!group || !current) throw new Error("no candidates");
    const more = { ...trace, of: toggled(trace, current.watched, true) };
    expect(more.of).toHaveLength(2);
    expect(withCells(more, group, [1, 2]).map((entry) => entry.cells)).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(toggled(more, current.watched, false)).toEqual(trace.of);
  });
  it("offers populations to a raster and edges to a matrix", () => {
    const raster = {
      id: "x",
      kind: "raster",
      of: [],
      window: 1,
      order: 0,
      share: 1,
      floating: null,
      linked: true,
    } as const;
    const names = plainCandidates({ ...raster, of: [] }, records, catalog).map(({ name }) => name);
    expect(names).toEqual(["Neuron A", "Neuron B", "Noise"]);
    const weights = {
      id: "w",
      kind: "weights",
      of: [],
      order: 0,
      share: 1,
      floating: null,
    } as const;
    expect(plainCandidates({ ...weights, of: [] }, records, catalog)).toHaveLength(4);
  });
  it("is named after whose data it is", () => {
    expect(sourceOf(trace, records, catalog)).toBe("Neuron A");
    const both = { ...trace, of: [...trace.of, { ...nothing, node: "b", variable: "V" }] };
    expect(sourceOf(both, records, catalog)).toBe("Neuron A and Neuron B");
  });
});

describe("layout of the dock", () => {
  it("moves a border and keeps both neighbours wide enough", () => {
    const a = { id: "a", width: 400 };
    const b = { id: "b", width: 200 };
    const moved = moveDivider(a, b, -100, 176, new Map());
    expect([moved.get("a"), moved.get("b")]).toEqual([1, 1]);
    const most = moveDivider(a, b, 500, 176, new Map());
    expect((most.get("b") ?? 0) / 2).toBeCloseTo(176 / 600);
  });
  it("puts a view between its new neighbours", () => {
    expect(orderAt([1, 2, 3], 0)).toBe(0);
    expect(orderAt([1, 2, 3], 1)).toBe(1.5);
    expect(orderAt([1, 2, 3], 3)).toBe(4);
    expect(orderAt([], 0)).toBe(0);
  });
});

describe("time windows", () => {
  const edit = vi.fn();
  beforeEach(() => {
    edit.mockClear();
    useBoard.setState({ records, edit });
  });
  it("are shared by all views over time", () => {
    setWindow(200);
    expect(edit).toHaveBeenCalledWith(
      { put: [{ ...trace, window: 200 }] },
      { label: "Change time window", gesture: null },
    );
  });
  it("have neighbours", () => {
    expect([neighbour(500, 1), neighbour(500, -1), neighbour(60_000, 1)]).toEqual([
      1000, 200, 60_000,
    ]);
  });
});
