import { describe, expect, it } from "vitest";
import { cursorTime, hoverTime, holdMoment, isFollowing, pinTime, viewEnd } from "./clock";
import { live } from "./live";

describe("the moment that views show", () => {
  it("is where the network stands, unless another one is held", () => {
    live.t = 500;
    live.moment = null;
    expect([viewEnd(), isFollowing()]).toEqual([500, true]);
    holdMoment(300);
    live.t = 600;
    expect([viewEnd(), isFollowing()]).toEqual([300, false]);
    live.moment = 290;
    expect(viewEnd()).toBe(300);
    holdMoment(null);
    expect([viewEnd(), isFollowing()]).toEqual([290, false]);
    live.moment = null;
    expect([viewEnd(), isFollowing()]).toEqual([600, true]);
    holdMoment(900);
    expect(viewEnd()).toBe(600);
    holdMoment(null);
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
