import { expect, it } from "vitest";
import { textScale } from "./TextScale";

it("keeps text at 11 px or more down to two thirds", () => {
  for (const zoom of [0.63, 0.66, 0.7, 0.8, 0.95, 1]) {
    expect(11 * textScale(zoom) * zoom).toBeGreaterThanOrEqual(11 - 1e-9);
  }
});

it("leaves text as it is when zoomed in, and bounds it far out", () => {
  expect(textScale(1)).toBe(1);
  expect(textScale(2)).toBe(1);
  expect(textScale(0.1)).toBe(1.6);
});
