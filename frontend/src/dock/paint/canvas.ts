import { palette } from "./palette";
import type { Painter, Stroke, TextStyle } from "./painter";

/** Widths that are remembered: the same few texts are measured in every frame. */
const MOST_WIDTHS = 2000;
const widths = new Map<string, number>();
// A font that arrives late has other widths than the one that stood in for it.
if ("fonts" in document) document.fonts.addEventListener("loadingdone", () => widths.clear());

function fontOf({ math, weight, size }: TextStyle): string {
  const { font, mathFont } = palette();
  return `${math === true ? "italic " : ""}${weight ?? 430} ${size}px ${math === true ? mathFont : font}`;
}

/** The context of a canvas that lets nothing through: it costs the browser less to put on the page. */
export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  return canvas.getContext("2d", { alpha: false });
}

/** Draws on a canvas at any number of device pixels per CSS pixel, on the colour of the panels. */
export class CanvasPainter implements Painter {
  readonly width: number;
  readonly height: number;
  readonly detail: number;
  private readonly g: CanvasRenderingContext2D;
  private font = "";

  constructor(g: CanvasRenderingContext2D, width: number, height: number, ratio: number) {
    this.g = g;
    this.width = width;
    this.height = height;
    this.detail = Math.max(1, ratio);
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    g.fillStyle = palette().color("surface");
    g.fillRect(0, 0, width, height);
    g.textBaseline = "alphabetic";
    g.lineJoin = "round";
  }

  rect(x: number, y: number, w: number, h: number, fill: string, radius = 0): void {
    this.g.fillStyle = fill;
    if (radius === 0) {
      this.g.fillRect(x, y, w, h);
      return;
    }
    this.g.beginPath();
    this.g.roundRect(x, y, w, h, radius);
    this.g.fill();
  }

  frame(x: number, y: number, w: number, h: number, stroke: Stroke): void {
    this.begin(stroke);
    this.g.strokeRect(x, y, w, h);
  }

  line(points: Float32Array, length: number, stroke: Stroke): void {
    this.begin(stroke);
    this.trace(points, length);
    this.g.stroke();
  }

  area(points: Float32Array, length: number, base: number, fill: string): void {
    if (length < 4) return;
    this.g.beginPath();
    this.g.moveTo(points[0] ?? 0, base);
    for (let i = 0; i < length; i += 2) this.g.lineTo(points[i] ?? 0, points[i + 1] ?? 0);
    this.g.lineTo(points[length - 2] ?? 0, base);
    this.g.fillStyle = fill;
    this.g.fill();
  }

  verticals(triples: Float32Array, length: number, stroke: Stroke): void {
    if (length === 0) return;
    this.begin(stroke);
    this.g.beginPath();
    for (let i = 0; i < length; i += 3) {
      const x = triples[i] ?? 0;
      this.g.moveTo(x, triples[i + 1] ?? 0);
      this.g.lineTo(x, triples[i + 2] ?? 0);
    }
    this.g.stroke();
  }

  dots(points: Float32Array, length: number, w: number, h: number, fill: string): void {
    this.g.fillStyle = fill;
    for (let i = 0; i < length; i += 2) this.g.fillRect(points[i] ?? 0, points[i + 1] ?? 0, w, h);
  }

  circle(x: number, y: number, r: number, fill: string, stroke: Stroke): void {
    this.begin(stroke);
    this.g.fillStyle = fill;
    this.g.beginPath();
    this.g.arc(x, y, r, 0, 2 * Math.PI);
    this.g.fill();
    this.g.stroke();
  }

  text(x: number, y: number, text: string, style: TextStyle): void {
    this.use(style);
    this.g.fillStyle = style.color;
    this.g.textAlign = style.align ?? "left";
    if (style.rotate === undefined) {
      this.g.fillText(text, x, y);
      return;
    }
    this.g.save();
    this.g.translate(x, y);
    this.g.rotate(style.rotate);
    this.g.fillText(text, 0, 0);
    this.g.restore();
  }

  measure(text: string, style: TextStyle): number {
    const key = `${fontOf(style)} ${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      this.use(style);
      width = this.g.measureText(text).width;
      if (widths.size >= MOST_WIDTHS) widths.clear();
      widths.set(key, width);
    }
    return width;
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
    if (columns === 0 || rows === 0) return;
    const image = document.createElement("canvas");
    image.width = columns;
    image.height = rows;
    const data = new ImageData(columns, rows);
    data.data.set(rgba);
    image.getContext("2d")?.putImageData(data, 0, 0);
    this.g.imageSmoothingEnabled = false;
    this.g.drawImage(image, x, y, w, h);
  }

  gradient(x: number, y: number, w: number, h: number, colors: readonly string[]): void {
    const run = this.g.createLinearGradient(0, y, 0, y + h);
    colors.forEach((color, i) => run.addColorStop(i / Math.max(1, colors.length - 1), color));
    this.g.fillStyle = run;
    this.g.fillRect(x, y, w, h);
  }

  clip(x: number, y: number, w: number, h: number, body: () => void): void {
    this.g.save();
    this.g.beginPath();
    this.g.rect(x, y, w, h);
    this.g.clip();
    body();
    this.g.restore();
    this.font = "";
  }

  private begin(stroke: Stroke): void {
    this.g.strokeStyle = stroke.color;
    this.g.lineWidth = stroke.width;
    this.g.lineCap = stroke.cap ?? "butt";
    this.g.setLineDash(stroke.dash ? [...stroke.dash] : []);
  }

  private trace(points: Float32Array, length: number): void {
    this.g.beginPath();
    let pen = false;
    for (let i = 0; i < length; i += 2) {
      const x = points[i] ?? NaN;
      const y = points[i + 1] ?? NaN;
      if (Number.isNaN(y)) pen = false;
      else if (pen) this.g.lineTo(x, y);
      else {
        this.g.moveTo(x, y);
        pen = true;
      }
    }
  }

  private use(style: TextStyle): void {
    const wanted = fontOf(style);
    if (wanted === this.font) return;
    this.g.font = wanted;
    this.font = wanted;
  }
}
