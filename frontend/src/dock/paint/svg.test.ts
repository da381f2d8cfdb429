import { beforeEach, describe, expect, it, vi } from "vitest";
import { mix, rgb } from "./palette";
import { SvgPainter } from "./svg";

const parse = (text: string): Document => {
  const found = new DOMParser().parseFromString(text, "image/svg+xml");
  expect(found.querySelector("parsererror")).toBeNull();
  return found;
};

describe("SvgPainter", () => {
  // jsdom has no canvas to measure text with.
  beforeEach(() => {
    vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  });

  it("writes lines, areas, strokes and text as what they are", () => {
    const painter = new SvgPainter(200, 100);
    painter.rect(0, 0, 200, 100, "#fff");
    painter.line(Float32Array.of(0, 1, 10, 2, 20, NaN, 30, 4), 8, { color: "#123456", width: 1.5 });
    painter.area(Float32Array.of(0, 1, 10, 2), 4, 50, "#abc");
    painter.verticals(Float32Array.of(5, 1, 9), 3, { color: "#f00", width: 1, dash: [2, 3] });
    painter.dots(Float32Array.of(1, 2, 3, 4), 4, 1, 2, "#0f0");
    painter.text(4, 5, "V < 0 & “x”", { size: 11, color: "#000", align: "right" });
    painter.clip(1, 2, 3, 4, () => painter.circle(5, 5, 2, "#fff", { color: "#000", width: 1 }));
    const svg = parse(painter.document("A <trace>"));
    expect(svg.querySelector("title")?.textContent).toBe("A <trace>");
    expect(svg.querySelector("text")?.textContent).toBe("V < 0 & “x”");
    const paths = [...svg.querySelectorAll("path")].map((path) => path.getAttribute("d"));
    expect(paths).toEqual([
      "M0 1L10 2M30 4",
      "M0 1L10 2L10 50L0 50Z",
      "M5 1V9",
      "M1 2h1v2h-1zM3 4h1v2h-1z",
    ]);
    expect(svg.querySelector("g[clip-path] circle")).not.toBeNull();
  });

  it("survives labels that XML does not know", () => {
    const painter = new SvgPainter(10, 10);
    painter.text(0, 0, '\u0000\u0007"><script>', { size: 11, color: "#000" });
    const svg = parse(painter.document("\u0001"));
    expect(svg.querySelector("script")).toBeNull();
    expect(svg.querySelector("text")?.textContent).toBe('"><script>');
  });

  it("draws cells by colour and leaves transparent ones out", () => {
    const painter = new SvgPainter(10, 10);
    const rgba = Uint8ClampedArray.of(1, 2, 3, 255, 0, 0, 0, 0, 1, 2, 3, 255, 9, 9, 9, 255);
    painter.cells(0, 0, 4, 4, 2, 2, rgba);
    const paths = [...parse(painter.document("")).querySelectorAll("g path")];
    expect(paths.map((path) => path.getAttribute("fill"))).toEqual(["rgb(1,2,3)", "rgb(9,9,9)"]);
    expect(paths[0]?.getAttribute("d")).toBe("M0 0h2v2h-2zM0 2h2v2h-2z");
  });
});

describe("colours", () => {
  it("are read and mixed", () => {
    expect(rgb("#D55E00")).toEqual([213, 94, 0]);
    expect(rgb("#fff")).toEqual([255, 255, 255]);
    expect(
      mix(
        [
          [0, 0, 0],
          [10, 20, 30],
        ],
        0.5,
      ),
    ).toEqual([5, 10, 15]);
    expect(
      mix(
        [
          [0, 0, 0],
          [10, 20, 30],
        ],
        9,
      ),
    ).toEqual([10, 20, 30]);
  });
});
