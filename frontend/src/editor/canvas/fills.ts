import { live } from "../../live/live";
import { levelOf, voltageColours } from "../../look/voltage";
import { outline, type Shape } from "../nodes/shapes";
import { isCircuit, type BoardNode } from "../scene";
import { isIn, type Shown } from "./shown";

const bodies = new Map<Shape["kind"], Path2D>();

function bodyOf(kind: Shape["kind"]): Path2D {
  let body = bodies.get(kind);
  if (!body) bodies.set(kind, (body = new Path2D(outline(kind))));
  return body;
}

/**
 * Fill the single cells by their membrane potential, in board units; the caller has set the
 * transform. A selected cell fills itself: its contour lies above this canvas.
 */
export function paintFills(
  context: CanvasRenderingContext2D,
  nodes: readonly BoardNode[],
  shown: Shown,
): void {
  const colours = voltageColours();
  for (const node of nodes) {
    if (!isCircuit(node) || node.type !== "cell" || node.selected || !isIn(node.position, shown)) {
      continue;
    }
    const { low, high, shape } = node.data;
    const value = live.activity.get(node.id)?.values[0];
    context.fillStyle = colours[value === undefined ? 0 : levelOf(value, [low, high])] ?? "";
    const { x, y } = node.position;
    context.translate(x, y);
    context.fill(bodyOf(shape.kind));
    context.translate(-x, -y);
  }
}
