import { describe, expect, it } from "vitest";
import type { NodeActivity } from "../live/live";
import { SpikeTrain } from "../live/spikes";
import { Listener, MOST_A_SECOND, pitchOf } from "./clicks";

function train(...times: number[]): SpikeTrain {
  const made = new SpikeTrain();
  for (const t of times) made.append(t, 0);
  return made;
}

const firing = (...spiked: number[]): NodeActivity => ({
  values: new Float32Array(spiked.length),
  spiked: Uint8Array.from(spiked),
  rate: 0,
  t: 0,
});

describe("clicks", () => {
  it("are the spikes since the last look, when they were within the frame", () => {
    const listener = new Listener();
    const spikes = new Map([["a", train(5, 12, 18, 25)]]);
    expect(listener.take(["a"], spikes, new Map(), 10, 100)).toEqual([]);
    expect(listener.take(["a"], spikes, new Map(), 20, 100)).toEqual([
      { node: "a", part: 0.2 },
      { node: "a", part: 0.8 },
    ]);
    expect(listener.take(["b"], spikes, new Map(), 30, 100)).toEqual([]);
  });

  it("of a node that no view records are the cells that begin to spike", () => {
    const listener = new Listener();
    const look = (t: number, ...spiked: number[]): number =>
      listener.take(["a"], new Map(), new Map([["a", firing(...spiked)]]), t, 100).length;
    expect([look(1, 0, 0), look(2, 1, 0), look(3, 1, 0), look(4, 1, 1)]).toEqual([0, 1, 0, 1]);
  });

  it("are at most 200 a second, whatever the frames", () => {
    const listener = new Listener();
    const spikes = new Map([["a", train(...Array.from({ length: 20_000 }, (_, k) => k / 20))]]);
    let heard = 0;
    for (let frame = 0; frame <= 60; frame++) {
      heard += listener.take(["a"], spikes, new Map(), (1000 / 60) * frame, 1000 / 60).length;
    }
    expect(heard).toBeGreaterThan(0.9 * MOST_A_SECOND);
    expect(heard).toBeLessThanOrEqual(1.1 * MOST_A_SECOND);
  });

  it("begin anew after a pause or a jump back, and differ in pitch", () => {
    const listener = new Listener();
    const spikes = new Map([["a", train(5, 12)]]);
    listener.take(["a"], spikes, new Map(), 10, 100);
    listener.skip();
    expect(listener.take(["a"], spikes, new Map(), 20, 100)).toEqual([]);
    expect(new Set([0, 1, 2].map(pitchOf)).size).toBe(3);
  });
});
