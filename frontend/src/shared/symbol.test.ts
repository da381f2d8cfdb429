import { describe, expect, it } from "vitest";
import { symbolRuns, symbolText } from "./symbol";

describe("symbolRuns", () => {
  it.each([
    ["V", [["V", "base", false]]],
    [
      "\\tau_m",
      [
        ["τ", "base", false],
        ["m", "sub", false],
      ],
    ],
    [
      "I_{\\mathrm{syn}}",
      [
        ["I", "base", false],
        ["syn", "sub", true],
      ],
    ],
    [
      "V_{\\text{th}}",
      [
        ["V", "base", false],
        ["th", "sub", true],
      ],
    ],
    [
      "\\Delta_T",
      [
        ["Δ", "base", false],
        ["T", "sub", false],
      ],
    ],
    [
      "g_{\\mathrm{Na}}^{2}",
      [
        ["g", "base", false],
        ["Na", "sub", true],
        ["2", "sup", true],
      ],
    ],
    [
      "\\bar{g}_L",
      [
        ["g", "base", false],
        ["L", "sub", false],
      ],
    ],
    ["\\Delta t", [["Δt", "base", false]]],
  ] as const)("reads %s", (latex, runs) => {
    expect(symbolRuns(latex).map((run) => [run.text, run.place, run.upright])).toEqual(runs);
  });

  it("is text for what cannot be set", () => {
    expect(symbolText("\\tau_m")).toBe("τ_m");
    expect(symbolRuns("{{{")).toEqual([]);
    expect(symbolText("\\unknown")).toBe("unknown");
  });
});
