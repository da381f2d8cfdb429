import { beforeEach, describe, expect, it } from "vitest";
import { decodeFrame } from "../wire/frames";
import { encodeFrame, headerOf, payloadOf } from "../wire/testframes";
import type { FrameHeader } from "../wire/types";
import { LiveData, seriesKey } from "./live";
import { watchInspected } from "./watch";

const feed = (live: LiveData, header: FrameHeader, ...arrays: Parameters<typeof payloadOf>): void =>
  live.apply(decodeFrame(encodeFrame(header, payloadOf(...arrays))));

const samples = (t0: number): FrameHeader["sections"][number] => ({
  kind: "samples",
  node: "a",
  edge: null,
  variable: "V",
  cells: [2, 7],
  mode: "raw",
  t0,
  every: 1,
  count: 2,
  gap: false,
  offset: 0,
});

describe("LiveData", () => {
  let live: LiveData;
  beforeEach(() => {
    live = new LiveData();
    live.welcome("b", 0);
  });

  it("sorts samples by variable and cell", () => {
    feed(live, headerOf([samples(1)]), [Float32Array.of(1, 10, 2, 20)]);
    expect(live.series.get(seriesKey("a", "V", 2))?.at(2)).toEqual({ lo: 2, hi: 2 });
    expect(live.series.get(seriesKey("a", "V", 7))?.at(1)).toEqual({ lo: 10, hi: 10 });
    expect(live.haveStep("b")).toBe(100);
    expect(live.haveStep("other")).toBeNull();
  });

  it("drops what was recorded when a frame says that it does not continue", () => {
    feed(live, headerOf([samples(1)]), [Float32Array.of(1, 10, 2, 20)]);
    live.markEdit("Move");
    feed(live, headerOf([], { reset: true, t: 0, step: 0 }));
    expect(live.series.size).toBe(0);
    expect(live.edits).toEqual([]);
    expect(live.t).toBe(0);
  });

  it("begins anew with another board or one that went back, and goes on after a pause", () => {
    feed(live, headerOf([samples(1)]), [Float32Array.of(1, 10, 2, 20)]);
    live.welcome("b", 150);
    expect(live.series.size).toBe(2);
    live.welcome("b", 20);
    expect(live.series.size).toBe(0);
    expect(live.haveStep("b")).toBeNull();
  });

  it("follows the inspected node, and only while it is inspected", () => {
    watchInspected("a");
    const at = (t: number, node: string): FrameHeader =>
      headerOf([{ kind: "inspected", node, values: { V: t } }], { t, step: t * 10 });
    feed(live, at(1, "a"));
    feed(live, at(2, "a"));
    expect(live.inspected?.values["V"]).toBe(2);
    expect(live.trail.get("V")?.last).toBe(2);
    feed(live, at(3, "b"));
    expect(live.inspected?.node).toBe("a");
    watchInspected("b");
    feed(live, at(4, "b"));
    expect(live.trail.get("V")?.first).toBe(4);
    watchInspected(null);
  });

  it("marks the edits of one drag once", () => {
    live.markEdit("Change tau_m", 0);
    live.markEdit("Change tau_m", 500);
    live.markEdit("Change tau_m", 1400);
    live.markEdit("Change E_L", 1500);
    live.markEdit("Change E_L", 4000);
    expect(live.edits.map((mark) => mark.label)).toEqual([
      "Change tau_m",
      "Change E_L",
      "Change E_L",
    ]);
  });

  it("replaces activity and weights", () => {
    const activity = { kind: "activity", node: "a", n: 2, rate: 5, offset: 0 } as const;
    feed(live, headerOf([activity]), [Float32Array.of(1, 2), Uint8Array.of(0, 1)]);
    const first = live.activity.get("a");
    expect([...(first?.spiked ?? [])]).toEqual([0, 1]);
    feed(live, headerOf([activity]), [Float32Array.of(3, 4), Uint8Array.of(0, 0)]);
    expect(live.activity.get("a")).not.toBe(first);
    expect([...(first?.values ?? [])]).toEqual([1, 2]);
    live.forget(["a"]);
    expect(live.activity.has("a")).toBe(false);
  });
});
