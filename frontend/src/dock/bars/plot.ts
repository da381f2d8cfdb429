import { live } from "../../live/live";
import { cellsKey } from "../../live/viewdata";
import { csvLine, single, withUnit } from "../../shared/csv";
import { formatReading } from "../../shared/format";
import type { Bars } from "../../wire/types";
import { entriesOf, type Entry } from "../entries";
import { palette } from "../paint/palette";
import { stroke, type Painter } from "../paint/painter";
import { boxOf, drawAcross, drawHint, drawUp, drawWords, upPixel, type Box } from "../plot/axes";
import { followRange, rangeWithZero, type Range } from "../plot/scale";
import { StillPlot } from "../plot/still";

/** The cells of an entry that are shown, and their values. */
export interface BarRow {
  entry: Entry;
  cells: readonly number[];
  values: readonly number[];
}

/** px between the bars of two entries. */
const GAP = 10;

/** A tile with a bar for each cell. */
export class BarsPlot extends StillPlot<Bars, readonly BarRow[]> {
  private range: Range | null = null;

  protected read(view: Bars): readonly BarRow[] {
    return entriesOf(view.of, this.records, this.catalog).flatMap((entry): BarRow[] => {
      const now = live.views.cells.get(cellsKey(entry.id, entry.variable));
      if (!now) return [];
      const shown = entry.cells ?? Array.from(now.values, (_, i) => i * now.stride);
      const kept = shown.filter((cell) => cell % now.stride === 0);
      return [
        { entry, cells: kept, values: kept.map((cell) => now.values[cell / now.stride] ?? 0) },
      ];
    });
  }

  protected paint(painter: Painter, view: Bars, rows: readonly BarRow[]): void {
    const { color } = palette();
    const box = boxOf(painter);
    const range = this.rangeOf(view, rows);
    const units = new Set(rows.map(({ entry }) => entry.unit));
    const [unit = ""] = units;
    const names = [...new Set(rows.map(({ entry }) => entry.variable))].join(", ");
    drawUp(painter, box, range, withUnit(names, units.size === 1 ? unit : ""));
    if (rows.length === 0) {
      drawHint(painter, box, this.hint);
      return;
    }
    // Bars stand on 0, or on the lower end of a range below it.
    const base = upPixel(range.lo <= 0 && range.hi >= 0 ? 0 : range.lo, range, box);
    const total = rows.reduce((sum, row) => sum + row.values.length, 0);
    const free = box.x1 - box.x0 - GAP * (rows.length - 1);
    let x = box.x0;
    for (const row of rows) {
      const part: Box = { ...box, x0: x, x1: x + (free * row.values.length) / Math.max(1, total) };
      drawBars(painter, row, part, range, base);
      const only = { lo: 0, hi: Math.max(1, row.cells.length) };
      if (rows.length === 1 && row.entry.cells === null) {
        const last = (row.cells.at(-1) ?? 0) + 1;
        drawAcross(painter, part, { lo: 0, hi: last }, "Cell");
      } else {
        const name = row.entry.name;
        const label = { size: 11, color: color(row.entry.textColor), align: "center" } as const;
        painter.text((part.x0 + part.x1) / 2, box.bottom + 14, name, label);
      }
      this.drawReading(painter, row, part, only);
      x = part.x1 + GAP;
    }
    stroke(painter, box.x0, base, box.x1, base, { color: color("line-strong"), width: 1 });
  }

  /** The value under the pointer. */
  private drawReading(
    painter: Painter,
    { entry, cells, values }: BarRow,
    part: Box,
    only: Range,
  ): void {
    const at = this.pointer;
    if (!at || at.x < part.x0 || at.x >= part.x1) return;
    const index = Math.floor(((at.x - part.x0) / (part.x1 - part.x0)) * only.hi);
    const value = values[index];
    if (value === undefined) return;
    const words = [
      { text: entry.name },
      { text: `cell ${cells[index] ?? 0}` },
      { text: formatReading(value), strong: true },
      { text: entry.unit },
    ];
    drawWords(painter, words, painter.width - 14);
  }

  private rangeOf(view: Bars, rows: readonly BarRow[]): Range {
    if (view.scale !== "auto") return { lo: view.scale[0], hi: view.scale[1] };
    const seen: Range = { lo: Infinity, hi: -Infinity };
    for (const { values } of rows) {
      for (const value of values) {
        if (value < seen.lo) seen.lo = value;
        if (value > seen.hi) seen.hi = value;
      }
    }
    // Potentials stand on the lower end of their range: 0 mV says nothing of them.
    const potential = rows.every(({ entry }) => entry.unit === "mV");
    const data = potential || seen.hi < seen.lo ? seen : rangeWithZero(seen);
    this.range = followRange(this.range, data, potential ? 4 : 1e-3);
    return this.range;
  }

  protected table(_view: Bars, rows: readonly BarRow[]): string {
    let text = csvLine(["population", "cell", "variable", "value", "unit"]);
    for (const { entry, cells, values } of rows) {
      cells.forEach((cell, i) => {
        text += csvLine([entry.name, cell, entry.variable, single(values[i] ?? NaN), entry.unit]);
      });
    }
    return text;
  }
}

/** Where there are more bars than pixels, each pixel shows the one that reaches furthest. */
function drawBars(painter: Painter, row: BarRow, part: Box, range: Range, base: number): void {
  const fill = palette().color(row.entry.ramp === "volt" ? "volt" : row.entry.color);
  const count = row.values.length;
  const width = (part.x1 - part.x0) / Math.max(1, count);
  const height = (value: number): number =>
    upPixel(Math.max(range.lo, Math.min(range.hi, value)), range, part);
  if (width >= 2) {
    const gap = width > 5 ? Math.min(4, width * 0.2) : 0.5;
    row.values.forEach((value, i) => {
      const y = height(value);
      const top = Math.min(y, base);
      painter.rect(
        part.x0 + i * width + gap / 2,
        top,
        width - gap,
        Math.max(1, Math.abs(y - base)),
        fill,
      );
    });
    return;
  }
  const columns = Math.max(1, Math.floor(part.x1 - part.x0));
  const triples = new Float32Array(3 * columns);
  for (let column = 0; column < columns; column++) {
    let furthest = base;
    const end = Math.ceil(((column + 1) * count) / columns);
    for (let i = Math.floor((column * count) / columns); i < end; i++) {
      const y = height(row.values[i] ?? 0);
      if (Math.abs(y - base) > Math.abs(furthest - base)) furthest = y;
    }
    triples.set([part.x0 + column + 0.5, base, furthest], 3 * column);
  }
  painter.verticals(triples, triples.length, { color: fill, width: 1 });
}
