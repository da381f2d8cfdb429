import { viewEnd } from "../../live/clock";
import { live, seriesKey } from "../../live/live";
import { cellsKey } from "../../live/viewdata";
import { csvLine, single, withUnit } from "../../shared/csv";
import { formatReading } from "../../shared/format";
import { formatDuration } from "../../shared/timeunit";
import type { Scatter } from "../../wire/types";
import { entriesOf, type Entry } from "../entries";
import { palette } from "../paint/palette";
import type { Painter } from "../paint/painter";
import {
  acrossPixel,
  boxOf,
  drawAcross,
  drawHint,
  drawUp,
  drawWords,
  upPixel,
  type Box,
  type Word,
} from "../plot/axes";
import { followRange, type Range } from "../plot/scale";
import { StillPlot } from "../plot/still";
import { pathOf, type Path } from "./path";

/** A tile with two variables against each other. */
export class ScatterPlot extends StillPlot<Scatter, Path> {
  private across: Range | null = null;
  private up: Range | null = null;

  protected read(view: Scatter): Path {
    const [x, y] = this.entries(view);
    if (!x || !y) return NOTHING;
    if (view.what === "time") {
      const of = (entry: Entry) =>
        live.series.get(seriesKey(entry.id, entry.variable, entry.cells?.[0] ?? 0));
      const [first, second] = [of(x), of(y)];
      const t1 = viewEnd();
      return first && second ? pathOf(first, second, t1 - view.span, t1) : NOTHING;
    }
    const [a, b] = [x, y].map(({ id, variable }) => live.views.cells.get(cellsKey(id, variable)));
    if (!a || a.stride !== b?.stride) return NOTHING;
    const count = Math.min(a.values.length, b.values.length);
    const points = new Float32Array(2 * count);
    for (let i = 0; i < count; i++) {
      points[2 * i] = a.values[i] ?? NaN;
      points[2 * i + 1] = b.values[i] ?? NaN;
    }
    return { points, length: 2 * count };
  }

  protected paint(painter: Painter, view: Scatter, path: Path): void {
    const box = boxOf(painter);
    const entries = this.entries(view);
    const [x, y] = entries;
    const across = (this.across = followRange(this.across, seen(path, 0), leastOf(x)));
    const up = (this.up = followRange(this.up, seen(path, 1), leastOf(y)));
    const name = y ? withUnit(y.variable, y.unit) : "";
    drawUp(painter, box, up, name);
    drawAcross(painter, box, across, x ? nameOf(x) : "");
    if (path.length === 0) {
      drawHint(painter, box, y ? this.hint : "Choose a second variable in the options");
      return;
    }
    const pixels = new Float32Array(path.length);
    for (let i = 0; i < path.length; i += 2) {
      pixels[i] = acrossPixel(path.points[i] ?? NaN, across, box);
      pixels[i + 1] = upPixel(path.points[i + 1] ?? NaN, up, box);
    }
    painter.clip(box.x0, box.top - 4, box.x1 - box.x0 + 4, box.bottom - box.top + 8, () => {
      if (view.what === "time") drawTail(painter, pixels);
      else painter.dots(centred(pixels, 3), pixels.length, 3, 3, this.colorOf(entries));
    });
    drawWords(painter, this.words(view, entries, path, pixels, box), box.x1, name);
  }

  private colorOf([x]: readonly Entry[]): string {
    return palette().color(x?.color ?? "stim");
  }

  private words(
    view: Scatter,
    entries: readonly Entry[],
    path: Path,
    pixels: Float32Array,
    box: Box,
  ): Word[] {
    const at = this.pointer;
    const over = at !== null && at.x >= box.x0 && at.y >= box.top && at.y <= box.bottom;
    const index = over ? nearest(pixels, at) : path.length - 2;
    const values = [path.points[index] ?? NaN, path.points[index + 1] ?? NaN];
    if (view.what === "cells" && !over) return [{ text: `${path.length / 2} cells` }];
    const which: Word[] = view.what === "cells" ? [{ text: `cell ${index / 2}` }] : [];
    return [
      ...which,
      ...entries
        .slice(0, 2)
        .flatMap((entry, i): Word[] => [
          { text: entry.variable },
          { text: formatReading(values[i] ?? NaN), strong: true },
          { text: entry.unit },
        ]),
    ];
  }

  protected table(view: Scatter, path: Path): string {
    const [x, y] = this.entries(view);
    if (!x || !y) return "";
    const of = view.what === "time" ? `over the last ${formatDuration(view.span)}` : "of each cell";
    let text = csvLine([`${nameOf(x)} ${of}`, `${nameOf(y)} ${of}`]);
    for (let i = 0; i < path.length; i += 2) {
      text += csvLine([single(path.points[i] ?? NaN), single(path.points[i + 1] ?? NaN)]);
    }
    return text;
  }

  private entries(view: Scatter): Entry[] {
    return entriesOf(view.of, this.records, this.catalog);
  }
}

const NOTHING: Path = { points: new Float32Array(0), length: 0 };
const TAIL = 4;

/** A path that fades towards its past, with a dot where it is now. */
export function drawTail(painter: Painter, pixels: Float32Array): void {
  const { color } = palette();
  const shades = [color("line-strong"), color("ink-4"), color("ink-3"), color("ink")];
  const count = pixels.length / 2;
  shades.forEach((shade, i) => {
    const from = 2 * Math.floor((i * count) / TAIL);
    // One point more, so that the parts join.
    const to = Math.min(pixels.length, 2 * Math.floor(((i + 1) * count) / TAIL) + 2);
    const part = pixels.subarray(from, to);
    painter.line(part, part.length, { color: shade, width: 1.25 });
  });
  const rim = { color: color("surface"), width: 1.5 };
  painter.circle(pixels.at(-2) ?? 0, pixels.at(-1) ?? 0, 4, color("ink"), rim);
}

function centred(pixels: Float32Array, size: number): Float32Array {
  return pixels.map((value) => value - size / 2);
}

function nearest(pixels: Float32Array, at: { x: number; y: number }): number {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < pixels.length; i += 2) {
    const distance = Math.hypot((pixels[i] ?? 0) - at.x, (pixels[i + 1] ?? 0) - at.y);
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best;
}

function seen({ points, length }: Path, offset: 0 | 1): Range {
  const range: Range = { lo: Infinity, hi: -Infinity };
  for (let i = offset; i < length; i += 2) {
    const value = points[i] ?? NaN;
    if (value < range.lo) range.lo = value;
    if (value > range.hi) range.hi = value;
  }
  return range;
}

function leastOf(entry: Entry | undefined): number {
  return entry?.unit === "mV" ? 2 : 1e-3;
}

function nameOf(entry: Entry): string {
  return withUnit(`${entry.variable} of ${entry.name}`, entry.unit);
}
