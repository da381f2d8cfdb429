import { describe, expect, it, vi } from "vitest";
import { makeGesture } from "./gesture";

describe("a gesture", () => {
  let next = 0;
  const setUp = (): { run: () => void; gesture: ReturnType<typeof makeGesture> } => {
    let waiting: (() => void)[] = [];
    const gesture = makeGesture(
      (run) => waiting.push(run),
      () => `g${++next}`,
    );
    return {
      run: () => {
        const now = waiting;
        waiting = [];
        for (const run of now) run();
      },
      gesture,
    };
  };

  it("makes the first edit at once and the last one of each frame, all with one id", () => {
    const { run, gesture } = setUp();
    const made: [number, string][] = [];
    for (let i = 0; i < 5; i++) gesture.change((id) => made.push([i, id]));
    run();
    gesture.change((id) => made.push([9, id]));
    run();
    expect(made.map(([i]) => i)).toEqual([0, 4, 9]);
    expect(new Set(made.map(([, id]) => id)).size).toBe(1);
  });

  it("makes what waits when it ends, and the next one is another undo step", () => {
    const { run, gesture } = setUp();
    const apply = vi.fn();
    gesture.change(apply);
    gesture.finish();
    expect(apply).toHaveBeenCalledOnce();
    run();
    expect(apply).toHaveBeenCalledOnce();
    gesture.change(apply);
    gesture.finish();
    expect(apply.mock.calls[0]?.[0]).not.toBe(apply.mock.calls[1]?.[0]);
    gesture.finish();
    expect(apply).toHaveBeenCalledTimes(2);
  });
});
