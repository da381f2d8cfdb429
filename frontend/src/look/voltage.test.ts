import { expect, it } from "vitest";
import { LEVELS, levelOf, ramp, VOLTAGE_RANGE } from "./voltage";

it("clamps values outside the scale", () => {
  expect(levelOf(-80, VOLTAGE_RANGE)).toBe(0);
  expect(levelOf(-200, VOLTAGE_RANGE)).toBe(0);
  expect(levelOf(-50, VOLTAGE_RANGE)).toBe(LEVELS - 1);
  expect(levelOf(40, VOLTAGE_RANGE)).toBe(LEVELS - 1);
  expect(levelOf(-65, VOLTAGE_RANGE)).toBe(LEVELS / 2);
  expect(levelOf(NaN, VOLTAGE_RANGE)).toBe(0);
});

it("runs from the first stop to the last, through those between", () => {
  const colours = ramp(["#000000", "#ff0000", "#ffffff"], 5);
  expect(colours).toEqual([
    "rgb(0 0 0)",
    "rgb(128 0 0)",
    "rgb(255 0 0)",
    "rgb(255 128 128)",
    "rgb(255 255 255)",
  ]);
});
