import { beforeEach, describe, expect, it } from "vitest";
import { live, seriesKey } from "../../live/live";
import { Series } from "../../live/series";
import { useBoard } from "../../state/board";
import type { Trace } from "../../wire/types";
import { catalog, neurons, nothing, recordsOf } from "../testdata";
import { signalsOf } from "../trace/signals";
import { keepRun, lookOf, MOST_RUNS, removeRun, renameRun, runsOf, useRuns } from "./runs";

const view: Trace = {
  id: "v",
  kind: "trace",
  of: [{ ...nothing, node: "a", variable: "V" }],
  window: 100,
  scale: "auto",
  scales: {},
  order: 0,
  share: 1,
  floating: null,
  linked: true,
};
const records = recordsOf(neurons("a"), view);
const signals = signalsOf(view, records, catalog);
const key = seriesKey("a", "V", 0);

beforeEach(() => {
  useBoard.setState({ records });
  useRuns.setState({ of: new Map() });
  live.series.clear();
  live.t = 0;
});

/** A run of 10 ms at a value. */
function run(value: number): void {
  const series = new Series();
  for (let t = 0; t <= 10; t++) series.append(t, value, value);
  live.series.set(key, series);
  live.t = 10;
}

describe("kept runs", () => {
  it("hold what was recorded, whatever comes after", () => {
    run(-60);
    expect(keepRun("v", signals)).toBeNull();
    run(-50);
    const [kept] = runsOf("v");
    expect(kept?.name).toBe("Run 1");
    expect(kept?.series.get(key)?.at(5)).toEqual({ lo: -60, hi: -60 });
    expect(kept?.series.get(key)?.first).toBe(0);
  });

  it("are bounded, told apart by their lines, and named again when one is gone", () => {
    run(-60);
    for (let i = 0; i < MOST_RUNS; i++) expect(keepRun("v", signals)).toBeNull();
    expect(keepRun("v", signals)).toContain("at most");
    const looks = runsOf("v").map((kept) => JSON.stringify(lookOf(kept)));
    expect(new Set(looks).size).toBe(MOST_RUNS);
    const [, second] = runsOf("v");
    removeRun("v", second?.id ?? "");
    renameRun("v", runsOf("v")[0]?.id ?? "", " Without input ");
    keepRun("v", signals);
    const names = runsOf("v").map(({ name }) => name);
    expect(names).toEqual(["Without input", "Run 3", "Run 4", "Run 1"]);
    expect(new Set(runsOf("v").map((kept) => kept.look)).size).toBe(MOST_RUNS);
  });

  it("need a run, and go with their view", () => {
    expect(keepRun("v", signals)).toContain("no run to keep");
    run(-60);
    keepRun("v", signals);
    useBoard.setState({ records: recordsOf(neurons("a"), { ...view, id: "w" }) });
    keepRun("w", signals);
    expect([...useRuns.getState().of.keys()]).toEqual(["w"]);
  });
});
