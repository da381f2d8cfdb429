import { formatNumber } from "../../shared/format";
import { palette } from "../paint/palette";
import { stroke, type Painter } from "../paint/painter";
import { locate, type Layout, type Side } from "./blocks";
import { weightAt, weightColors, type Picture, type WeightsOf } from "./matrix";

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
const BOTTOM = 30;

/** Where a matrix of that many cells is drawn: square cells on whole or half pixels. */
export function placeMatrix(layout: Layout, width: number, height: number): MatrixPlace {
  const right = width < NARROW ? RIGHT_NARROW : RIGHT;
  const across = Math.max(20, width - LEFT - right) / Math.max(1, layout.columnCount);
  const down = Math.max(20, height - TOP - BOTTOM) / Math.max(1, layout.rowCount);
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

function drawSides(painter: Painter, layout: Layout, place: MatrixPlace): void {
  const { color } = palette();
  const label = (side: Side, first: boolean, word: string, room: number): string => {
    const full = first ? `${word} ${side.name}` : side.name;
    const style = { size: 11, color: "" } as const;
    if (painter.measure(full, style) <= room) return full;
    let text = side.name;
    while (text.length > 1 && painter.measure(`${text}…`, style) > room) text = text.slice(0, -1);
    return text === side.name ? text : `${text}…`;
  };
  layout.columns.forEach((side, i) => {
    const room = layout.columns.length === 1 ? painter.width - 110 : side.size * place.cell;
    const x = place.x + (side.start + side.size / 2) * place.cell;
    const text = label(side, i === 0, "from", Math.max(12, room));
    const half = painter.measure(text, { size: 11, color: "" }) / 2;
    painter.text(Math.max(half + 2, x), place.y + place.cell * place.rows + 15, text, {
      size: 11,
      color: color(side.color),
      align: "center",
    });
  });
  layout.rows.forEach((side, i) => {
    const room = layout.rows.length === 1 ? painter.height - 30 : side.size * place.cell;
    const text = label(side, i === 0, "to", Math.max(12, room));
    const half = painter.measure(text, { size: 11, color: "" }) / 2;
    const middle = place.y + (side.start + side.size / 2) * place.cell;
    painter.text(place.x - 9, Math.max(half + 2, middle), text, {
      size: 11,
      color: color(side.color),
      align: "center",
      rotate: -Math.PI / 2,
    });
  });
}

function drawBar(
  painter: Painter,
  data: WeightsData,
  place: MatrixPlace,
  w: number,
  h: number,
): void {
  const { color } = palette();
  const x = place.x + w + 16;
  const height = Math.max(48, Math.min(112, Math.max(h, painter.height - TOP - BOTTOM) * 0.62));
  const number = { size: 11, color: color("ink-3") } as const;
  painter.gradient(x, place.y, 8, height, weightColors().reverse());
  painter.text(x + 14, place.y + 9, `+${formatNumber(data.limit)}`, number);
  painter.text(x + 14, place.y + height / 2 + 4, "0", number);
  painter.text(x + 14, place.y + height, formatNumber(-data.limit), number);
  if (data.unit !== "" && data.hover === null) {
    painter.text(x, place.y + height + 18, data.unit, number);
  }
  if (data.picture.fold > 1 && data.hover === null) {
    const side = String(data.picture.fold);
    ["strongest", `of ${side}×${side}`].forEach((line, i) => {
      painter.text(x, place.y + height + 36 + 14 * i, line, number);
    });
  }
}

function drawHover(
  painter: Painter,
  data: WeightsData,
  place: MatrixPlace,
  w: number,
  h: number,
): void {
  const { color } = palette();
  if (!data.hover) return;
  const { row, column } = data.hover;
  const target = locate(data.layout.rows, row);
  const source = locate(data.layout.columns, column);
  if (!target || !source) return;
  const line = { color: color("accent-line"), width: 1 };
  const { x, y, cell } = place;
  painter.frame(x - 0.5, y + row * cell - 0.7, w + 1, cell + 1.4, line);
  painter.frame(x + column * cell - 0.7, y - 0.5, cell + 1.4, h + 1, line);
  const left = x + w + 16;
  const base = Math.max(y + Math.max(h, 140) - 26, y + 92);
  const at = Math.min(base, painter.height - 24);
  const who = `${named(source)} to ${named(target)}`;
  painter.text(left, at, fitted(painter, who, painter.width - left - 4), {
    size: 11,
    color: color("ink-3"),
  });
  const value = weightAt(data.layout, data.weights, row, column);
  if (value === null) return;
  const number = { size: 13, color: color("ink"), weight: 530 } as const;
  const text = Number.isNaN(value) ? "no synapse" : formatNumber(value);
  painter.text(left, at + 17, text, number);
  if (Number.isNaN(value)) return;
  painter.text(left + painter.measure(text, number) + 3, at + 17, data.unit, {
    size: 11,
    color: color("ink-3"),
  });
}

/** A cell of a population by its number, a single neuron by its name alone. */
function named({ side, cell }: { side: Side; cell: number }): string {
  return side.whole === 1 ? side.name : `${side.name} ${cell}`;
}

function fitted(painter: Painter, text: string, room: number): string {
  const style = { size: 11, color: "" } as const;
  let cut = text;
  while (cut.length > 4 && painter.measure(cut, style) > room) cut = cut.slice(0, -1);
  return cut === text ? text : `${cut.slice(0, -1)}…`;
}
