import { formatNumber } from "../../shared/format";
import { palette } from "../paint/palette";
import { stroke, type Painter } from "../paint/painter";
import type { Layout } from "./blocks";
import { cropped, type Pan } from "./corner";
import { BOTTOM, drawBar, drawHover, drawSides } from "./legend";
import { weightAt, type Picture, type WeightsOf } from "./matrix";

export interface WeightsData {
  layout: Layout;
  weights: WeightsOf;
  picture: Picture;
  limit: number;
  unit: string;
  /** Row and column of the matrix under the pointer. */
  hover: { row: number; column: number } | null;
  hint: string;
}

/** Where the matrix lies, for the pointer. */
export interface MatrixPlace {
  x: number;
  y: number;
  cell: number;
  rows: number;
  columns: number;
}

const LEFT = 36;
const TOP = 4;
const RIGHT = 108;
/** Narrow tiles give the matrix more and the words less. */
const NARROW = 280;
const RIGHT_NARROW = 74;

/** Smallest cell (px) at which a matrix is shown as a whole, and that of a part of a larger one. */
const SMALLEST = 2;
const IN_PART = 2.5;

/** What is drawn of a matrix: all of it where each synapse has room, else the part at `pan`. */
export function partOf(layout: Layout, width: number, height: number, pan: Pan): Layout {
  if (placeMatrix(layout, width, height).cell >= SMALLEST) return layout;
  const room = Math.floor(Math.min(roomAcross(width), roomDown(height)) / IN_PART);
  return cropped(layout, room > 20 ? 10 * Math.floor(room / 10) : room, pan);
}

function roomAcross(width: number): number {
  return Math.max(20, width - LEFT - (width < NARROW ? RIGHT_NARROW : RIGHT));
}

function roomDown(height: number): number {
  return Math.max(20, height - TOP - BOTTOM);
}

/** Where a matrix of that many cells is drawn: square cells on whole or half pixels. */
export function placeMatrix(layout: Layout, width: number, height: number): MatrixPlace {
  const across = roomAcross(width) / Math.max(1, layout.columnCount);
  const down = roomDown(height) / Math.max(1, layout.rowCount);
  const fit = Math.min(across, down, 40);
  const cell = fit >= 2 ? Math.floor(fit * 2) / 2 : fit;
  return { x: LEFT, y: TOP, cell, rows: layout.rowCount, columns: layout.columnCount };
}

/** The row and column at a point of the plot, or null. */
export function hitMatrix(
  place: MatrixPlace,
  x: number,
  y: number,
): { row: number; column: number } | null {
  const row = Math.floor((y - place.y) / place.cell);
  const column = Math.floor((x - place.x) / place.cell);
  const inside = row >= 0 && column >= 0 && row < place.rows && column < place.columns;
  return inside ? { row, column } : null;
}

/** Draw a weight matrix with its colour bar. */
export function drawWeights(painter: Painter, data: WeightsData): MatrixPlace {
  const { color } = palette();
  const place = placeMatrix(data.layout, painter.width, painter.height);
  const w = place.cell * place.columns;
  const h = place.cell * place.rows;
  const small = { size: 11, color: color("ink-3") } as const;
  if (data.layout.blocks.length === 0) {
    painter.text(painter.width / 2, painter.height / 2, data.hint, {
      ...small,
      size: 12,
      align: "center",
    });
    return place;
  }
  drawAbsent(painter, data, place);
  const { picture } = data;
  const cell = place.cell * picture.fold;
  painter.clip(place.x, place.y, w, h, () => {
    painter.cells(
      place.x,
      place.y,
      picture.columns * cell,
      picture.rows * cell,
      picture.columns,
      picture.rows,
      picture.rgba,
    );
  });
  painter.frame(place.x - 0.5, place.y - 0.5, w + 1, h + 1, { color: color("line"), width: 1 });
  const division = { color: color("surface"), width: 1.5 };
  for (const side of data.layout.columns.slice(1)) {
    const x = place.x + side.start * place.cell;
    stroke(painter, x, place.y, x, place.y + h, division);
  }
  for (const side of data.layout.rows.slice(1)) {
    const y = place.y + side.start * place.cell;
    stroke(painter, place.x, y, place.x + w, y, division);
  }
  if (place.cell >= 26) drawNumbers(painter, data, place);
  drawSides(painter, data.layout, place);
  drawBar(painter, data, place, w, h);
  if (data.hover) drawHover(painter, data, place, w, h);
  return place;
}

/** Paper shows where there is no synapse; large enough cells carry a dot, so that "none" differs
 * from "zero". */
function drawAbsent(painter: Painter, data: WeightsData, place: MatrixPlace): void {
  const { color } = palette();
  const w = place.cell * place.columns;
  const h = place.cell * place.rows;
  painter.rect(place.x, place.y, w, h, color("surface"));
  if (place.cell < 4 || data.picture.fold > 1) return;
  const size = place.cell >= 12 ? 2 : 1;
  const dots: number[] = [];
  for (let row = 0; row < place.rows; row++) {
    for (let column = 0; column < place.columns; column++) {
      if (data.picture.rgba[4 * (row * place.columns + column) + 3] !== 0) continue;
      dots.push(
        place.x + (column + 0.5) * place.cell - size / 2,
        place.y + (row + 0.5) * place.cell - size / 2,
      );
    }
  }
  painter.dots(Float32Array.from(dots), dots.length, size, size, color("ink-4"));
}

function drawNumbers(painter: Painter, data: WeightsData, place: MatrixPlace): void {
  const { color } = palette();
  for (let row = 0; row < place.rows; row++) {
    for (let column = 0; column < place.columns; column++) {
      const value = weightAt(data.layout, data.weights, row, column);
      if (value === null || Number.isNaN(value)) continue;
      const strong = Math.abs(value) > 0.62 * data.limit;
      painter.text(
        place.x + (column + 0.5) * place.cell,
        place.y + (row + 0.5) * place.cell + 4,
        formatNumber(value, place.cell >= 34 ? 3 : 2),
        { size: 11, color: color(strong ? "surface" : "ink"), align: "center" },
      );
    }
  }
}
