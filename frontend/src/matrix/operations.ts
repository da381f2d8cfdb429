import { ABSENT, at, mapped, short, sizeOf, type Block, type WeightTable } from "./table";
import { randomFrom, type Random } from "./random";

/** What is drawn: `a` and `b` are two bounds, or mean and standard deviation of the value itself. */
export interface Draw {
  readonly kind: "uniform" | "normal" | "lognormal";
  readonly a: number;
  readonly b: number;
}

/** Between what weights lie: Dale's law, or no bounds. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Why these two numbers describe no distribution, or null. */
export function faultOfDraw({ kind, a, b }: Draw): string | null {
  if (kind === "uniform") return a <= b ? null : "The first bound must not be above the second.";
  if (b < 0) return "A standard deviation cannot be negative.";
  return kind === "lognormal" && a <= 0 ? "The mean of a log-normal is positive." : null;
}

function drawn({ kind, a, b }: Draw, { uniform, normal }: Random): number {
  if (kind === "uniform") return a + (b - a) * uniform();
  if (kind === "normal") return a + b * normal();
  const variance = Math.log1p((b / a) ** 2);
  return Math.exp(Math.log(a) - variance / 2 + Math.sqrt(variance) * normal());
}

/** New weights for the synapses of a block, or for all its pairs. One of the wrong sign becomes 0, as
 * the engine has it. A log-normal takes the sign that the bounds allow. */
export function randomised(
  table: WeightTable,
  block: Block,
  draw: Draw,
  seed: number,
  every: boolean,
  bounds: Bounds,
): WeightTable {
  const random = randomFrom(seed);
  const sign = draw.kind === "lognormal" && bounds.high <= 0 ? -1 : 1;
  return mapped(table, block, (value) => {
    if (Number.isNaN(value) && !every) return ABSENT;
    return short(Math.max(bounds.low, Math.min(bounds.high, sign * drawn(draw, random))));
  });
}

export function multiplied(table: WeightTable, block: Block, factor: number): WeightTable {
  return mapped(table, block, (value) => short(value * factor));
}

export function shifted(table: WeightTable, block: Block, by: number): WeightTable {
  return mapped(table, block, (value) => short(value + by));
}

/** Without the synapses whose weight is nearer to 0 than `least`. */
export function prunedBelow(table: WeightTable, block: Block, least: number): WeightTable {
  return mapped(table, block, (value) => (Math.abs(value) < least ? ABSENT : value));
}

/** Without a share of the synapses, at random: exactly so many, to the nearest one. */
export function prunedAtRandom(
  table: WeightTable,
  block: Block,
  share: number,
  seed: number,
): WeightTable {
  const places: number[] = [];
  mapped(table, block, (value, row, column) => {
    if (!Number.isNaN(value)) places.push(row * table.columns + column);
    return value;
  });
  const { uniform } = randomFrom(seed);
  const values = table.values.slice();
  const count = Math.round(share * places.length);
  for (let i = 0; i < count; i++) {
    // The first places of a shuffle (Fisher and Yates).
    const j = i + Math.floor(uniform() * (places.length - i));
    const chosen = places[j] ?? 0;
    places[j] = places[i] ?? 0;
    values[chosen] = ABSENT;
  }
  return { ...table, values };
}

/** Rows and columns exchanged; of a square table. */
export function transposed(table: WeightTable): WeightTable {
  return mapped(
    table,
    { top: 0, left: 0, bottom: table.rows - 1, right: table.columns - 1 },
    (_, row, column) => at(table, column, row),
  );
}

export function cleared(table: WeightTable, block: Block): WeightTable {
  return mapped(table, block, () => ABSENT);
}

/** The table with numbers put in from a cell on; NaN takes a synapse away. */
export function withNumbers(
  table: WeightTable,
  block: Block,
  numbers: readonly (readonly number[])[],
): WeightTable {
  return mapped(
    table,
    block,
    (_, row, column) => numbers[row - block.top]?.[column - block.left] ?? ABSENT,
  );
}

/** Why a table cannot be the weights of a connection between populations of these sizes, or null:
 * a sign that its source does not send, a cell that would reach itself, a number out of range. */
export function faultOf(
  table: WeightTable,
  bounds: Bounds,
  self: boolean,
  who: string,
): string | null {
  for (let i = 0; i < table.values.length; i++) {
    const value = table.values[i] ?? ABSENT;
    if (Number.isNaN(value)) continue;
    const row = Math.floor(i / table.columns);
    const column = i % table.columns;
    const where = `from cell ${column} to cell ${row}`;
    if (!(Math.abs(value) <= 1e15)) {
      return `The weight ${where} would be ${value}. Weights lie between −10¹⁵ and 10¹⁵.`;
    }
    if (value < bounds.low || value > bounds.high) {
      const sign = value < 0 ? "negative" : "positive";
      return `The weight ${where} would be ${sign}, and ${who}. Nothing was changed.`;
    }
    if (self && row === column && value !== 0) {
      return `Cell ${row} would reach itself, which this connection does not allow. Clear that cell, or allow it under “Connection rule”.`;
    }
  }
  return null;
}

/** "3 × 4". */
export function sizeWords(block: Block): string {
  const { rows, columns } = sizeOf(block);
  return `${rows}\u2009×\u2009${columns}`;
}
