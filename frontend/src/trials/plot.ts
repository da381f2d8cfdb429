import { entriesOf, type Entry } from "../dock/entries";
import type { ViewPlot } from "../dock/kind";
import { palette } from "../dock/paint/palette";
import { stroke, type Painter } from "../dock/paint/painter";
import { acrossPixel, drawAcross, drawHint, drawUp, upPixel, type Box } from "../dock/plot/axes";
import { strips } from "../dock/plot/layout";
import { invalidate } from "../live/loop";
import { csvLine, withUnit } from "../shared/csv";
import { formatNumber } from "../shared/format";
import { formatDuration, timeWord } from "../shared/timeunit";
import type { Records } from "../state/records";
import type { Catalog, TrialDone, Trials, Watched } from "../wire/types";
import { psthOf, spreadOf } from "./measures";
import { useTrials, type Made } from "./store";

/** What is drawn one below the other, each of an entry of the view. */
type Area = readonly ["raster" | "psth" | "trace", number];

const LEFT = 46;
const RIGHT = 14;
const HINT = "Run the trials to see them here";

/** The raster over trials with the histogram below it, and mean and deviation of variables. */
export class TrialsPlot implements ViewPlot<Trials> {
  private view: Trials | null = null;
  private records: Records = new Map();
  private catalog: Catalog | null = null;
  private revision = 0;
  private kept: Made | null = null;
  private pointer: number | null = null;
  private seen: Made | undefined;

  update(view: Trials, records: Records, catalog: Catalog | null): void {
    this.view = view;
    this.records = records;
    this.catalog = catalog;
    this.revision += 1;
    invalidate();
  }

  version(): string {
    const made = this.made();
    if (made !== this.seen) {
      this.seen = made;
      this.revision += 1;
    }
    return `${this.revision} ${palette().version} ${this.pointer ?? ""}`;
  }

  hover(at: { x: number; y: number } | null): void {
    this.pointer = at?.x ?? null;
    invalidate();
  }

  press(at: { x: number; y: number }): void {
    this.hover(at);
  }

  zoom(): void {
    // The window is that of the trials.
  }

  freeze(on: boolean): void {
    this.kept = on ? (this.made() ?? null) : null;
    this.revision += 1;
    invalidate();
  }

  csv(): string {
    const made = this.made();
    if (!made || !this.view) return "";
    const { of } = made.view;
    let text = csvLine(["trial", "spikes of", "cell", withUnit("t", timeWord())]);
    for (const trial of made.trials) {
      for (const { entry, times, cells } of trial.spikes) {
        const name = this.entry(of[entry])?.name ?? "";
        times.forEach((t, i) => (text += csvLine([trial.index, name, cells[i] ?? 0, t])));
      }
    }
    of.forEach((watched, i) => {
      const spread = spreadOf(made.trials, i);
      const entry = this.entry(watched);
      if (!spread || !entry) return;
      const name = withUnit(`${entry.variable} of ${entry.name}`, entry.unit);
      text +=
        csvLine([]) + csvLine([withUnit("t", timeWord()), `mean ${name}`, `deviation ${name}`]);
      spread.mean.forEach((mean, k) => {
        const t = Number((spread.first + k * spread.every).toFixed(9));
        text += csvLine([t, mean, spread.sd[k] ?? 0]);
      });
    });
    return text;
  }

  draw(painter: Painter): void {
    const { view } = this;
    if (!view) return;
    const made = this.made();
    const shown = made?.view ?? view;
    const box: Box = {
      x0: LEFT,
      x1: Math.max(LEFT + 20, painter.width - RIGHT),
      top: 16,
      bottom: Math.max(44, painter.height - 34),
    };
    const time = { lo: 0, hi: shown.span };
    const title =
      shown.since === "now" || shown.begin === 0
        ? `t in the trial (${timeWord()})`
        : `t after ${formatDuration(shown.begin)} (${timeWord()})`;
    drawAcross(painter, box, time, title);
    if (!made || made.trials.length === 0) {
      // Why there are none is told above, where a long sentence has room.
      if (!made) drawHint(painter, box, HINT);
      else if (made.state === "running") drawHint(painter, box, "Running");
      return;
    }
    const kinds = shown.of.map((_, i) =>
      made.trials.some(({ spikes }) => spikes.some(({ entry }) => entry === i)),
    );
    const areas = kinds.flatMap((spikes, i): Area[] =>
      spikes
        ? [
            ["raster", i],
            ["psth", i],
          ]
        : [["trace", i]],
    );
    const places = strips(
      box.top,
      box.bottom - box.top - 4,
      areas.map(([what]) => (what === "raster" ? 1.5 : 1)),
      16,
    );
    areas.forEach(([what, i], k) => {
      const place = places[k];
      const entry = this.entry(shown.of[i]);
      if (!place || !entry) return;
      const area = { ...box, top: place.top, bottom: place.top + place.height };
      if (what === "raster") drawRaster(painter, area, shown, made.trials, i, entry);
      else if (what === "psth") this.drawPsth(painter, area, made, i, entry);
      else this.drawTrace(painter, area, made, i, entry);
    });
    if (this.pointer !== null && this.pointer >= box.x0 && this.pointer <= box.x1) {
      stroke(painter, this.pointer, box.top, this.pointer, box.bottom, {
        color: palette().color("accent"),
        width: 1,
      });
    }
  }

