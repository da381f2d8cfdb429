import { live, type WeightMatrix } from "../../live/live";
import { invalidate } from "../../live/loop";
import { csvLine, single, withUnit } from "../../shared/csv";
import type { AnyRecord, Catalog, Weights } from "../../wire/types";
import { palette } from "../paint/palette";
import type { Painter } from "../paint/painter";
import type { Plot } from "../plot/plot";
import { layoutOf, locate, type Layout } from "./blocks";
import { drawWeights, hitMatrix, placeMatrix, type MatrixPlace } from "./draw";
import { matrixPicture, weightAt, weightLimit, type Picture } from "./matrix";

const NONE: Layout = { rows: [], columns: [], blocks: [], rowCount: 0, columnCount: 0 };

/** A weight matrix tile. */
export class WeightsPlot implements Plot {
  private layout = NONE;
  private unit = "";
  private hint = "";
  private revision = 0;
  private at: { row: number; column: number } | null = null;
  private place: MatrixPlace | null = null;
  private kept: Map<string, WeightMatrix> | null = null;
  private made: { key: string; picture: Picture; limit: number } | null = null;

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

  /** Cells that are shown, and that there are, for the title. */
  get shown(): { rows: number; columns: number } {
    return { rows: this.layout.rowCount, columns: this.layout.columnCount };
  }

  version(): string {
    const { at } = this;
    const pointer = at ? `${at.row} ${at.column}` : "";
    return `${this.dataVersion()} ${pointer}`;
  }

  draw(painter: Painter): void {
    const place = placeMatrix(this.layout, painter.width, painter.height);
    const cells = {
      rows: Math.max(1, Math.floor(place.rows * place.cell)),
      columns: Math.max(1, Math.floor(place.columns * place.cell)),
    };
    const key = `${this.dataVersion()} ${cells.rows} ${cells.columns}`;
    if (this.made?.key !== key) {
      const limit = weightLimit(this.layout, this.weights);
      const picture = matrixPicture(this.layout, this.weights, cells, limit);
      this.made = { key, picture, limit };
    }
    const { picture, limit } = this.made;
    const { layout, weights, unit, hint, at } = this;
    this.place = drawWeights(painter, { layout, weights, picture, limit, unit, hover: at, hint });
  }

  hover(at: { x: number; y: number } | null): void {
    this.at = at && this.place ? hitMatrix(this.place, at.x, at.y) : null;
    invalidate();
  }

  press(at: { x: number; y: number }): void {
    this.hover(at);
  }

  zoom(): void {
    // A matrix is always shown as a whole.
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
      if (record?.kind !== "projection" || record.synapse === null) return "";
      return catalog?.synapses.find((entry) => entry.name === record.synapse)?.weight_unit ?? "";
    }),
  );
  return units.size === 1 ? ([...units][0] ?? "") : "";
}
