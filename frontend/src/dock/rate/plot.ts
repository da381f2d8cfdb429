import { cursorTime } from "../../live/clock";
import { live } from "../../live/live";
import { SpikeTrain } from "../../live/spikes";
import { csvLine, single } from "../../shared/csv";
import { formatNumber, formatReading, THIN } from "../../shared/format";
import { timeWord } from "../../shared/timeunit";
import type { Records } from "../../state/records";
import type { Catalog, Rate } from "../../wire/types";
import type { ViewPlot } from "../kind";
import { palette } from "../paint/palette";
import type { Painter } from "../paint/painter";
import { boxOf, drawHint, drawUp, drawWords, upPixel, type Box, type Word } from "../plot/axes";
import type { Timed } from "../plot/axis";
import { TimePlot } from "../plot/plot";
import { timeToX, type TimeAxis } from "../plot/polyline";
import { followRange, type Range } from "../plot/scale";
import { drawCursor, drawTimeAxis } from "../plot/timeaxis";
import { groupsOf, type Group } from "../raster/rows";
import { binnedRates, type Rates } from "./bins";

interface Curve {
  group: Group;
  rates: Rates;
}

const points = new Float32Array(16_384);

/** A tile of population rates. */
export class RatePlot extends TimePlot implements ViewPlot<Rate> {
  private view: Rate | null = null;
  private groups: readonly Group[] = [];
  private hint = "";
  private range: Range | null = null;
  private kept: Map<string, SpikeTrain> | null = null;

  update(view: Rate, records: Records, catalog: Catalog | null, hint: string): void {
    this.view = view;
    this.groups = groupsOf(view, records, catalog);
    this.hint = hint;
    this.changed();
  }

  draw(painter: Painter): void {
    const { view } = this;
    if (!view) return;
    const box = boxOf(painter, 46, 20);
    const t1 = this.end();
    const axis: TimeAxis = { t0: t1 - view.window, t1, x0: box.x0, x1: box.x1 };
    // Not more bins than can be told apart: several whole ones count as one.
    const pixels = ((box.x1 - box.x0) * painter.detail) / 1.5;
    const width = view.bin * Math.max(1, Math.ceil(view.window / view.bin / pixels));
    const curves = this.curves(axis.t0, t1, width, view.smooth);
    const most = Math.max(0, ...curves.map(({ rates }) => highest(rates.values)));
    this.range = followRange(this.range, { lo: 0, hi: most }, 1);
    const range = { lo: 0, hi: Math.max(this.range.hi, 1e-9) };
    drawUp(painter, box, range, "Hz");
    for (const curve of [...curves].reverse()) {
      drawCurve(painter, curve, axis, box, range, view.smooth > 0, curves.length === 1);
    }
    if (curves.length === 0) drawHint(painter, box, this.hint);
    const cursor = cursorTime();
    drawWords(painter, this.words(curves, cursor, width), box.x1, "Hz");
    drawCursor(painter, axis, cursor, box.top - 2, box.bottom);
    drawTimeAxis(painter, axis, cursor);
    this.drawn(axis);
  }

  protected override timed(): Timed | null {
    return this.view;
  }

  freeze(on: boolean): void {
    this.frozenAt = null;
    this.kept = null;
    if (on && this.view) {
      const t1 = this.end();
      const reach = 2 * this.view.window + 3 * this.view.smooth;
      const trains = this.groups.flatMap(({ node }): [string, SpikeTrain][] => {
        const train = live.spikes.get(node);
        return train ? [[node, train.copy(t1 - reach, t1)]] : [];
      });
      this.kept = new Map(trains);
      this.frozenAt = t1;
    }
    this.changed();
  }

  csv(): string {
    const { view } = this;
    if (!view) return "";
    const t1 = this.end();
    const curves = this.curves(t1 - view.window, t1, view.bin, view.smooth);
    const names = curves.map(({ group }) => `rate of ${group.name} (Hz)`);
    let text = csvLine([`begin of bin (${timeWord()})`, ...names]);
    const [first] = curves;
    first?.rates.values.forEach((_, i) => {
      const t = (first.rates.first + i) * first.rates.width;
      if (t < t1 - view.window - 1e-9) return;
      const row = curves.map(({ rates }) => rates.values[i] ?? null);
      text += csvLine([Number(t.toFixed(6)), ...row.map((v) => (v === null ? null : single(v)))]);
    });
    return text;
  }

  private curves(t0: number, t1: number, width: number, smooth: number): Curve[] {
    const now = Math.min(t1, live.t);
    return this.groups.flatMap((group): Curve[] => {
      const train = (this.kept ?? live.spikes).get(group.node);
      // A population that has been silent so far has a rate of 0, once it has run.
      if (!train && now <= 0) return [];
      const at = { t0, t1: now, width, smooth };
      return [{ group, rates: binnedRates(train ?? NONE, group.size, at) }];
    });
  }

  private words(curves: readonly Curve[], cursor: number | null, width: number): Word[] {
    const { color } = palette();
    const words = curves.flatMap(({ group, rates }): Word[] => {
      const last = rates.first + rates.values.length - 1;
      const bin = cursor === null ? last : Math.floor(cursor / rates.width);
      const value = rates.values[bin - rates.first];
      if (value === undefined) return [];
      return [
        { text: group.short, color: color(group.textColor) },
        { text: formatReading(value), strong: true },
        { text: "Hz" },
      ];
    });
    return words.length > 0 ? [{ text: binWords(width) }, ...words] : [];
  }
}

const NONE = new SpikeTrain();

function binWords(width: number): string {
  return `bins of ${formatNumber(width)}${THIN}${timeWord()}`;
}

function highest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** Steps, or a line through the middles of the bins where they are smoothed. */
function drawCurve(
  painter: Painter,
  { group, rates }: Curve,
  axis: TimeAxis,
  box: Box,
  range: Range,
  joined: boolean,
  filled: boolean,
): void {
  const { color } = palette();
  const { first, width, values } = rates;
  let length = 0;
  for (let i = 0; i < values.length && length + 4 <= points.length; i++) {
    const t = (first + i) * width;
    if (t + width < axis.t0) continue;
    const y = upPixel(values[i] ?? 0, range, box);
    if (joined) {
      points[length++] = timeToX(axis, t + width / 2);
      points[length++] = y;
      continue;
    }
    points[length++] = timeToX(axis, t);
    points[length++] = y;
    points[length++] = timeToX(axis, t + width);
    points[length++] = y;
  }
  painter.clip(box.x0, box.top - 2, box.x1 - box.x0, box.bottom - box.top + 3, () => {
    if (filled) painter.area(points, length, box.bottom, color(group.softColor));
    painter.line(points, length, { color: color(group.color), width: 1.4 });
  });
}
