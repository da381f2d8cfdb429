import { cursorTime } from "../../live/clock";
import { live } from "../../live/live";
import { momentAt, type WeightMoments } from "../../live/viewdata";
import { csvLine, single, withUnit } from "../../shared/csv";
import { formatReading } from "../../shared/format";
import { timeWord } from "../../shared/timeunit";
import { isEdge, isNode, type Records } from "../../state/records";
import type { Catalog, WeightHistory } from "../../wire/types";
import { entriesOf, type Entry } from "../entries";
import type { ViewPlot } from "../kind";
import { palette } from "../paint/palette";
import type { Painter } from "../paint/painter";
import { boxOf, drawHint, drawUp, drawWords, upPixel, type Box, type Word } from "../plot/axes";
import type { Timed } from "../plot/axis";
import { TimePlot } from "../plot/plot";
import { timeToX, type TimeAxis } from "../plot/polyline";
import { followRange, type Range } from "../plot/scale";
import { drawCursor, drawTimeAxis } from "../plot/timeaxis";
import { drawStrip, STRIP } from "./strip";

interface Line {
  entry: Entry;
  known: WeightMoments;
  /** Places of its synapses among those that are known. */
  chosen: readonly number[];
  names: readonly string[];
}

const DASHES = [
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
  [1, 3],
];
const FIXED = 3;
const points = new Float32Array(16_384);

/** A tile with the weights of connections over time. */
export class WeightHistoryPlot extends TimePlot implements ViewPlot<WeightHistory> {
  private view: WeightHistory | null = null;
  private entries: readonly Entry[] = [];
  private names: readonly (readonly string[])[] = [];
  private hint = "";
  private range: Range | null = null;
  private kept: Map<string, WeightMoments> | null = null;

  update(view: WeightHistory, records: Records, catalog: Catalog | null, hint: string): void {
    this.view = view;
    this.entries = entriesOf(view.of, records, catalog);
    this.names = this.entries.map((entry) => synapseNames(entry, records));
    this.hint = hint;
    this.changed();
  }

  draw(painter: Painter): void {
    const { view } = this;
    if (!view) return;
    const lines = this.lines();
    const withStrip = view.strip && lines.length > 0 && painter.height > 150;
    const box = boxOf(painter, 46, withStrip ? STRIP + 28 : 20);
    const t1 = this.end();
    const axis: TimeAxis = { t0: t1 - view.window, t1, x0: box.x0, x1: box.x1 };
    const now = this.frozenAt ?? Math.min(t1, live.t);
    this.range = followRange(this.range, rangeOf(lines, axis), 1e-3);
    const units = new Set(lines.map(({ entry }) => entry.unit));
    const unit = units.size === 1 ? ([...units][0] ?? "") : "";
    drawUp(painter, box, this.range, unit);
    for (const line of [...lines].reverse()) drawLine(painter, line, axis, box, this.range, now);
    if (lines.length === 0) {
      drawHint(
        painter,
        box,
        this.entries.length === 0 ? "Choose a connection in the options" : this.hint,
      );
    }
    const [first] = lines;
    if (withStrip && first) drawStrip(painter, first.known, axis, now);
    const cursor = cursorTime();
    drawWords(painter, words(lines, cursor ?? now), box.x1, unit);
    drawCursor(painter, axis, cursor, box.top - 2, box.bottom);
    drawTimeAxis(painter, axis, cursor);
    this.drawn(axis);
  }

  protected override timed(): Timed | null {
    return this.view;
  }

  freeze(on: boolean): void {
    this.frozenAt = on ? this.end() : null;
    this.kept = null;
    if (on) {
      // Moments are replaced, never changed.
      const copies = [...live.views.history].map(([edge, known]): [string, WeightMoments] => [
        edge,
        { ...known, moments: [...known.moments] },
      ]);
      this.kept = new Map(copies);
    }
    this.changed();
  }

  csv(): string {
    const lines = this.lines();
    const head = lines.flatMap(({ entry, names }) =>
      ["mean", "tenth percentile", "ninetieth percentile", ...names].map((name) =>
        withUnit(`${entry.name} ${name}`, entry.unit),
      ),
    );
    let text = csvLine([`time (${timeWord()})`, ...head]);
    const t1 = this.end();
    const t0 = t1 - (this.view?.window ?? 0);
    const times = new Set(lines.flatMap(({ known }) => known.moments.map(({ t }) => t)));
    for (const t of [...times].filter((time) => time >= t0 && time <= t1).sort((a, b) => a - b)) {
      const values = lines.flatMap(({ known, chosen }) => {
        const moment = momentAt(known.moments, t);
        return [0, 1, 2, ...chosen].map((place) => moment?.lines[place] ?? NaN);
      });
      text += csvLine([
        Number(t.toFixed(6)),
        ...values.map((value) => (Number.isNaN(value) ? null : single(value))),
      ]);
    }
    return text;
  }

