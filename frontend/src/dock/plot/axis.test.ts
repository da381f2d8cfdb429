import { beforeEach, describe, expect, it, vi } from "vitest";
import { live } from "../../live/live";
import { Series } from "../../live/series";
import { axisEnd, follow, followAll, moveAxis, movedTo } from "./axis";
import { PlotHand } from "./hand";
import type { Hold, Plot, Point } from "./plot";

const view = { id: "v", window: 100, linked: true };
const own = { id: "w", window: 100, linked: false };

beforeEach(() => {
  followAll();
  live.series.clear();
  const series = new Series();
  series.append(0, 0, 0);
  live.series.set("a.V[0]", series);
  live.t = 1000;
});

describe("the axis of time", () => {
  it("follows until a hand moves it, and again from the present on", () => {
    expect(axisEnd(view)).toBe(1000);
    moveAxis(view, 400, 100);
    live.t = 1200;
    expect(axisEnd(view)).toBe(400);
    moveAxis(view, 1300, 100);
    expect(movedTo(view)).toBeNull();
    expect(axisEnd(view)).toBe(1200);
  });

  it("is shared by the views that are linked", () => {
    moveAxis(view, 400, 100);
    expect(axisEnd({ ...view, id: "u" })).toBe(400);
    expect(axisEnd(own)).toBe(1000);
    moveAxis(own, 300, 100);
    expect([axisEnd(view), axisEnd(own)]).toEqual([400, 300]);
    follow(view);
    expect([axisEnd(view), axisEnd(own)]).toEqual([1000, 300]);
  });

  it("never leaves what is recorded, and follows a run that began anew", () => {
    moveAxis(view, -500, 100);
    expect(axisEnd(view)).toBe(10);
    moveAxis(view, 900, 100);
    live.t = 50;
    expect(axisEnd(view)).toBe(50);
    live.t = 950;
    expect(axisEnd(view)).toBe(950);
  });
});

describe("a hand in a plot", () => {
  const make = (hold: Hold | null): { plot: Plot; hand: PlotHand } => {
    const plot: Plot = {
      version: () => "",
      draw: () => undefined,
      hover: () => undefined,
      press: vi.fn(),
      zoom: vi.fn(),
      grab: () => hold,
      freeze: () => undefined,
      csv: () => "",
    };
    return { plot, hand: new PlotHand(plot) };
  };
  const at = (x: number, y = 0): Point => ({ x, y });

  it("presses, or drags what it has taken hold of", () => {
    const hold = { move: vi.fn(), end: vi.fn() };
    const { plot, hand } = make(hold);
    hand.down(1, at(10));
    hand.move(1, at(12));
    hand.up(1, at(12));
    expect(plot.press).toHaveBeenCalledWith(at(12));
    expect(hold.move).not.toHaveBeenCalled();
    hand.down(1, at(10));
    hand.move(1, at(40));
    hand.up(1, at(40));
    expect(hold.move).toHaveBeenCalledWith(at(40));
    expect(hold.end).toHaveBeenCalledTimes(2);
    expect(plot.press).toHaveBeenCalledTimes(1);
  });

  it("zooms with two fingers, and the last one to leave does nothing", () => {
    const { plot, hand } = make(null);
    hand.down(1, at(100));
    hand.down(2, at(200));
    hand.move(2, at(250));
    expect(plot.zoom).toHaveBeenCalledWith(-1, at(175));
    hand.move(2, at(160));
    expect(plot.zoom).toHaveBeenLastCalledWith(1, at(130));
    hand.up(2, at(160));
    hand.up(1, at(100));
    expect(plot.press).not.toHaveBeenCalled();
  });
});
