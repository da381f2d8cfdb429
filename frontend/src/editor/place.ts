import { boardOf, newId, nodesOf, type NodeRecord, type Records } from "../state/records";
import type { AnyRecord, Catalog } from "../wire/types";
import type { PlaceItem } from "./items";
import { shapeOf } from "./nodes/shapes";

export interface Point {
  x: number;
  y: number;
}

/** Distance of the dots on the board and step of "align to grid", in board units. */
export const GRID = 20;

/** What a newcomer should see at work at once, where the model's own defaults are quieter. */
const lively: Readonly<Record<string, NodeRecord["params"]>> = {
  pulse: { start: 100, stop: 300, amplitude: 20, period: 500 },
  constant: { amplitude: 20 },
  noise: { mean: 14, sigma: 6 },
  light: { start: 100, stop: 200, period: 300 },
};

/** A new record for a palette item with its centre at a point; its label is not in use yet. */
export function makeNode(
  item: PlaceItem,
  at: Point,
  records: Records,
  catalog: Catalog | null,
): NodeRecord {
  const x = Math.round(at.x);
  const y = Math.round(at.y);
  const label = freeLabel(item.label, records);
  if (item.kind === "stimulus") {
    const known = catalog?.stimuli.find((entry) => entry.name === item.model)?.parameters ?? [];
    const params = Object.fromEntries(
      Object.entries(lively[item.model] ?? {}).filter(([name]) =>
        known.some((parameter) => parameter.name === name),
      ),
    );
    const { model, size } = item;
    return { id: newId("s"), kind: "stimulus", model, size, x, y, label, layout: "grid", params };
  }
  const { model, size, sign } = item;
  const id = newId("n");
  return {
    id,
    kind: "neurons",
    model,
    size,
    x,
    y,
    label,
    layout: "grid",
    sign,
    channels: [],
    params: {},
    initial: {},
  };
}

const STEP_OF_UNITS = 1;
const USUAL_STEP = 0.1;

/** Models whose gates are too fast for Euler steps of 0.1 ms while they spike. */
const FAST_GATES: ReadonlySet<string> = new Set(["hh", "hh2d"]);

/** The board as the first neurons on it want it: in steps of 1 for units with one value each step,
 * with exponential Euler for fast gates. Nothing where a person has chosen already. */
export function settingFor(
  node: NodeRecord,
  records: Records,
  catalog: Catalog | null,
): AnyRecord[] {
  const board = boardOf(records);
  const model = catalog?.neurons.find(({ name }) => name === node.model);
  const first = nodesOf(records).every(({ kind }) => kind !== "neurons");
  if (node.kind !== "neurons" || !model || !first || !board) return [];
  const { settings } = board;
  if (settings.dt !== USUAL_STEP || settings.method !== "euler") return [];
  if (model.family === "iterated")
    return [{ ...board, settings: { ...settings, dt: STEP_OF_UNITS } }];
  if (!FAST_GATES.has(model.name)) return [];
  return [{ ...board, settings: { ...settings, method: "exponential_euler" } }];
}

/** "Neuron A", "Neuron B", ... for neurons; "Sine", "Sine 2", ... for everything else. */
export function freeLabel(stem: string, records: Records): string {
  const used = new Set(nodesOf(records).map((node) => node.label));
  for (let i = 0; ; i++) {
    const label = stem === "Neuron" ? `${stem} ${letters(i)}` : i === 0 ? stem : `${stem} ${i + 1}`;
    if (!used.has(label)) {
      return label;
    }
  }
}

function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

/** Distance of places that are tried, and room for the two lines below a node. */
const STEP = 6 * GRID;
const LABEL = 40;
const FAR = 5;

/** Steps around a place, the nearest first, to the right before the left and below before above. */
const around: readonly Point[] = Array.from({ length: (2 * FAR + 1) ** 2 }, (_, i) => ({
  x: (i % (2 * FAR + 1)) - FAR,
  y: Math.floor(i / (2 * FAR + 1)) - FAR,
})).sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y) || b.x - a.x || b.y - a.y);

/** The place nearest to a point where something of a size covers no other node. */
export function freePlace(
  at: Point,
  records: Records,
  size: { width: number; height: number } = { width: 60, height: 60 },
): Point {
  const taken = nodesOf(records).map((node) => ({ node, shape: shapeOf(node, null) }));
  const step = around.find(({ x, y }) =>
    taken.every(
      ({ node, shape }) =>
        Math.abs(node.x - at.x - x * STEP) >= (shape.width + size.width) / 2 ||
        Math.abs(node.y - at.y - y * STEP) >= (shape.height + size.height) / 2 + LABEL,
    ),
  );
  return step ? { x: at.x + step.x * STEP, y: at.y + step.y * STEP } : at;
}
