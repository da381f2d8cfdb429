import { describe, expect, it } from "vitest";
import { lineSpans, unknownName, type Mark } from "./marks";

const mark = (line: number | null, column: number | null, length: number | null = 1): Mark => ({
  line,
  column,
  length,
  message: "",
});

describe("spans of a line", () => {
  it("mark what is wrong on this line only", () => {
    expect(lineSpans("dV/dt = x", 2, [mark(2, 9), mark(1, 1), mark(null, null)])).toEqual([
      { text: "dV/dt = ", wrong: false },
      { text: "x", wrong: true },
    ]);
  });

  it("mark a space behind the end", () => {
    expect(lineSpans("ab", 1, [mark(1, 3)])).toEqual([
      { text: "ab", wrong: false },
      { text: " ", wrong: true },
    ]);
  });

  it("are one piece where nothing is wrong, and none for an empty line", () => {
    expect(lineSpans("ab c", 1, [])).toEqual([{ text: "ab c", wrong: false }]);
    expect(lineSpans("", 1, [])).toEqual([]);
  });

  it("mark as many characters as the mistake has", () => {
    expect(lineSpans("a + foo", 1, [mark(1, 5, 3)]).at(-1)).toEqual({ text: "foo", wrong: true });
  });
});

it("an unknown name is found in its sentence", () => {
  expect(unknownName('unknown name "g_x"; did you mean "g"?')).toBe("g_x");
  expect(unknownName("expected an expression")).toBeNull();
});
