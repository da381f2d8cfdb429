import { beforeEach, describe, expect, it, vi } from "vitest";
import { ColumnStore } from "../live/columns";
import { live } from "../live/live";
import { Series } from "../live/series";
import { SpikeTrain } from "../live/spikes";
import { momentAt, ViewData } from "../live/viewdata";
import { freshView, isViewKind } from "../state/newview";
import type { Frame } from "../wire/frames";
import type { Watched } from "../wire/types";
import { nameOf } from "./components/plot";
import { regularity, spreadWords } from "./histogram/words";
import { columnPicture, spikePicture } from "./image/picture";
import { KINDS } from "./kinds";
import { SvgPainter } from "./paint/svg";
import { binnedRates } from "./rate/bins";
import { pathOf } from "./scatter/path";
import { catalog, edge, neurons, nothing, recordsOf, stimulus } from "./testdata";
import { formatSynapses, parseSynapses } from "./weighthistory/synapses";

const axis = { t0: 0, t1: 100, x0: 0, x1: 100 };
const train = (...spikes: [number, number][]): SpikeTrain => {
  const made = new SpikeTrain();
  for (const [t, cell] of spikes) made.append(t, cell);
  return made;
};

const empty: Frame = {
  frame: 1,
  t: 10,
  step: 100,
  reset: false,
  moment: null,
  activity: [],
  samples: [],
  spikes: [],
  weights: [],
  cells: [],
  columns: [],
  history: [],
  histograms: [],
  components: [],
  inspected: [],
};

describe("binnedRates", () => {
  const spikes = train([0, 0], [4.9, 1], [4.99996, 0], [12, 0], [30, 1]);
  it("counts in whole bins that begin at multiples of their width", () => {
    const rates = binnedRates(spikes, 2, { t0: 0, t1: 24, width: 5, smooth: 0 });
    // 4.99996 is 5 but for the rounding of the wire.
    expect([...rates.values]).toEqual([200, 100, 100, 0]);
    expect(rates.first).toBe(0);
  });

  it("smooths with a Gaussian that is scaled anew at the ends", () => {
    const at = { t0: 0, t1: 25, width: 5, smooth: 5 };
    const found = binnedRates(spikes, 2, at).values;
    const plain = [...binnedRates(spikes, 2, { ...at, smooth: 0 }).values];
    plain.forEach((_, i) => {
      let [sum, weight] = [0, 0];
      plain.forEach((rate, k) => {
        if (Math.abs(i - k) > 3) return;
        const w = Math.exp(-0.5 * (i - k) ** 2);
        sum += w * rate;
        weight += w;
      });
      expect(found[i]).toBeCloseTo(sum / weight, 9);
    });
  });
});

describe("ColumnStore", () => {
  it("takes columns once, finds them by time, forgets the oldest", () => {
    const store = new ColumnStore(2, 1);
    store.push(0, 2, 3, Float32Array.of(1, 2, 3, 4, 5, 6));
    store.push(2, 2, 3, Float32Array.of(3, 4, 5, 6, 7, 8));
    expect(store.count).toBe(4);
    expect([store.first, store.last]).toEqual([0, 6]);
    expect([...store.column(store.before(5))]).toEqual([5, 6]);
    expect(store.before(-1)).toBe(-1);
    const large = new ColumnStore(2 ** 20, 1);
    large.push(0, 1, 1, new Float32Array(2 ** 20).fill(1));
    for (let t = 1; t < 6; t++) large.push(t, 1, 1, new Float32Array(2 ** 20).fill(t));
    expect([large.count, large.first, large.last]).toEqual([4, 2, 5]);
    expect(large.column(0)[0]).toBe(2);
  });
});

