import { cursorTime } from "../../live/clock";
import type { ColumnStore } from "../../live/columns";
import { live } from "../../live/live";
import { SpikeTrain } from "../../live/spikes";
import { cellsKey } from "../../live/viewdata";
import { csvLine, single } from "../../shared/csv";
import { formatNumber, formatReading } from "../../shared/format";
import { timeWord } from "../../shared/timeunit";
import type { Records } from "../../state/records";
import type { Catalog, Image } from "../../wire/types";
import { entriesOf, type Entry } from "../entries";
import type { ViewPlot } from "../kind";
import { spikes } from "../offers";
import { palette } from "../paint/palette";
import type { Painter } from "../paint/painter";
import { coloured, type RampName } from "../paint/ramp";
import { boxOf, drawHint, drawWords, type Box } from "../plot/axes";
import { BAR_ROOM, drawColorBar } from "../plot/colorbar";
import type { Timed } from "../plot/axis";
import { TimePlot } from "../plot/plot";
import { timeToX, type TimeAxis } from "../plot/polyline";
import { followRange, type Range } from "../plot/scale";
import { drawCursor, drawTimeAxis } from "../plot/timeaxis";
import { columnPicture, spikePicture, type Picture } from "./picture";

interface Source {
  entry: Entry;
  /** Whether spikes are counted; else a variable is shown. */
  counts: boolean;
}

/** A tile with a picture of activity: cells down, time across. */
export class ImagePlot extends TimePlot implements ViewPlot<Image> {
  private view: Image | null = null;
  private source: Source | null = null;
  private hint = "";
  private range: Range | null = null;
  private at: { x: number; y: number } | null = null;
  private kept: { columns: ColumnStore | null; spikes: SpikeTrain | null } | null = null;

  update(view: Image, records: Records, catalog: Catalog | null, hint: string): void {
    if (this.view?.scale !== view.scale || this.view.of !== view.of) this.range = null;
    this.view = view;
    const [watched] = view.of;
    const [entry] = entriesOf(view.of, records, catalog);
    const counts = watched?.variable === null && spikes(entry?.id ?? "", records, catalog);
    this.source = entry ? { entry, counts } : null;
    this.hint = hint;
    this.changed();
  }

  override version(): string {
    return `${super.version()} ${this.at?.y ?? ""}`;
  }

  override hover(at: { x: number; y: number } | null): void {
    this.at = at;
    super.hover(at);
  }

  draw(painter: Painter): void {
    const { view, source } = this;
    if (!view) return;
    const box = boxOf(painter, 46, 20);
    box.x1 = Math.max(box.x0 + 20, box.x1 - BAR_ROOM + 8);
    const t1 = this.end();
    const axis: TimeAxis = { t0: t1 - view.window, t1, x0: box.x0, x1: box.x1 };
    const picture = source && this.picture(source, view, axis, box, painter.detail);
    const cursor = cursorTime();
    if (!source || !picture || picture.values.length === 0) {
      drawHint(painter, box, source ? this.hint : "Choose a population in the options");
    } else {
      const ramp = rampOf(source);
      const range = this.rangeOf(view, picture, source);
      this.drawPicture(painter, picture, axis, box, range, ramp);
      drawColorBar(
        painter,
        { x: box.x1 + 10, top: box.top, height: box.bottom - box.top },
        range,
        ramp,
        unitOf(source),
      );
      this.drawReading(painter, picture, source, box, cursor);
      this.drawCells(painter, source.entry, box);
    }
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
    if (on && this.view && this.source) {
      const t1 = this.end();
      const t0 = t1 - 2 * this.view.window;
      const { entry } = this.source;
      this.kept = {
        columns: live.views.columns.get(cellsKey(entry.id, entry.variable))?.copy(t0, t1) ?? null,
        spikes: live.spikes.get(entry.id)?.copy(t0, t1) ?? null,
      };
      this.frozenAt = t1;
    }
    this.changed();
  }

  csv(): string {
    const { view, source } = this;
    if (!view || !source) return "";
    const t1 = this.end();
    const axis = { t0: t1 - view.window, t1, x0: 0, x1: 1 };
    const everything = { rows: 1e6, columns: 1e6 };
    const picture = this.picture(source, view, axis, null, 1, everything);
    const store = this.store(source.entry);
    const stride = source.counts ? 1 : (store?.stride ?? 1);
    const rows = picture?.rows ?? 0;
    const names = Array.from({ length: rows }, (_, row) => `cell ${row * stride}`);
    let text = csvLine([`time (${timeWord()})`, ...names]);
    if (!picture) return text;
    const { columns, t0, t1: end, values } = picture;
    for (let column = 0; column < columns; column++) {
      const t = t0 + ((end - t0) * column) / columns;
      if (t < axis.t0 - 1e-9) continue;
      const line = Array.from({ length: rows }, (_, row) =>
        single(values[row * columns + column] ?? NaN),
      );
      text += csvLine([Number(t.toFixed(6)), ...line]);
    }
    return text;
  }

