import { live } from "../../live/live";
import { csvLine, withUnit } from "../../shared/csv";
import { formatNumber, formatQuantity } from "../../shared/format";
import { timeWord } from "../../shared/timeunit";
import type { HistogramData } from "../../wire/frames";
import type { Histogram } from "../../wire/types";
import { entriesOf, type Entry } from "../entries";
import { palette } from "../paint/palette";
import { stroke, type Painter } from "../paint/painter";
import {
  acrossPixel,
  boxOf,
  drawAcross,
  drawHint,
  drawUp,
  drawWords,
  upPixel,
  type Word,
} from "../plot/axes";
import { followRange, type Range } from "../plot/scale";
import { StillPlot } from "../plot/still";
import { spreadWords } from "./words";

/** A tile of a histogram: the server counts, the page draws. */
export class HistogramPlot extends StillPlot<Histogram, HistogramData | null> {
  private range: Range | null = null;

  protected read(view: Histogram): HistogramData | null {
    return live.views.histograms.get(view.id) ?? null;
  }

  protected paint(painter: Painter, view: Histogram, data: HistogramData | null): void {
    const { color } = palette();
    const box = boxOf(painter);
    const entries = this.entries(view);
    const unit = this.unit(view, entries);
    const known = data?.section.spreads.some(({ n }) => n > 0) === true;
    const { low, high, bins } = data?.section ?? { low: 0, high: 1, bins: view.bins };
    const across: Range = { lo: low, hi: high };
    let most = 1;
    for (const count of data?.counts ?? []) if (count > most) most = count;
    this.range = followRange(this.range, { lo: 0, hi: most }, 1);
    const up = { lo: 0, hi: this.range.hi };
    drawUp(painter, box, up, "Count");
    drawAcross(painter, box, across, nameOf(view, entries, unit));
    if (!data || !known) {
      drawHint(
        painter,
        box,
        entries.length === 0 ? "Choose what to count in the options" : this.hint,
      );
      return;
    }
    const width = (box.x1 - box.x0) / bins;
    const several = data.section.spreads.length > 1;
    data.section.spreads.forEach((_, place) => {
      const entry = entries[place];
      const outline = new Float32Array(4 * bins + 4);
      let length = 0;
      outline[length++] = box.x0;
      outline[length++] = box.bottom;
      for (let bin = 0; bin < bins; bin++) {
        const y = upPixel(data.counts[place * bins + bin] ?? 0, up, box);
        const x = box.x0 + bin * width;
        if (!several && y < box.bottom) {
          const gap = width > 4 ? 1 : 0;
          painter.rect(x, y, width - gap, box.bottom - y, color(entry?.color ?? "stim"));
        }
        outline[length++] = x;
        outline[length++] = y;
        outline[length++] = x + width;
        outline[length++] = y;
      }
      if (several)
        painter.line(outline, length, { color: color(entry?.color ?? "stim"), width: 1.5 });
    });
    this.drawMean(painter, data, across, box);
    drawWords(painter, this.words(view, data, entries, unit, box), box.x1, "Count");
  }

  private drawMean(
    painter: Painter,
    data: HistogramData,
    across: Range,
    box: ReturnType<typeof boxOf>,
  ): void {
    const mean = data.section.spreads.length === 1 ? data.section.spreads[0]?.mean : null;
    if (mean === null || mean === undefined) return;
    const x = acrossPixel(mean, across, box);
    const dotted = { color: palette().color("ink"), width: 1, dash: [2, 3] };
    stroke(painter, x, box.top, x, box.bottom, dotted);
  }

  private words(
    view: Histogram,
    data: HistogramData,
    entries: readonly Entry[],
    unit: string,
    box: ReturnType<typeof boxOf>,
  ): Word[] {
    const { color } = palette();
    const { spreads, low, high, bins } = data.section;
    const inside = this.pointer !== null && this.pointer.x >= box.x0 && this.pointer.x <= box.x1;
    if (inside && this.pointer) {
      const bin = Math.min(
        bins - 1,
        Math.floor(((this.pointer.x - box.x0) / (box.x1 - box.x0)) * bins),
      );
      const width = (high - low) / bins;
      const counts = spreads.map((_, place) => data.counts[place * bins + bin] ?? 0);
      const range = `${formatNumber(low + bin * width)} to ${formatQuantity(low + (bin + 1) * width, unit)}:`;
      return [
        { text: range },
        { text: counts.map((n) => formatNumber(n)).join(", "), strong: true },
      ];
    }
    return spreads.flatMap((spread, place) =>
      spreadWords(spread, unit, view.what === "intervals").map((text) => ({
        text,
        color: color(spreads.length > 1 ? (entries[place]?.textColor ?? "ink-3") : "ink-3"),
      })),
    );
  }

  protected table(view: Histogram, data: HistogramData | null): string {
    const entries = this.entries(view);
    const unit = this.unit(view, entries);
    const names = entries.map((entry) => `count of ${entryName(entry)}`);
    let text = csvLine([withUnit("from", unit), withUnit("to", unit), ...names]);
    if (!data) return text;
    const { low, high, bins, spreads } = data.section;
    const width = (high - low) / bins;
    for (let bin = 0; bin < bins; bin++) {
      const counts = spreads.map((_, place) => data.counts[place * bins + bin] ?? 0);
      const bounds = [low + bin * width, low + (bin + 1) * width].map((x) =>
        Number(x.toPrecision(9)),
      );
      text += csvLine([...bounds, ...counts]);
    }
    return text;
  }

  private entries(view: Histogram): Entry[] {
    return entriesOf(view.of, this.records, this.catalog);
  }

  private unit(view: Histogram, entries: readonly Entry[]): string {
    return view.what === "intervals" ? timeWord() : (entries[0]?.unit ?? "");
  }
}

function nameOf(view: Histogram, entries: readonly Entry[], unit: string): string {
  if (view.what === "intervals") return `Interval between spikes (${unit})`;
  const [first] = entries;
  return first === undefined
    ? ""
    : withUnit(first.variable === "" ? "Weight" : first.variable, unit);
}

function entryName(entry: Entry): string {
  return entry.variable === "" ? entry.name : `${entry.variable} of ${entry.name}`;
}
