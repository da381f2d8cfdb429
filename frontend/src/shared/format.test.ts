import { describe, expect, it } from "vitest";
import {
  editableNumber,
  formatFixed,
  formatNumber,
  formatQuantity,
  formatReading,
  parseNumber,
} from "./format";

describe("numbers as a person reads them", () => {
  it.each([
    [0, "0"],
    [-0.5, "−0.5"],
    [3.14159, "3.142"],
    [1234.56, "1235"],
    [15, "15"],
    [0.1 + 0.2, "0.3"],
    [123456, "123500"],
    [2_500_000, "2.5×10⁶"],
    [-0.00001234, "−1.234×10⁻⁵"],
    [NaN, "–"],
    [-Infinity, "−∞"],
  ])("%f is %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it("puts a thin gap before the unit, and none where there is no unit", () => {
    expect(formatQuantity(-70, "mV")).toBe("−70\u2009mV");
    expect(formatQuantity(4, "")).toBe("4");
  });

  it("keeps the decimals of a reading, so that it does not jitter", () => {
    expect(formatReading(-55)).toBe("−55.0");
    expect(formatReading(0)).toBe("0.0");
    expect(formatReading(0.5)).toBe("0.500");
    expect(formatFixed(-0.001, 1)).toBe("0.0");
  });

  it.each([
    ["12", 12],
    [" −70,5 ", -70.5],
    ["1e3", 1000],
    [".5", 0.5],
    ["2\u2009000", 2000],
    ["−1.5", -1.5],
  ])("reads %s", (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each(["", "abc", "1e999", "NaN", "0x10", "1+1", "--1", "1.2.3"])("takes no %s", (text) => {
    expect(parseNumber(text)).toBeNull();
  });

  it("gives back what is typed", () => {
    for (const value of [0, -72, 0.1, 1e-7, 123456.789, 1e15]) {
      expect(parseNumber(editableNumber(value))).toBe(value);
    }
  });
});
