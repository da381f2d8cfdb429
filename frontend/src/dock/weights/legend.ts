import { formatNumber } from "../../shared/format";
import { shortName } from "../../shared/names";
import { palette } from "../paint/palette";
import type { Painter } from "../paint/painter";
import { locate, type Layout, type Side } from "./blocks";
import { partName } from "./corner";
import type { MatrixPlace, WeightsData } from "./draw";
import { weightAt, weightColors } from "./matrix";

/** Room below the matrix for the names of the sources, in px. */
export const BOTTOM = 30;

/** Names of the populations along two sides of the matrix. */
export function drawSides(painter: Painter, layout: Layout, place: MatrixPlace): void {
  const { color } = palette();
  const label = (side: Side, first: boolean, word: string, room: number): string => {
    const full = first ? `${word} ${side.name}` : side.name;
    const style = { size: 11, color: "" } as const;
    const cells = side.size < side.whole ? ` ${side.first}–${side.first + side.size - 1}` : "";
    if (painter.measure(full + cells, style) <= room) return full + cells;
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

/** The colour bar with its numbers. */
export function drawBar(
  painter: Painter,
  data: WeightsData,
  place: MatrixPlace,
  w: number,
  h: number,
): void {
  const { color } = palette();
  const x = place.x + w + 16;
  const height = barHeight(painter, place, h);
  const number = { size: 11, color: color("ink-3") } as const;
  painter.gradient(x, place.y, 8, height, weightColors().reverse());
  painter.text(x + 14, place.y + 9, `+${formatNumber(data.limit)}`, number);
  painter.text(x + 14, place.y + height / 2 + 4, "0", number);
  painter.text(x + 14, place.y + height, formatNumber(-data.limit), number);
  if (data.unit !== "" && data.hover === null) {
    painter.text(x, place.y + height + 18, data.unit, number);
  }
  const side = String(data.picture.fold);
  const part = partName(data.layout);
  const halves = part.split(/(?<= of) /);
  const lines = [
    ...(part === "" ? [] : painter.measure(part, number) <= painter.width - x ? [part] : halves),
    ...(data.picture.fold > 1 ? ["strongest", `of ${side}×${side}`] : []),
  ];
  if (data.hover === null) {
    lines.forEach((line, i) => {
      painter.text(x, place.y + height + 36 + 14 * i, line, number);
    });
  }
}

function barHeight(painter: Painter, place: MatrixPlace, h: number): number {
  return Math.max(48, Math.min(112, Math.max(h, painter.height - place.y - BOTTOM) * 0.62));
}

/** Row and column under the pointer, who reaches whom, and the weight. */
export function drawHover(
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
  const value = weightAt(data.layout, data.weights, row, column);
  const number = { size: 13, color: color("ink"), weight: 530 } as const;
  const caption = { size: 11, color: color("ink-3") } as const;
  const full = `${named(source)} to ${named(target)}`;
  const short = `${named(source, true)} to ${named(target, true)}`;
  const at = placeReading(painter, place, w, h, painter.measure(full, caption));
  const who = painter.measure(full, caption) <= painter.width - at.x - 4 ? full : short;
  painter.text(at.x, at.y, fitted(painter, who, painter.width - at.x - 4), caption);
  if (value === null) return;
  const text = Number.isNaN(value) ? "no synapse" : formatNumber(value);
  painter.text(at.x, at.y + 17, text, number);
  if (Number.isNaN(value)) return;
  painter.text(at.x + painter.measure(text, number) + 3, at.y + 17, data.unit, caption);
}

/** Beside the matrix at its lower end; below it where that is too narrow; else under the bar. */
function placeReading(
  painter: Painter,
  place: MatrixPlace,
  w: number,
  h: number,
  width: number,
): { x: number; y: number } {
  const right = place.x + w + 16;
  const bottom = painter.height - 24;
  const underBar = place.y + barHeight(painter, place, h) + 20;
  if (painter.width - right >= Math.min(width + 4, 110)) {
    return { x: right, y: Math.min(bottom, Math.max(place.y + h - 26, underBar)) };
  }
  const below = Math.max(place.y + h + 34, underBar);
  return below <= bottom ? { x: 8, y: below } : { x: right, y: Math.min(bottom, underBar) };
}

/** A cell of a population by its number, a single neuron by its name alone. */
function named({ side, cell }: { side: Side; cell: number }, short = false): string {
  const name = short ? shortName(side.name) : side.name;
  return side.whole === 1 ? name : `${name} ${cell}`;
}

function fitted(painter: Painter, text: string, room: number): string {
  const style = { size: 11, color: "" } as const;
  let cut = text;
  while (cut.length > 4 && painter.measure(cut, style) > room) cut = cut.slice(0, -1);
  return cut === text ? text : `${cut.slice(0, -1)}…`;
}