describe("pictures of activity", () => {
  it("shows columns as they are where there is room, and means where there is none", () => {
    const store = new ColumnStore(4, 1);
    store.push(0, 10, 2, Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8));
    const whole = columnPicture(store, axis, { rows: 10, columns: 10 });
    expect(whole).toMatchObject({ rows: 4, columns: 2, t0: 0, t1: 20 });
    expect([...(whole?.values ?? [])]).toEqual([1, 5, 2, 6, 3, 7, 4, 8]);
    const small = columnPicture(store, axis, { rows: 2, columns: 1 });
    expect([...(small?.values ?? [])]).toEqual([3.5, 5.5]);
  });

  it("counts spikes of groups of cells in bins as rates", () => {
    const spikes = train([1, 0], [2, 1], [12, 3], [95, 2]);
    const picture = spikePicture(spikes, 4, 10, axis, 40, { rows: 2, columns: 50 });
    expect(picture).toMatchObject({ rows: 2, columns: 4, t0: 0, t1: 40 });
    // Two spikes of two cells in 10 ms are 100 Hz per cell.
    expect([...picture.values]).toEqual([100, 0, 0, 0, 0, 50, 0, 0]);
  });
});

describe("pathOf", () => {
  it("pairs what two series held at the same times", () => {
    const series = (t0: number, values: number[]): Series => {
      const made = new Series();
      const at = { t0, every: 1, count: values.length, offset: 0, stride: 1, pairs: false };
      made.push(Float32Array.from(values), at);
      return made;
    };
    const path = pathOf(series(0, [1, 2, 3, 4, 5]), series(2, [30, 40, 50]), 1, 3);
    expect([...path.points.subarray(0, path.length)]).toEqual([3, 30, 4, 40]);
  });
});

describe("words", () => {
  it("says what a coefficient of variation means", () => {
    expect([0.05, 0.5, 1, 2].map(regularity)).toEqual([
      "regular",
      "fairly regular",
      "Poisson-like",
      "in bursts",
    ]);
    const spread = { n: 120, mean: 20, sd: 19.8, cv: 0.99 };
    expect(spreadWords(spread, "ms", true)).toEqual([
      "120 intervals,",
      "mean 20\u2009ms,",
      "CV 0.990: Poisson-like",
    ]);
    const none = { n: 0, mean: null, sd: null, cv: null };
    expect(spreadWords(none, "ms", true)).toEqual(["no intervals yet"]);
    expect(nameOf(1, 0.611)).toBe("Component 1, 61\u2009% of the variance");
  });
});

describe("synapses", () => {
  const sizes = { source: 3, target: 2 };
  it("are written as pairs of cells and kept as numbers", () => {
    expect(parseSynapses("0-1, 2-0", sizes)).toEqual([2, 3]);
    expect(formatSynapses([2, 3], 3)).toBe("2-0, 0-1");
    expect(parseSynapses("3-0", sizes)).toBe("The source has the cells 0 to 2.");
    expect(parseSynapses("0", sizes)).toContain("no synapse");
  });
});

describe("ViewData", () => {
  it("keeps moments of weights in order and replaces those that come again", () => {
    const data = new ViewData();
    const push = (t0: number, means: number[]): void => {
      const section = {
        kind: "history" as const,
        edge: "e",
        synapses: [],
        rows: 1,
        columns: 1,
        t0,
      };
      const times = Float32Array.from(means, (_, i) => i);
      const lines = Float32Array.from(means.flatMap((mean) => [mean, 0, 0]));
      const matrices = Float32Array.from(means);
      const entry = {
        section: { ...section, count: means.length, offset: 0 },
        times,
        lines,
        matrices,
      };
      data.apply({ ...empty, history: [entry] });
    };
    push(0, [1, 2, 3]);
    push(2, [30, 40]);
    const { moments } = data.history.get("e") ?? { moments: [] };
    expect(moments.map(({ t, lines }) => [t, lines[0]])).toEqual([
      [0, 1],
      [1, 2],
      [2, 30],
      [3, 40],
    ]);
    expect(momentAt(moments, 1.5)?.lines[0]).toBe(2);
    expect(momentAt(moments, -1)?.lines[0]).toBe(1);
  });
});