  private entry(watched: Watched | undefined): Entry | undefined {
    return watched && entriesOf([watched], this.records, this.catalog)[0];
  }

  private made(): Made | undefined {
    return this.kept ?? (this.view ? useTrials.getState().made.get(this.view.id) : undefined);
  }

  /** Time in the trial under the pointer, or null. */
  private at(box: Box, window: number): number | null {
    if (this.pointer === null || this.pointer < box.x0 || this.pointer > box.x1) return null;
    return ((this.pointer - box.x0) / (box.x1 - box.x0)) * window;
  }

  private drawPsth(painter: Painter, box: Box, made: Made, i: number, entry: Entry): void {
    const { color } = palette();
    const { span: window } = made.view;
    // The width of the bins is that of now: the spikes are here.
    const bin = this.view?.bin ?? made.view.bin;
    const psth = psthOf(made.trials, i, cellsOf(made.view, i, entry), window, bin);
    const range = { lo: 0, hi: 1.1 * psth.most || 1 };
    drawUp(painter, box, range, "");
    const time = { lo: 0, hi: window };
    psth.rates.forEach((rate, k) => {
      const x0 = acrossPixel(k * bin, time, box);
      const x1 = acrossPixel(Math.min(window, (k + 1) * bin), time, box);
      const y = upPixel(rate, range, box);
      painter.rect(x0, y, Math.max(1, x1 - x0 - 1), box.bottom - y, color(entry.color));
    });
    const t = this.at(box, window);
    const rate =
      t === null ? null : psth.rates[Math.min(psth.rates.length - 1, Math.floor(t / bin))];
    caption(
      painter,
      box,
      "PSTH (Hz)",
      rate === null || rate === undefined ? "" : `${formatNumber(rate)} Hz`,
    );
  }

  private drawTrace(painter: Painter, box: Box, made: Made, i: number, entry: Entry): void {
    const { color } = palette();
    const spread = spreadOf(made.trials, i);
    if (!spread) return;
    const { mean, sd, first, every } = spread;
    let lo = Infinity;
    let hi = -Infinity;
    mean.forEach((value, k) => {
      lo = Math.min(lo, value - (sd[k] ?? 0));
      hi = Math.max(hi, value + (sd[k] ?? 0));
    });
    const room = 0.06 * (hi - lo) || 1;
    const range = { lo: lo - room, hi: hi + room };
    const time = { lo: 0, hi: made.view.span };
    drawUp(painter, box, range, "");
    const line = (side: number): Float32Array => {
      const points = new Float32Array(2 * mean.length);
      mean.forEach((value, k) => {
        points[2 * k] = acrossPixel(first + k * every, time, box);
        points[2 * k + 1] = upPixel(value + side * (sd[k] ?? 0), range, box);
      });
      return points;
    };
    const own = entry.ramp === "volt" ? "volt" : entry.color;
    for (const side of [-1, 1]) {
      painter.line(line(side), 2 * mean.length, { color: color(own), width: 1, dash: [2, 3] });
    }
    painter.line(line(0), 2 * mean.length, { color: color(own), width: 1.6 });
    const t = this.at(box, made.view.span);
    const k =
      t === null ? -1 : Math.max(0, Math.min(mean.length - 1, Math.round((t - first) / every)));
    const words =
      k < 0 ? "mean ± sd" : `${formatNumber(mean[k] ?? 0)} ± ${formatNumber(sd[k] ?? 0)}`;
    caption(painter, box, `${entry.variable} (${entry.unit})`, words);
  }
}

function cellsOf(view: Trials, i: number, entry: Entry): number {
  return view.of[i]?.cells?.length ?? Math.max(1, entry.size);
}

function drawRaster(
  painter: Painter,
  box: Box,
  view: Trials,
  trials: readonly TrialDone[],
  i: number,
  entry: Entry,
): void {
  const { color } = palette();
  const rows = Math.max(trials.length, view.n);
  const pitch = (box.bottom - box.top) / rows;
  const triples: number[] = [];
  const time = { lo: 0, hi: view.span };
  for (const { index, spikes } of trials) {
    const top = box.top + index * pitch;
    for (const t of spikes.find((each) => each.entry === i)?.times ?? []) {
      triples.push(acrossPixel(t, time, box), top, top + Math.max(1, 0.8 * pitch));
    }
  }
  painter.verticals(Float32Array.from(triples), triples.length, {
    color: color(entry.color),
    width: pitch > 4 ? 1.5 : 1,
  });
  caption(painter, box, entry.name, `${trials.length} of ${view.n} trials`);
}

/** What an area shows at its upper left, what is read off at its upper right. */
function caption(painter: Painter, box: Box, left: string, right: string): void {
  const { color } = palette();
  painter.text(box.x0 + 4, box.top - 3, left, { size: 11, color: color("ink-3") });
  painter.text(box.x1, box.top - 3, right, { size: 11, color: color("ink-2"), align: "right" });
}
