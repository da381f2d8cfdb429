import { expect, it } from "vitest";
import { ago } from "../history/when";
import { clock, realTime, shows, speedDetail } from "./speed";

it.each([
  [1, "1\u2009ms", "1000× slower"],
  [200, "200\u2009ms", "5× slower"],
  [1000, "1\u2009s", "real time"],
  [2500, "2.5\u2009s", "2.5× faster"],
])("a second at %d shows %s: %s", (speed, text, detail) => {
  expect(shows(speed)).toBe(text);
  expect(speedDetail(speed)).toBe(detail);
});

it("says what the engine could do, when it knows", () => {
  expect(realTime(6.234)).toBe("can run 6.2× real time");
  expect(realTime(0.5)).toBe("can run 0.5× real time");
  expect(realTime(null)).toBe("");
  expect(realTime(undefined)).toBe("");
});

it("shows time that does not jitter", () => {
  expect(clock(0)).toBe("0.0");
  expect(clock(412.64)).toBe("412.6");
  expect(clock(123456.7)).toBe("123457");
});

it("counts steps where there are no milliseconds", () => {
  expect([shows(1, "step"), shows(5000, "step")]).toEqual(["1\u2009step", "5000\u2009steps"]);
  expect(speedDetail(1000, "step")).toBe("");
  expect(realTime(6.2, "step")).toBe("can make 6200 steps/s");
  expect(clock(12.000001, "step")).toBe("12");
});

it("tells how long ago a board was changed", () => {
  const now = Date.parse("2026-01-10T12:00:00Z");
  expect(ago("2026-01-10T11:59:40Z", now)).toBe("just now");
  expect(ago("2026-01-10T11:18:00Z", now)).toBe("42 min ago");
  expect(ago("2026-01-10T02:00:00Z", now)).toBe("10 h ago");
  expect(ago("2026-01-09T11:00:00Z", now)).toBe("yesterday");
  expect(ago("2026-01-01T12:00:00Z", now)).toBe("9 days ago");
  expect(ago("no time", now)).toBe("");
});