describe("every kind of view", () => {
  const records = recordsOf(
    neurons("a", { size: 4, sign: "excitatory", label: "A" }),
    neurons("one", { model: "hh", label: "One" }),
    stimulus("p", { model: "poisson", size: 4, label: "P" }),
    edge("pa", "p", "a"),
  );
  const kinds = Object.keys(KINDS).filter(isViewKind);
  const V: Watched = { ...nothing, node: "a", variable: "V" };

  beforeEach(() => {
    // jsdom has no canvas to measure text with.
    vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
    live.welcome(`board ${Math.random()}`, 0);
  });

  it("has records that open with what they are offered", () => {
    const first = (kind: (typeof kinds)[number]) =>
      ["a", "p", "pa"].find((id) => KINDS[kind].offer(id, records, catalog) !== null);
    expect(Object.fromEntries(kinds.map((kind) => [kind, first(kind)]))).toEqual({
      trace: "a",
      raster: "a",
      rate: "a",
      image: "a",
      pixels: "a",
      bars: "a",
      histogram: "a",
      scatter: "a",
      components: "a",
      trials: "a",
      weights: "pa",
      weight_history: "pa",
    });
    const one = KINDS.scatter.offer("one", records, catalog);
    const opened = one && KINDS.scatter.open?.([one], records, catalog);
    expect(opened?.of.map(({ variable }) => variable)).toEqual(["V", "m"]);
    const spiking = KINDS.histogram.open?.(
      [{ ...nothing, node: "one", variable: "V" }],
      records,
      catalog,
    );
    expect(spiking).toEqual({
      of: [{ ...nothing, node: "one", variable: null }],
      more: { what: "intervals" },
    });
  });

  const added = kinds.filter((kind) => !["trace", "raster", "weights"].includes(kind));
  it.each(added)("%s says what to do while there is nothing", (kind) => {
    const { make, offer } = KINDS[kind];
    const { plot, update } = make();
    const watched = offer(KINDS[kind].ofEdges === true ? "pa" : "a", records, catalog);
    const view = freshView(kind, watched ? [watched] : [], 0);
    update(view, records, catalog, "Runs when you press Space");
    const painter = new SvgPainter(400, 220);
    plot.draw(painter);
    const text = painter.document("");
    expect(text).not.toContain("NaN");
    if (kind !== "scatter" && kind !== "trials")
      expect(text).toContain("Runs when you press Space");
  });

  it("draws what frames bring, and writes it as a table", () => {
    const spread = { n: 4, mean: -65, sd: 2, cv: null };
    const shape = { stride: 1, across: 0, block: 1 };
    live.apply({
      ...empty,
      spikes: [
        {
          section: { kind: "spikes", node: "a", t0: 1, count: 2, gap: false, offset: 0 },
          times: Float32Array.of(0, 2.5),
          cells: Uint32Array.of(0, 3),
        },
      ],
      cells: [
        {
          section: { kind: "cells", node: "a", variable: "V", n: 4, ...shape, offset: 0 },
          values: Float32Array.of(-70, -65, -60, -55),
        },
        {
          section: {
            kind: "cells",
            node: "a",
            variable: "V",
            n: 4,
            ...shape,
            across: 2,
            offset: 0,
          },
          values: Float32Array.of(-70, -65, -60, -55),
        },
      ],
      histograms: [
        {
          section: {
            kind: "histogram",
            view: "v",
            low: -70,
            high: -50,
            bins: 2,
            spreads: [spread],
            offset: 0,
          },
          counts: Float32Array.of(3, 1),
        },
      ],
    });
    const shown = (kind: (typeof kinds)[number], of: Watched[], more: object = {}) => {
      const { plot, update } = KINDS[kind].make();
      update({ ...freshView(kind, of, 0, more), id: "v" }, records, catalog, "hint");
      const painter = new SvgPainter(400, 220);
      plot.draw(painter);
      const text = painter.document("");
      expect(text).not.toContain("NaN");
      expect(text).not.toContain("hint");
      return plot.csv();
    };
    expect(shown("bars", [V])).toContain("A,2,V,-60,mV");
    expect(shown("pixels", [V]).trim().split("\n").at(-1)?.trim()).toBe("1,-60,-55");
    expect(shown("histogram", [V], { bins: 2 })).toContain("-60,-50,1");
    expect(shown("rate", [{ ...nothing, node: "a" }])).toContain("0,100");
    expect(shown("image", [{ ...nothing, node: "a" }])).toContain("2,0,0,0,500");
    expect(shown("scatter", [V, V], { what: "cells" })).toContain("-65,-65");
  });
});
