import { palette } from "./palette";
import type { Painter, Stroke, TextStyle } from "./painter";

/** Writes the same drawing as SVG: lines stay lines, text stays text. */
export class SvgPainter implements Painter {
  readonly width: number;
  readonly height: number;
  readonly detail = 4;
  private readonly parts: string[] = [];
  private readonly definitions: string[] = [];
  private readonly ruler: CanvasRenderingContext2D | null;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.ruler = document.createElement("canvas").getContext("2d");
  }

  /** The whole drawing. */
  document(title: string): string {
    const size = `width="${n(this.width)}" height="${n(this.height)}"`;
    const box = `viewBox="0 0 ${n(this.width)} ${n(this.height)}"`;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${box}>`,
      `<title>${escape(title)}</title>`,
      `<defs>${this.definitions.join("")}</defs>`,
      ...this.parts,
      "</svg>\n",
    ].join("\n");
  }

  rect(x: number, y: number, w: number, h: number, fill: string, radius = 0): void {
    const round = radius > 0 ? ` rx="${n(radius)}"` : "";
    this.parts.push(`<rect ${box(x, y, w, h)}${round} fill="${escape(fill)}"/>`);
  }

  frame(x: number, y: number, w: number, h: number, stroke: Stroke): void {
    this.parts.push(`<rect ${box(x, y, w, h)} fill="none" ${pen(stroke)}/>`);
  }

  line(points: Float32Array, length: number, stroke: Stroke): void {
    const path = linePath(points, length);
    if (path !== "") this.parts.push(`<path d="${path}" fill="none" ${pen(stroke)}/>`);
  }

  area(points: Float32Array, length: number, base: number, fill: string): void {
    if (length < 4) return;
    const first = points[0] ?? 0;
    const last = points[length - 2] ?? 0;
    const path = `${linePath(points, length)}L${n(last)} ${n(base)}L${n(first)} ${n(base)}Z`;
    this.parts.push(`<path d="${path}" fill="${escape(fill)}"/>`);
  }

  verticals(triples: Float32Array, length: number, stroke: Stroke): void {
    let path = "";
    for (let i = 0; i < length; i += 3) {
      path += `M${n(triples[i] ?? 0)} ${n(triples[i + 1] ?? 0)}V${n(triples[i + 2] ?? 0)}`;
    }
    if (path !== "") this.parts.push(`<path d="${path}" fill="none" ${pen(stroke)}/>`);
  }

  dots(points: Float32Array, length: number, w: number, h: number, fill: string): void {
    let path = "";
    for (let i = 0; i < length; i += 2) {
      path += `M${n(points[i] ?? 0)} ${n(points[i + 1] ?? 0)}h${n(w)}v${n(h)}h${n(-w)}z`;
    }
    if (path !== "") this.parts.push(`<path d="${path}" fill="${escape(fill)}"/>`);
  }

  circle(x: number, y: number, r: number, fill: string, stroke: Stroke): void {
    const at = `cx="${n(x)}" cy="${n(y)}" r="${n(r)}"`;
    this.parts.push(`<circle ${at} fill="${escape(fill)}" ${pen(stroke)}/>`);
  }

  text(x: number, y: number, text: string, style: TextStyle): void {
    const anchors = { left: "start", center: "middle", right: "end" } as const;
    const anchor = anchors[style.align ?? "left"];
    const { font, mathFont } = palette();
    const family = style.math === true ? mathFont : font;
    const turn =
      style.rotate === undefined
        ? ""
        : ` transform="rotate(${n((style.rotate * 180) / Math.PI)} ${n(x)} ${n(y)})"`;
    this.parts.push(
      `<text x="${n(x)}" y="${n(y)}" font-family="${escape(family)}" font-size="${n(style.size)}"` +
        ` font-weight="${style.weight ?? 430}"${style.math === true ? ' font-style="italic"' : ""}` +
        ` text-anchor="${anchor}" fill="${escape(style.color)}"${turn}>${escape(text)}</text>`,
    );
  }

  measure(text: string, style: TextStyle): number {
    if (!this.ruler) return text.length * style.size * 0.55;
    const { font, mathFont } = palette();
    const family = style.math === true ? mathFont : font;
    const slant = style.math === true ? "italic " : "";
    this.ruler.font = `${slant}${style.weight ?? 430} ${style.size}px ${family}`;
    return this.ruler.measureText(text).width;
  }

  cells(
    x: number,
    y: number,
    w: number,
    h: number,
    columns: number,
    rows: number,
    rgba: Uint8ClampedArray,
  ): void {
    const byColor = new Map<string, string>();
    const dx = w / columns;
    const dy = h / rows;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const at = 4 * (row * columns + column);
        if (rgba[at + 3] === 0) continue;
        const color = `rgb(${rgba[at] ?? 0},${rgba[at + 1] ?? 0},${rgba[at + 2] ?? 0})`;
        const cell = `M${n(x + column * dx)} ${n(y + row * dy)}h${n(dx)}v${n(dy)}h${n(-dx)}z`;
        byColor.set(color, (byColor.get(color) ?? "") + cell);
      }
    }
    const parts = [...byColor].map(([color, path]) => `<path d="${path}" fill="${color}"/>`);
    this.parts.push(`<g shape-rendering="crispEdges">${parts.join("")}</g>`);
  }

  gradient(x: number, y: number, w: number, h: number, colors: readonly string[]): void {
    const id = `g${this.definitions.length}`;
    const last = Math.max(1, colors.length - 1);
    const stops = colors
      .map((color, i) => `<stop offset="${n(i / last)}" stop-color="${escape(color)}"/>`)
      .join("");
    const run = `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops}</linearGradient>`;
    this.definitions.push(run);
    this.parts.push(`<rect ${box(x, y, w, h)} fill="url(#${id})"/>`);
  }

  clip(x: number, y: number, w: number, h: number, body: () => void): void {
    const id = `c${this.definitions.length}`;
    this.definitions.push(`<clipPath id="${id}"><rect ${box(x, y, w, h)}/></clipPath>`);
    this.parts.push(`<g clip-path="url(#${id})">`);
    body();
    this.parts.push("</g>");
  }
}

function linePath(points: Float32Array, length: number): string {
  let path = "";
  let down = false;
  for (let i = 0; i < length; i += 2) {
    const y = points[i + 1] ?? NaN;
    if (Number.isNaN(y)) {
      down = false;
      continue;
    }
    path += `${down ? "L" : "M"}${n(points[i] ?? 0)} ${n(y)}`;
    down = true;
  }
  return path;
}

function pen(stroke: Stroke): string {
  const dash =
    stroke.dash && stroke.dash.length > 0
      ? ` stroke-dasharray="${stroke.dash.map(n).join(" ")}"`
      : "";
  const cap = stroke.cap === "round" ? ' stroke-linecap="round"' : "";
  const color = escape(stroke.color);
  return `stroke="${color}" stroke-width="${n(stroke.width)}" stroke-linejoin="round"${dash}${cap}`;
}

function box(x: number, y: number, w: number, h: number): string {
  return `x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}"`;
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escape(text: string): string {
  return (
    text
      // XML knows no control characters.
      .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&quot;")
  );
}
