import { describe, expect, it, vi } from "vitest";
import {
  cursorTime,
  hoverTime,
  isFollowing,
  pinTime,
  showMoment,
  subscribeFollowing,
  viewEnd,
} from "./clock";
import { live } from "./live";

describe("the moment that views show", () => {
  it("follows the network until it is held, and again from the present on", () => {
    const told = vi.fn();
    const stop = subscribeFollowing(told);
    live.t = 500;
    expect([viewEnd(), isFollowing()]).toEqual([500, true]);
    showMoment(300);
    live.t = 600;
    expect([viewEnd(), isFollowing()]).toEqual([300, false]);
    showMoment(320);
    showMoment(600);
    live.t = 700;
    expect([viewEnd(), isFollowing()]).toEqual([700, true]);
    expect(told).toHaveBeenCalledTimes(2);
    stop();
  });

  it("shows the time under the pointer, else the pinned one", () => {
    expect(cursorTime()).toBeNull();
    pinTime(20);
    hoverTime(30);
    expect(cursorTime()).toBe(30);
    hoverTime(null);
    expect(cursorTime()).toBe(20);
    pinTime(null);
    expect(cursorTime()).toBeNull();
  });
});