  private lines(): Line[] {
    return this.entries.flatMap((entry, i): Line[] => {
      const known = (this.kept ?? live.views.history).get(entry.id);
      if (!known || known.moments.length === 0) return [];
      const chosen = (entry.cells ?? []).flatMap((synapse) => {
        const place = known.synapses.indexOf(synapse);
        return place < 0 ? [] : [FIXED + place];
      });
      return [{ entry, known, chosen, names: this.names[i] ?? [] }];
    });
  }
}

function synapseNames(entry: Entry, records: Records): string[] {
  const edge = records.get(entry.id);
  const source = isEdge(edge) ? records.get(edge.source) : undefined;
  const n = isNode(source) ? source.size : 1;
  return (entry.cells ?? []).map((synapse) => `${synapse % n} to ${Math.floor(synapse / n)}`);
}

function rangeOf(lines: readonly Line[], axis: TimeAxis): Range {
  const seen: Range = { lo: Infinity, hi: -Infinity };
  for (const { known, chosen } of lines) {
    const before = momentAt(known.moments, axis.t0);
    for (const moment of known.moments) {
      if (moment !== before && (moment.t < axis.t0 || moment.t > axis.t1)) continue;
      for (const place of [0, 1, 2, ...chosen]) {
        const value = moment.lines[place] ?? NaN;
        if (value < seen.lo) seen.lo = value;
        if (value > seen.hi) seen.hi = value;
      }
    }
  }
  return seen;
}

/** One value of each moment that is shown, held up to `now`: x0, y0, x1, y1 ... */
function trace(
  known: WeightMoments,
  place: number,
  axis: TimeAxis,
  y: (value: number) => number,
  now: number,
): number {
  let length = 0;
  let last = NaN;
  const put = (t: number, value: number): void => {
    if (length + 2 > points.length) return;
    points[length++] = timeToX(axis, t);
    points[length++] = y(value);
  };
  const before = momentAt(known.moments, axis.t0);
  for (const moment of known.moments) {
    if (moment !== before && (moment.t < axis.t0 || moment.t > axis.t1)) continue;
    last = moment.lines[place] ?? NaN;
    put(moment.t, last);
  }
  put(now, last);
  return length;
}

function drawLine(
  painter: Painter,
  { entry, known, chosen }: Line,
  axis: TimeAxis,
  box: Box,
  range: Range,
  now: number,
): void {
  const { color } = palette();
  const y = (value: number): number => upPixel(value, range, box);
  const curve = (place: number): Float32Array => points.slice(0, trace(known, place, axis, y, now));
  painter.clip(box.x0, box.top - 2, box.x1 - box.x0, box.bottom - box.top + 4, () => {
    const [low, high] = [curve(1), curve(2)];
    for (let i = 0; i + 3 < low.length; i += 2) {
      const top = high[i + 1] ?? 0;
      const width = (low[i + 2] ?? 0) - (low[i] ?? 0);
      const height = Math.max(0.5, (low[i + 1] ?? 0) - top);
      painter.rect(low[i] ?? 0, top, Math.max(width, 0.5), height, color(entry.softColor));
    }
    const mean = curve(0);
    painter.line(mean, mean.length, { color: color(entry.color), width: 1.6 });
    chosen.forEach((place, i) => {
      const line = curve(place);
      const dash = DASHES[i % DASHES.length] ?? [];
      painter.line(line, line.length, { color: color(entry.textColor), width: 1.25, dash });
    });
  });
}

function words(lines: readonly Line[], at: number): Word[] {
  const { color } = palette();
  return lines.flatMap(({ entry, known, chosen, names }): Word[] => {
    const moment = momentAt(known.moments, at);
    if (!moment) return [];
    const value = (place: number): Word => ({
      text: formatReading(moment.lines[place] ?? NaN),
      strong: true,
    });
    return [
      { text: lines.length > 1 ? `mean ${entry.name}` : "mean", color: color(entry.textColor) },
      value(0),
      { text: "percentiles 10 and 90" },
      value(1),
      value(2),
      ...chosen.flatMap((place, i): Word[] => [{ text: names[i] ?? "" }, value(place)]),
    ];
  });
}
