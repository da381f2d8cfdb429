import { describe, expect, it } from "vitest";
import { projection } from "../editor/testing";
import { moved, typesNumber } from "./moves";
import {
  faultOf,
  faultOfDraw,
  multiplied,
  prunedAtRandom,
  prunedBelow,
  randomised,
  shifted,
  transposed,
  withNumbers,
} from "./operations";
import { blockText, matrixFile, parseBlock, parseFile, placeFor, tripletFile } from "./parse";
import { pictureOf } from "./picture";
import { randomFrom } from "./random";
import { histogramOf, statsOf } from "./stats";
import { at, blockOf, tableOf, wholeOf, withTable, type WeightTable } from "./table";

const N = NaN;
const made = (...rows: number[][]): WeightTable => ({
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
  values: Float64Array.from(rows.flat()),
});
const rowsOf = (table: WeightTable): number[][] =>
  Array.from({ length: table.rows }, (_, row) =>
    Array.from(table.values.subarray(row * table.columns, (row + 1) * table.columns)),
  );
const free = { low: -1e15, high: 1e15 };
const explicit = { rule: "explicit", allow_autapses: true } as const;
const all = { rule: "all_to_all", allow_autapses: true } as const;

describe("a table", () => {
  it("is what a matrix of its own says; 0 of an explicit one is no synapse", () => {
    const weight = [
      [1, 0],
      [0, -2],
    ];
    const table = tableOf(projection("e", "a", "b", { weight, connect: explicit }), 2, 2);
    expect(table && rowsOf(table)).toEqual([
      [1, N],
      [N, -2],
    ]);
    const full = tableOf(projection("e", "a", "b", { weight, connect: all }), 2, 2);
    expect(full && rowsOf(full)).toEqual(weight);
  });

  it("knows one weight for all pairs, and who cannot reach itself", () => {
    const connect = { rule: "all_to_all", allow_autapses: false } as const;
    const table = tableOf(projection("e", "a", "a", { weight: 3, connect }), 2, 2);
    expect(table && rowsOf(table)).toEqual([
      [N, 3],
      [3, N],
    ]);
  });

  it("does not know what is drawn from the seed, or learned", () => {
    const drawn = { rule: "fixed_probability", p: 0.5, allow_autapses: true } as const;
    const learning = { rule: "stdp", params: {}, signal: null, active: true, normalise: null };
    expect(tableOf(projection("e", "a", "b", { connect: drawn }), 2, 2)).toBeNull();
    expect(tableOf(projection("e", "a", "b", { weight: { normal: [1, 1] } }), 2, 2)).toBeNull();
    expect(tableOf(projection("e", "a", "b", { plasticity: learning }), 2, 2)).toBeNull();
    expect(tableOf(projection("e", "a", "b"), 2000, 2000)).toBeNull();
  });

  it("becomes explicit as soon as a synapse is missing, and stays all to all until then", () => {
    const edge = projection("e", "a", "b", { weight: 3, connect: all });
    const full = withTable(edge, made([1, 2], [0, 4]));
    expect(full.connect.rule).toBe("all_to_all");
    const holed = withTable(edge, made([1, 2], [N, 4]));
    expect(holed.connect).toEqual(explicit);
    expect(holed.weight).toEqual([
      [1, 2],
      [0, 4],
    ]);
    const self = { rule: "all_to_all", allow_autapses: false } as const;
    const loop = projection("e", "a", "a", { connect: self });
    expect(withTable(loop, made([N, 2], [3, N])).connect).toEqual(self);
  });
});

