import { beforeEach, describe, expect, it, vi } from "vitest";
import { afterDraw, invalidate, onFrame } from "./loop";

let frames: FrameRequestCallback[] = [];
const draw = (): void => {
  const now = frames;
  frames = [];
  for (const callback of now) callback(16);
};

describe("the loop", () => {
  beforeEach(() => {
    vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) =>
      frames.push(callback),
    );
    draw();
    draw();
  });

  it("asks for one animation frame however much changes, and for none when nothing does", () => {
    const callback = vi.fn(() => undefined);
    const stop = onFrame(callback);
    invalidate();
    invalidate();
    expect(frames).toHaveLength(1);
    draw();
    expect(callback).toHaveBeenCalledOnce();
    expect(frames).toHaveLength(0);
    stop();
    invalidate();
    draw();
    expect(callback).toHaveBeenCalledOnce();
  });

  it("goes on while a callback asks for more", () => {
    let left = 3;
    const stop = onFrame(() => --left > 0);
    draw();
    draw();
    draw();
    expect(left).toBe(0);
    expect(frames).toHaveLength(0);
    stop();
  });

  it("draws the others, and acknowledges, when one view fails", () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const stops = [
      onFrame(() => {
        throw new Error("broken view");
      }),
    ];
    const other = vi.fn(() => undefined);
    stops.push(onFrame(other));
    const done = vi.fn();
    afterDraw(done);
    draw();
    expect(other).toHaveBeenCalled();
    expect(done).toHaveBeenCalledOnce();
    expect(error).toHaveBeenCalled();
    for (const stop of stops) stop();
  });
});
