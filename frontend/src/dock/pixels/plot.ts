import { live } from "../../live/live";
import { cellsKey, type CellsNow } from "../../live/viewdata";
import { csvLine, single } from "../../shared/csv";
import { formatNumber, formatReading, THIN } from "../../shared/format";
import { isNode } from "../../state/records";
import type { Pixels } from "../../wire/types";
import { entriesOf, type Entry } from "../entries";
import { palette } from "../paint/palette";
import type { Painter } from "../paint/painter";
import { coloured } from "../paint/ramp";
import { boxOf, drawHint, drawWords } from "../plot/axes";
import { BAR_ROOM, drawColorBar } from "../plot/colorbar";
import { followRange, type Range } from "../plot/scale";
import { StillPlot } from "../plot/still";

interface Shown {
  entry: Entry;
  across: number;
  now: CellsNow;
}

/** A tile with a population as a picture. */
export class PixelsPlot extends StillPlot<Pixels, Shown | null> {
  private range: Range | null = null;

  protected read(view: Pixels): Shown | null {
    const [entry] = entriesOf(view.of, this.records, this.catalog);
    const node = this.records.get(entry?.id ?? "");
    if (!entry || !isNode(node)) return null;
    const across = acrossOf(view, node);
    const now = live.views.cells.get(cellsKey(entry.id, entry.variable, across));
    return now ? { entry, across, now } : null;
  }

  protected paint(painter: Painter, view: Pixels, shown: Shown | null): void {
    const box = boxOf(painter, 12, 12);
    box.x1 -= BAR_ROOM - 8;
    if (!shown) {
      drawHint(
        painter,
        box,
        view.of.length === 0 ? "Choose a population in the options" : this.hint,
      );
      return;
    }
    const { entry, across, now } = shown;
    const columns = Math.ceil(across / now.block);
    const rows = Math.ceil(now.values.length / columns);
    const cell = Math.min((box.x1 - box.x0) / columns, (box.bottom - box.top) / rows, 40);
    const width = cell * columns;
    const height = cell * rows;
    const x = box.x0 + (box.x1 - box.x0 - width) / 2;
    const range = this.rangeOf(view, shown);
    painter.cells(
      x,
      box.top,
      width,
      height,
      columns,
      rows,
      coloured(now.values, range, entry.ramp),
    );
    const line = { color: palette().color("line"), width: 1 };
    painter.frame(x - 0.5, box.top - 0.5, width + 1, height + 1, line);
    const bar = { x: x + width + 10, top: box.top, height };
    drawColorBar(painter, bar, range, entry.ramp, entry.unit);
    const at = this.pointer;
    const column = at ? Math.floor((at.x - x) / cell) : -1;
    const row = at ? Math.floor((at.y - box.top) / cell) : -1;
    const inside = column >= 0 && column < columns && row >= 0 && row < rows;
    const value = inside ? now.values[row * columns + column] : undefined;
    if (value === undefined || Number.isNaN(value)) {
      const side = `${columns}${THIN}×${THIN}${rows}`;
      const blocks =
        now.block > 1 ? `, means of ${now.block}${THIN}×${THIN}${now.block} cells` : "";
      drawWords(painter, [{ text: `${entry.variable}, ${side}${blocks}` }], painter.width - 14);
      return;
    }
    painter.frame(x + column * cell, box.top + row * cell, cell, cell, {
      color: palette().color("accent"),
      width: 1.5,
    });
    const first = row * now.block * across + column * now.block;
    drawWords(
      painter,
      [
        {
          text: `row ${row * now.block}, column ${column * now.block}, cell ${formatNumber(first, 8)}`,
        },
        { text: formatReading(value), strong: true },
        { text: entry.unit },
      ],
      painter.width - 14,
    );
  }

  private rangeOf(view: Pixels, { entry, now }: Shown): Range {
    if (view.scale !== "auto") return { lo: view.scale[0], hi: view.scale[1] };
    const seen: Range = { lo: Infinity, hi: -Infinity };
    for (const value of now.values) {
      if (value < seen.lo) seen.lo = value;
      if (value > seen.hi) seen.hi = value;
    }
    this.range = followRange(this.range, seen, entry.unit === "mV" ? 4 : 1e-3);
    return this.range;
  }

  protected table(_view: Pixels, shown: Shown | null): string {
    if (!shown) return "";
    const { across, now } = shown;
    const columns = Math.ceil(across / now.block);
    const head = Array.from({ length: columns }, (_, column) => `column ${column * now.block}`);
    let text = csvLine(["row", ...head]);
    for (let row = 0; row * columns < now.values.length; row++) {
      const line = now.values.subarray(row * columns, (row + 1) * columns);
      const cells = Array.from(line, (value) => (Number.isNaN(value) ? null : single(value)));
      text += csvLine([row * now.block, ...cells]);
    }
    return text;
  }
}

/** Cells in a row: as the view says, else as the layout of the node does. */
export function acrossOf(view: Pixels, node: { size: number; layout: string }): number {
  if (view.columns !== null) return Math.min(view.columns, node.size);
  if (node.layout === "line" || node.layout === "ring") return node.size;
  return Math.floor(Math.sqrt(node.size - 1)) + 1;
}