describe("operations", () => {
  const table = made([1, N, -3], [4, 5, N]);
  const part = { top: 0, left: 1, bottom: 1, right: 2 };

  it("work on the synapses of a block and leave the rest alone", () => {
    expect(rowsOf(multiplied(table, part, 2))).toEqual([
      [1, N, -6],
      [4, 10, N],
    ]);
    expect(rowsOf(shifted(table, wholeOf(table), 0.5))).toEqual([
      [1.5, N, -2.5],
      [4.5, 5.5, N],
    ]);
    expect(rowsOf(prunedBelow(table, wholeOf(table), 3.5))).toEqual([
      [N, N, N],
      [4, 5, N],
    ]);
    expect(rowsOf(table)[0]).toEqual([1, N, -3]);
  });

  it("prune exactly the share, other ones with another seed", () => {
    const full = { rows: 20, columns: 20, values: new Float64Array(400).fill(1) };
    const pruned = prunedAtRandom(full, wholeOf(full), 0.25, 1);
    expect(statsOf(pruned, wholeOf(full)).synapses).toBe(300);
    expect(prunedAtRandom(full, wholeOf(full), 0.25, 1)).toEqual(pruned);
    expect(prunedAtRandom(full, wholeOf(full), 0.25, 2)).not.toEqual(pruned);
    expect(statsOf(prunedAtRandom(full, wholeOf(full), 1, 1), wholeOf(full)).synapses).toBe(0);
  });

  it("transpose", () => {
    expect(rowsOf(transposed(made([1, 2], [N, 4])))).toEqual([
      [1, N],
      [2, 4],
    ]);
  });

  it.each([
    [{ kind: "uniform", a: -2, b: 6 }, 2, 8 / Math.sqrt(12)],
    [{ kind: "normal", a: 3, b: 2 }, 3, 2],
    [{ kind: "lognormal", a: 4, b: 2 }, 4, 2],
  ] as const)("draw %j with its mean and standard deviation", (draw, mean, sd) => {
    const full = { rows: 200, columns: 200, values: new Float64Array(40_000).fill(1) };
    const drawn = randomised(full, wholeOf(full), draw, 7, false, free);
    const stats = statsOf(drawn, wholeOf(full));
    expect(Math.abs(stats.mean - mean)).toBeLessThan((4 * sd) / 200);
    expect(Math.abs(stats.sd / sd - 1)).toBeLessThan(0.05);
    expect(randomised(full, wholeOf(full), draw, 7, false, free)).toEqual(drawn);
  });

  it("draw only where there are synapses unless told otherwise, and within the sign", () => {
    const draw = { kind: "normal", a: 0, b: 1 } as const;
    const some = randomised(table, wholeOf(table), draw, 1, false, { low: 0, high: 1e15 });
    expect(at(some, 0, 1)).toBeNaN();
    expect(some.values.every((value) => Number.isNaN(value) || value >= 0)).toBe(true);
    const every = randomised(table, wholeOf(table), draw, 1, true, free);
    expect(every.values.some(Number.isNaN)).toBe(false);
    const inhibitory = { low: -1e15, high: 0 };
    const negative = { kind: "lognormal", a: 2, b: 1 } as const;
    const turned = randomised(table, wholeOf(table), negative, 1, true, inhibitory);
    expect(statsOf(turned, wholeOf(turned)).negative).toBe(6);
  });

  it("refuse numbers that describe no distribution", () => {
    expect(faultOfDraw({ kind: "uniform", a: 2, b: 1 })).toMatch(/first bound/);
    expect(faultOfDraw({ kind: "normal", a: 2, b: -1 })).toMatch(/negative/);
    expect(faultOfDraw({ kind: "lognormal", a: 0, b: 1 })).toMatch(/positive/);
    expect(faultOfDraw({ kind: "normal", a: 0, b: 0 })).toBeNull();
  });

  it("say which weight breaks the sign, reaches itself, or is out of range", () => {
    const excitatory = { low: 0, high: 1e15 };
    expect(faultOf(table, excitatory, false, "A is excitatory: its weights are 0 or more")).toBe(
      "The weight from cell 2 to cell 0 would be negative, and A is excitatory: its weights are 0 or more. Nothing was changed.",
    );
    expect(faultOf(table, free, true, "")).toMatch(/^Cell 0 would reach itself/);
    expect(faultOf(multiplied(table, wholeOf(table), 1e300), free, false, "")).toMatch(
      /lie between/,
    );
    expect(faultOf(table, free, false, "")).toBeNull();
  });
});

describe("random numbers", () => {
  it("are even, and the same from the same seed", () => {
    const { uniform } = randomFrom(1);
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const bin = Math.floor(uniform() * 10);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const chi = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chi).toBeLessThan(27.9);
    expect(randomFrom(1).uniform()).toBe(randomFrom(1).uniform());
  });
});

