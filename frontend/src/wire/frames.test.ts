import { describe, expect, it } from "vitest";
import { decodeFrame, FrameError } from "./frames";
import { encodeFrame, headerOf, payloadOf } from "./testframes";
import type { FrameHeader, SamplesSection } from "./types";

const activity = { kind: "activity", node: "a", n: 3, rate: 12, offset: 0 } as const;
const samples: SamplesSection = {
  kind: "samples",
  node: "a",
  edge: null,
  variable: "V",
  cells: [0, 4],
  mode: "minmax",
  t0: 5,
  every: 2,
  count: 2,
  gap: false,
  offset: 16,
};
const spikes = { kind: "spikes", node: "a", t0: 5, count: 3, gap: false, offset: 48 } as const;
const weights = {
  kind: "weights",
  edge: "e",
  rows: 1,
  columns: 2,
  target_size: 1,
  source_size: 2,
  offset: 72,
} as const;

const whole = payloadOf(
  [Float32Array.of(-70, -60, -50), Uint8Array.of(0, 1, 0)],
  [Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8)],
  [Float32Array.of(0, 0.5, 1), Uint32Array.of(2, 0, 1)],
  [Float32Array.of(0.25, -4)],
);

describe("decodeFrame", () => {
  it("F1 reads every kind of section", () => {
    const inspected = { kind: "inspected", node: "a", values: { V: -61.5 } } as const;
    const header = headerOf([activity, samples, spikes, weights, inspected], { reset: true });
    const frame = decodeFrame(encodeFrame(header, whole));
    expect(frame).toMatchObject({ frame: 1, t: 10, step: 100, reset: true });
    expect([...(frame.activity[0]?.values ?? [])]).toEqual([-70, -60, -50]);
    expect([...(frame.activity[0]?.spiked ?? [])]).toEqual([0, 1, 0]);
    expect([...(frame.samples[0]?.values ?? [])]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect([...(frame.spikes[0]?.times ?? [])]).toEqual([0, 0.5, 1]);
    expect([...(frame.spikes[0]?.cells ?? [])]).toEqual([2, 0, 1]);
    expect([...(frame.weights[0]?.values ?? [])]).toEqual([0.25, -4]);
    expect(frame.inspected).toEqual([inspected]);
  });

  it("copies nothing: arrays are views of the message", () => {
    const message = encodeFrame(headerOf([activity]), whole);
    expect(decodeFrame(message).activity[0]?.values.buffer).toBe(message);
  });

  it.each([
    ["a section that reaches past the end", headerOf([{ ...weights, columns: 3 }])],
    ["an offset past the end", headerOf([{ ...activity, offset: 4096 }])],
    ["an offset that is not aligned", headerOf([{ ...activity, offset: 2 }])],
    ["a negative count", headerOf([{ ...spikes, count: -1 }])],
    ["a count that is no integer", headerOf([{ ...activity, n: 1.5 }])],
    ["a size beyond all numbers", headerOf([{ ...weights, rows: 2 ** 52, columns: 2 ** 52 }])],
    ["a step of zero", headerOf([{ ...samples, every: 0 }])],
    ["a header that lacks a field", { frame: 1, t: 1, step: 1, sections: [] }],
  ])("refuses %s", (_, header: FrameHeader | object) => {
    expect(() => decodeFrame(encodeFrame(header, whole))).toThrow(FrameError);
  });

  it("refuses other messages", () => {
    expect(() => decodeFrame(new ArrayBuffer(4))).toThrow(FrameError);
    expect(() => decodeFrame(new ArrayBuffer(64))).toThrow("NBR1");
    const cut = encodeFrame(headerOf([])).slice(0, 40);
    expect(() => decodeFrame(cut)).toThrow(FrameError);
    const text = encodeFrame(headerOf([]));
    new Uint8Array(text).fill(0x41, 8);
    expect(() => decodeFrame(text)).toThrow("not JSON");
  });
});