  private store(entry: Entry): ColumnStore | null {
    if (this.kept) return this.kept.columns;
    return live.views.columns.get(cellsKey(entry.id, entry.variable)) ?? null;
  }

  private picture(
    source: Source,
    view: Image,
    axis: TimeAxis,
    box: Box | null,
    detail: number,
    whole: { rows: number; columns: number } | null = null,
  ): Picture | null {
    const most = whole ?? {
      rows: Math.max(1, Math.floor(((box?.bottom ?? 1) - (box?.top ?? 0)) * Math.min(detail, 1.5))),
      columns: Math.max(1, Math.floor(((box?.x1 ?? 1) - (box?.x0 ?? 0)) * Math.min(detail, 1.5))),
    };
    const { entry } = source;
    if (source.counts) {
      const train = this.kept ? this.kept.spikes : live.spikes.get(entry.id);
      return spikePicture(
        train ?? NONE,
        entry.size,
        view.bin,
        axis,
        Math.min(axis.t1, live.t),
        most,
      );
    }
    const store = this.store(entry);
    return store ? columnPicture(store, axis, most) : null;
  }

  private rangeOf(view: Image, picture: Picture, { counts, entry }: Source): Range {
    if (view.scale !== "auto") return { lo: view.scale[0], hi: view.scale[1] };
    const seen: Range = counts ? { lo: 0, hi: 0 } : { lo: Infinity, hi: -Infinity };
    for (const value of picture.values) {
      if (value < seen.lo) seen.lo = value;
      if (value > seen.hi) seen.hi = value;
    }
    this.range = followRange(this.range, seen, entry.unit === "mV" ? 4 : counts ? 1 : 1e-3);
    return counts ? { lo: 0, hi: this.range.hi } : this.range;
  }

  private drawPicture(
    painter: Painter,
    picture: Picture,
    axis: TimeAxis,
    box: Box,
    range: Range,
    ramp: RampName,
  ): void {
    const left = timeToX(axis, picture.t0);
    const right = timeToX(axis, picture.t1);
    const height = box.bottom - box.top;
    const rgba = coloured(picture.values, range, ramp);
    painter.clip(box.x0, box.top, box.x1 - box.x0, height, () => {
      painter.cells(left, box.top, right - left, height, picture.columns, picture.rows, rgba);
    });
    const line = { color: palette().color("line"), width: 1 };
    painter.frame(box.x0 - 0.5, box.top - 0.5, box.x1 - box.x0 + 1, height + 1, line);
  }

  private drawCells(painter: Painter, entry: Entry, box: Box): void {
    const style = { size: 11, color: palette().color("ink-3"), align: "right" } as const;
    painter.text(box.x0 - 7, box.top + 9, "0", style);
    painter.text(box.x0 - 7, box.bottom, formatNumber(entry.size - 1, 6), style);
    painter.text(8, 14, "Cell", { ...style, align: "left" });
  }

  /** The value at the cursor: of the cell under the pointer, where it is over this plot. */
  private drawReading(
    painter: Painter,
    picture: Picture,
    source: Source,
    box: Box,
    cursor: number | null,
  ): void {
    const { entry } = source;
    if (cursor === null || !this.at || this.at.y < box.top || this.at.y >= box.bottom) {
      const name = source.counts ? "rate" : entry.variable;
      drawWords(painter, [{ text: name }], box.x1, "Cell");
      return;
    }
    const { rows, columns, t0, t1, values } = picture;
    const share = (this.at.y - box.top) / (box.bottom - box.top);
    const column = Math.floor(((cursor - t0) / (t1 - t0)) * columns);
    const value = values[Math.floor(share * rows) * columns + column];
    if (value === undefined || column < 0 || column >= columns) return;
    drawWords(
      painter,
      [
        { text: `cell ${Math.floor(share * entry.size)}` },
        { text: formatReading(value), strong: true },
        { text: unitOf(source) },
      ],
      box.x1,
      "Cell",
    );
  }
}

const NONE = new SpikeTrain();

function rampOf({ counts, entry }: Source): RampName {
  if (!counts) return entry.ramp;
  return entry.color === "exc" || entry.color === "inh" ? entry.color : "ink";
}

function unitOf({ counts, entry }: Source): string {
  return counts ? "Hz" : entry.unit;
}
