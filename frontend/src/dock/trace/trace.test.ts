import { describe, expect, it } from "vitest";
import { Series } from "../../live/series";
import type { Trace } from "../../wire/types";
import { catalog, edge, neurons, nothing, recordsOf, stimulus } from "../testdata";
import { traceCsv } from "./csv";
import { SvgPainter } from "../paint/svg";
import { fittedName } from "./labels";
import { panelsOf, prepare } from "./panels";
import { signalsOf } from "./signals";

const records = recordsOf(
  neurons("a", { sign: "excitatory", size: 5 }),
  neurons("b", { model: "hh", sign: "inhibitory" }),
  stimulus("s"),
  stimulus("p", { model: "poisson", label: "Background" }),
  edge("e1", "p", "a", { weight: 2 }),
  edge("e2", "b", "a", { weight: -3 }),
);
const trace = (of: Trace["of"]): Trace => ({
  id: "v",
  kind: "trace",
  of,
  window: 500,
  scale: "auto",
  scales: {},
  order: 0,
  share: 1,
  floating: null,
  linked: true,
});
const names = (of: Trace["of"]): string[] =>
  signalsOf(trace(of), records, catalog).map((signal) =>
    signal.runs.map((run) => (run.place === "base" ? run.text : `_${run.text}`)).join(""),
  );

describe("signalsOf", () => {
  it("takes the first state and the first cell where none are named", () => {
    const [signal] = signalsOf(trace([{ ...nothing, node: "a" }]), records, catalog);
    expect(signal).toMatchObject({ key: "a.V[0]", unit: "mV", peak: 20, color: "volt" });
  });

  it("colours currents by the sign of their source, and dashes what comes from outside", () => {
    const of = [
      { ...nothing, edge: "e1", variable: "I" },
      { ...nothing, edge: "e2", variable: "I" },
      { ...nothing, node: "s", variable: "I" },
    ];
    const signals = signalsOf(trace(of), records, catalog);
    expect(signals.map((signal) => signal.color)).toEqual(["exc", "inh", "stim"]);
    expect(signals.map((signal) => signal.panel)).toEqual(["currents", "currents", "currents"]);
    expect(signals[2]?.dash).toEqual([5, 3]);
    expect(signals[0]?.unit).toBe("mV");
  });

  it("tells lines of one kind apart by owner and cell", () => {
    expect(names([{ ...nothing, node: "a" }])).toEqual(["V"]);
    expect(
      names([
        { ...nothing, node: "a" },
        { ...nothing, node: "b" },
      ]),
    ).toEqual(["V_A", "V_B"]);
    expect(names([{ ...nothing, node: "a", cells: [1, 3] }])).toEqual(["V_1", "V_3"]);
    expect(
      names([
        { ...nothing, edge: "e1" },
        { ...nothing, edge: "e2" },
      ]),
    ).toEqual(["I_Back", "I_B"]);
  });

  it("says in words what is measured of an edge, and compares training with testing", () => {
    const of = ["loss", "test_loss"].map((variable) => ({ ...nothing, edge: "e1", variable }));
    expect(names(of)).toEqual(["loss", "test loss"]);
    const signals = signalsOf(trace(of), records, catalog);
    expect(new Set(signals.map((signal) => signal.panel)).size).toBe(1);
    expect(signals.map((signal) => signal.dash)).toEqual([[], [6, 3]]);
    expect(names([{ ...nothing, edge: "e1", variable: "x_bar" }])[0]).toMatch(/^x_bar/);
  });

  it("leaves out what is gone, what spikes only, and what is named twice", () => {
    const of = [
      { ...nothing, node: "gone" },
      { ...nothing, node: "p" },
      { ...nothing, node: "a" },
      { ...nothing, node: "a", variable: "V" },
    ];
    expect(names(of)).toEqual(["V"]);
  });
});