describe("text", () => {
  it.each([
    [
      "1\t2\n3\t\n",
      [
        [1, 2],
        [3, N],
      ],
    ],
    [
      "1,5\t2\n3\t4",
      [
        [1.5, 2],
        [3, 4],
      ],
    ],
    [
      "1.5,2\r\n3,-4e-1\r\n",
      [
        [1.5, 2],
        [3, -0.4],
      ],
    ],
    ["1,5;2", [[1.5, 2]]],
    ["1 2  3", [[1, 2, 3]]],
    ["\u22123", [[-3]]],
    ['"7",NaN', [[7, N]]],
  ])("%j is a block", (text, block) => {
    expect(parseBlock(text)).toEqual(block);
  });

  it.each([
    ["", /empty/],
    ["1,2\n3", /Line 2 has 1 numbers, line 1 has 2/],
    ["1\tx", /Line 1, column 2: “x” is not a number/],
  ])("%j is none", (text, why) => {
    expect(parseBlock(text)).toMatch(why);
  });

  const table = made([1, N, -3], [4, 5, N]);

  it("goes over the selection, from one cell on, or one number into all", () => {
    const cell = { row: 0, column: 1 };
    const numbers = [[7, 8]];
    const placed = placeFor(numbers, blockOf(cell, cell), table);
    expect(placed).toEqual({ block: { top: 0, left: 1, bottom: 0, right: 2 }, numbers });
    if (typeof placed === "string") throw new Error(placed);
    expect(rowsOf(withNumbers(table, placed.block, placed.numbers))[0]).toEqual([1, 7, 8]);
    const filled = placeFor([[9]], wholeOf(table), table);
    if (typeof filled === "string") throw new Error(filled);
    expect(withNumbers(table, filled.block, filled.numbers).values.every((v) => v === 9)).toBe(
      true,
    );
  });

  it("that does not fit is refused with both sizes", () => {
    const cell = { row: 1, column: 1 };
    expect(placeFor([[1], [2]], blockOf(cell, cell), table)).toBe(
      "What is pasted has 2 rows and 1 column; from this cell on there is room for 1 row and 2 columns.",
    );
    expect(placeFor([[1, 2]], wholeOf(table), table)).toMatch(
      /has 1 row and 2 columns, the selection 2 rows and 3 columns/,
    );
  });

  it("is copied as it is pasted", () => {
    const text = blockText(table, { top: 0, left: 0, bottom: 1, right: 1 });
    expect(text).toBe("1\t\n4\t5");
    expect(parseBlock(text)).toEqual([
      [1, N],
      [4, 5],
    ]);
  });

  it("in a file comes back as it was", () => {
    const again = parseFile(matrixFile(table), 2, 3);
    expect(again).toEqual({ table, delays: null });
    expect(tripletFile(table, 2)).toBe(
      "source,target,weight,delay\r\n0,0,1,2\r\n2,0,-3,2\r\n0,1,4,2\r\n1,1,5,2\r\n",
    );
    const delays = [
      [0, 1, 2],
      [3, 4, 5],
    ];
    const triplets = parseFile(tripletFile(table, delays), 2, 3);
    expect(triplets).toEqual({
      table,
      delays: [
        [0, 0, 2],
        [3, 4, 0],
      ],
    });
    expect(parseFile(tripletFile(table, null), 2, 3)).toEqual({ table, delays: null });
  });

  it.each([
    ["1,2,3", /1 row and 3 columns; this connection has 2 rows and 3 columns/],
    ["source,target\n0,1", /must name the columns/],
    ["source,target,weight\n3,0,1", /Line 2: there is no synapse from cell 3 to cell 0/],
    [
      "source,target,weight\n0,0,1\n0,0,2",
      /Line 3: the synapse from cell 0 to cell 0 is there twice/,
    ],
    ["source,target,weight\n0,0,x", /Line 2: .* does not hold/],
    ["source,target,weight\n0,0", /fewer columns/],
    ["source,target,weight,delay\n0,0,1,-2", /a delay is a number of ms/],
  ])("of the file %j is refused", (text, why) => {
    expect(parseFile(text, 2, 3)).toMatch(why);
  });
});

describe("numbers about a table", () => {
  const table = made([1, N, -3], [4, 2, N]);

  it("count synapses only", () => {
    expect(statsOf(table, wholeOf(table))).toEqual({
      pairs: 6,
      synapses: 4,
      positive: 3,
      negative: 1,
      mean: 1,
      sd: Math.sqrt(26 / 4),
      least: -3,
      most: 4,
    });
  });

  it("make a histogram whose bins hold one sign each, and all synapses", () => {
    const histogram = histogramOf(table, wholeOf(table), 7);
    expect(histogram?.counts.reduce((sum, count) => sum + count)).toBe(4);
    const { low = 0, width = 1 } = histogram ?? {};
    expect((0 - low) / width).toBeCloseTo(Math.round((0 - low) / width));
    expect(histogramOf(made([N]), wholeOf(made([N])), 8)).toBeNull();
    const alike = histogramOf(made([2, 2]), wholeOf(made([2, 2])), 8);
    expect(Math.max(...(alike?.counts ?? []))).toBe(2);
  });

  it("make a small picture of the strongest weights", () => {
    const picture = pictureOf(made([1, N, -3], [4, 2, N], [N, N, 0.5]), 2);
    expect(picture).toMatchObject({ rows: 2, columns: 2, fold: 2 });
    expect(Array.from(picture.weights)).toEqual([4, -3, N, 0.5]);
    expect(Array.from(picture.filled)).toEqual([0.75, 0.5, 0, 1]);
  });
});

describe("keys in the grid", () => {
  const table = { rows: 10, columns: 5, values: new Float64Array(50) };
  const stroke = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false });
  const from = { row: 4, column: 2 };

  it.each([
    ["ArrowUp", false, [3, 2]],
    ["ArrowDown", true, [9, 2]],
    ["ArrowLeft", false, [4, 1]],
    ["ArrowRight", true, [4, 4]],
    ["Home", false, [4, 0]],
    ["End", true, [9, 4]],
    ["PageDown", false, [9, 2]],
    ["PageUp", false, [0, 2]],
  ] as const)("%s leads on (with Ctrl: %s)", (key, ctrl, [row, column]) => {
    expect(moved(stroke(key, ctrl), from, table, 8)).toEqual({ row, column });
  });

  it("begin to type with a digit or a sign", () => {
    expect(["1", "-", ".", "x", "Enter"].map((key) => typesNumber(stroke(key)))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(typesNumber(stroke("1", true))).toBe(false);
    expect(moved(stroke("x"), from, table, 8)).toBeNull();
  });
});
