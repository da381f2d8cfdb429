import { live, type WeightMatrix } from "../../live/live";
import { invalidate } from "../../live/loop";
import { csvLine, single, withUnit } from "../../shared/csv";
import { weightUnit } from "../../shared/names";
import type { AnyRecord, Catalog, Weights } from "../../wire/types";
import { palette } from "../paint/palette";
import type { Painter } from "../paint/painter";
import type { Part, Plot } from "../plot/plot";
import { layoutOf, locate, type Layout } from "./blocks";
import { panBy, partName, type Pan } from "./corner";
import { drawWeights, hitMatrix, partOf, placeMatrix, type MatrixPlace } from "./draw";
import { matrixPicture, weightAt, weightLimit, type Picture } from "./matrix";

const NONE: Layout = { rows: [], columns: [], blocks: [], rowCount: 0, columnCount: 0 };

/** A weight matrix tile. A matrix too large for one cell per synapse is shown in part, or as a whole
 * with the strongest weight of each block of synapses. */
export class WeightsPlot implements Plot {
  private layout = NONE;
  private unit = "";
  private hint = "";
  private revision = 0;
  private at: { row: number; column: number } | null = null;
  private place: MatrixPlace | null = null;
  private kept: Map<string, WeightMatrix> | null = null;
  private made: { key: string; picture: Picture } | null = null;
  private scale: { key: string; limit: number } | null = null;
  private corner: Pan = { row: 0, column: 0 };
  private folded = false;
  private shown = NONE;
  private name = "";
  private readonly listeners = new Set<() => void>();

  update(
    view: Weights,
    records: ReadonlyMap<string, AnyRecord>,
    catalog: Catalog | null,
    hint: string,
  ): void {
    this.layout = layoutOf(view, records, catalog);
    this.unit = unitOf(this.layout, records, catalog);
    this.hint = hint;
    this.revision += 1;
    invalidate();
  }

  readonly part: Part = {
    name: () => this.name,
    // A table holds all that arrives.
    arrived: () => partName(this.layout),
    listen: (listener) => {
      this.listeners.add(listener);
      return () => this.listeners.delete(listener);
    },
  };

  /** Whether the whole matrix is shown, however small. */
  get whole(): boolean {
    return this.folded;
  }

  showWhole(on: boolean): void {
    this.folded = on;
    invalidate();
  }

  version(): string {
    const { at, corner, folded } = this;
    const pointer = at ? `${at.row} ${at.column}` : "";
    return `${this.dataVersion()} ${corner.row} ${corner.column} ${String(folded)} ${pointer}`;
  }

  draw(painter: Painter): void {
    const { width, height } = painter;
    this.shown = this.folded ? this.layout : partOf(this.layout, width, height, this.corner);
    const layout = this.shown;
    const place = placeMatrix(layout, width, height);
    const cells = {
      rows: Math.max(1, Math.floor(place.rows * place.cell)),
      columns: Math.max(1, Math.floor(place.columns * place.cell)),
    };
    const data = this.dataVersion();
    if (this.scale?.key !== data) {
      this.scale = { key: data, limit: weightLimit(this.layout, this.weights) };
    }
    const { limit } = this.scale;
    const first = [...layout.rows, ...layout.columns].map((side) => side.first).join(" ");
    const key = `${data} ${cells.rows} ${cells.columns} ${place.cell} ${first}`;
    if (this.made?.key !== key) {
      this.made = { key, picture: matrixPicture(layout, this.weights, cells, limit) };
    }
    const { picture } = this.made;
    const { weights, unit, hint, at } = this;
    this.place = drawWeights(painter, { layout, weights, picture, limit, unit, hover: at, hint });
    this.tell();
  }

  /** Move the part that is shown by (dx, dy) px; false where all is shown. */
  pan(dx: number, dy: number): boolean {
    const { layout, shown, place } = this;
    const inPart = shown.rowCount < layout.rowCount || shown.columnCount < layout.columnCount;
    if (!place || !inPart) return false;
    const moved = (from: number, by: number): number => Math.max(0, Math.min(1, from + by));
    this.corner = {
      row: moved(this.corner.row, panBy(layout.rows, shown.rows, dy / place.cell)),
      column: moved(this.corner.column, panBy(layout.columns, shown.columns, dx / place.cell)),
    };
    invalidate();
    return true;
  }

  hover(at: { x: number; y: number } | null): void {
    this.at = at && this.place ? hitMatrix(this.place, at.x, at.y) : null;
    invalidate();
  }

  press(at: { x: number; y: number }): void {
    this.hover(at);
  }

  zoom(): void {
    // A turn of the wheel moves the part that is shown, or does nothing.
  }

  freeze(on: boolean): void {
    // Frames replace the matrices of `live` and never change them, so that these may be kept.
    this.kept = on ? new Map(live.weights) : null;
    this.revision += 1;
    invalidate();
  }

  csv(): string {
    const { layout } = this;
    const name = (list: Layout["rows"], index: number): string => {
      const found = locate(list, index);
      return found ? `${found.side.name} ${found.cell}` : "";
    };
    const columns = Array.from({ length: layout.columnCount }, (_, j) => name(layout.columns, j));
    let text = csvLine([withUnit("to \\ from", this.unit), ...columns]);
    for (let i = 0; i < layout.rowCount; i++) {
      const values = columns.map((_, j) => {
        const value = weightAt(layout, this.weights, i, j);
        return value === null || Number.isNaN(value) ? null : single(value);
      });
      text += csvLine([name(layout.rows, i), ...values]);
    }
    return text;
  }

  private tell(): void {
    const name = partName(this.shown);
    if (name === this.name) return;
    this.name = name;
    for (const listener of this.listeners) listener();
  }

  private dataVersion(): string {
    const versions = this.layout.blocks.map(({ edge }) => this.weights(edge)?.version ?? 0);
    return `${versions.join(",")} ${palette().version} ${this.revision}`;
  }

  private readonly weights = (edge: string): WeightMatrix | undefined =>
    (this.kept ?? live.weights).get(edge);
}

/** The unit that all edges of the matrix share, or none. */
function unitOf(
  layout: Layout,
  records: ReadonlyMap<string, AnyRecord>,
  catalog: Catalog | null,
): string {
  const units = new Set(
    layout.blocks.map(({ edge }) => {
      const record = records.get(edge);
      return record?.kind === "projection" ? weightUnit(record, catalog) : "";
    }),
  );
  return units.size === 1 ? ([...units][0] ?? "") : "";
}