describe("panelsOf", () => {
  it("puts potentials above other states and currents below", () => {
    const of = [
      { ...nothing, edge: "e2" },
      { ...nothing, node: "b", variable: "m" },
      { ...nothing, node: "b", variable: "V" },
    ];
    const panels = panelsOf(signalsOf(trace(of), records, catalog));
    expect(panels.map((panel) => panel.signals[0]?.variable)).toEqual(["V", "m", "I"]);
  });
});

describe("prepare", () => {
  const of = [
    { ...nothing, edge: "e2" },
    { ...nothing, node: "b", variable: "m" },
    { ...nothing, node: "b", variable: "V" },
  ];
  const ranges = (view: Partial<Trace>): [number, number][] => {
    const data = {
      signals: signalsOf(trace(of), records, catalog),
      series: () => undefined,
      spikes: () => undefined,
      t1: 100,
      window: 100,
      scale: "auto" as const,
      scales: {},
      cursor: null,
      measured: null,
      runs: [],
      hint: "",
      ...view,
    };
    const axis = { t0: 0, t1: 100, x0: 40, x1: 300 };
    const panels = prepare(new SvgPainter(400, 300), data, axis, 250, new Map());
    return panels.map(({ range }) => [range.lo, range.hi]);
  };

  it("gives every panel the bounds of the view, and a panel its own", () => {
    expect(ranges({ scale: [-90, 30] })).toEqual([
      [-90, 30],
      [-90, 30],
      [-90, 30],
    ]);
    expect(ranges({ scale: [-90, 30], scales: { "state ": [0, 1], currents: [-5, 5] } })).toEqual([
      [-90, 30],
      [0, 1],
      [-5, 5],
    ]);
    expect(ranges({ scales: { "first mV": [-70, -50] } })[0]).toEqual([-70, -50]);
  });
});

describe("names at the ends of the lines", () => {
  const painter = new SvgPainter(400, 300);
  const text = (room: number): string => {
    const runs = [
      { text: "I", place: "base", upright: false },
      { text: "Background", place: "sub", upright: true },
    ] as const;
    return fittedName(painter, runs, room)
      .map((run) => run.text)
      .join("_");
  };

  it("are cut where there is no room for them, and then say so", () => {
    expect(text(400)).toBe("I_Background");
    expect(text(45)).toMatch(/^I_B[a-z]*…$/);
    expect(text(45).length).toBeGreaterThan(text(30).length);
    expect(text(1)).toBe("I");
  });
});

describe("traceCsv", () => {
  const signals = signalsOf(
    trace([
      { ...nothing, node: "a" },
      { ...nothing, edge: "e2" },
    ]),
    records,
    catalog,
  );
  const lines = (text: string): string[] => text.trimEnd().split("\r\n");

  it("writes a line for each time, and nothing where a signal has no sample", () => {
    const v = new Series();
    const i = new Series();
    for (const t of [0, 1, 2]) v.append(t, -70 + t, -70 + t);
    for (const t of [1, 3]) i.append(t, t, t);
    const text = traceCsv(signals, (key) => (key.startsWith("a.") ? v : i), 0, 10);
    expect(lines(text)).toEqual([
      "time (ms),V of Neuron A (mV),I from Neuron B to Neuron A (mV)",
      "0,-70,",
      "1,-69,1",
      "2,-68,",
      "3,,3",
    ]);
  });

  it("holds no more than the window, and both extremes of pairs", () => {
    const v = new Series();
    for (let t = 0; t < 10; t++) v.append(t, -t, t);
    const text = traceCsv(signals.slice(0, 1), () => v, 3, 5);
    expect(lines(text)).toEqual([
      "time (ms),V of Neuron A lowest (mV),V of Neuron A highest (mV)",
      "3,-3,3",
      "4,-4,4",
      "5,-5,5",
    ]);
  });

  it("is only a head without data", () => {
    expect(lines(traceCsv(signals, () => undefined, 0, 1))).toEqual(["time (ms)"]);
  });
});
