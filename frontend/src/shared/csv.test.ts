import { describe, expect, it } from "vitest";
import { csvLine, single, withUnit } from "./csv";
import { safeFileName } from "./download";

describe("csvLine", () => {
  it("quotes what has to be quoted and leaves out what is not there", () => {
    expect(csvLine(["a,b", 'say "x"', 1.5, null, NaN])).toBe('"a,b","say ""x""",1.5,,\r\n');
  });
  it("marks what a spreadsheet would take for a formula", () => {
    expect(csvLine(["=HYPERLINK(1)", "+1", -1])).toBe("'=HYPERLINK(1),'+1,-1\r\n");
  });
  it("names units and writes what float32 holds", () => {
    expect(withUnit("V of A", "mV")).toBe("V of A (mV)");
    expect(withUnit("n", "")).toBe("n");
    expect(single(Math.fround(-70.1))).toBe(-70.1);
  });
});

describe("safeFileName", () => {
  it("keeps letters and numbers of every script", () => {
    expect(safeFileName("Trace Neuron A", "png")).toBe("Trace-Neuron-A.png");
    expect(safeFileName("../../etc/passwd", "csv")).toBe("etc-passwd.csv");
    expect(safeFileName("???", "svg")).toBe("view.svg");
    expect(safeFileName("神経", "csv")).toBe("神経.csv");
  });
});
