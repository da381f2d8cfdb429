import { useBoard } from "../state/board";
import { isEdge } from "../state/records";
import { endOf } from "./connect";
import { shapeOf } from "./nodes/shapes";
import { GRID, type Point } from "./place";
import { canvasCentre, freshPointer, toBoard } from "./view";

/** Empty board between a node and what a key places beside it, in board units. */
const BETWEEN = 7 * GRID;

/** Where a key places something, in board units: under the pointer if that has moved since, else
 * beside the selection (an input before it), else in the middle. */
export function keyPlace(input = false): Point {
  return freshPointer() ?? besideSelection(input) ?? toBoard(canvasCentre());
}

function besideSelection(input: boolean): Point | null {
  const { records, selection } = useBoard.getState();
  const last = records.get([...selection].at(-1) ?? "");
  const node = endOf(records, isEdge(last) ? last.target : (last?.id ?? ""));
  return node ? beside(node, input) : null;
}

/** A place to the right of a node, or to the left of it for an input. */
export function beside(node: Parameters<typeof shapeOf>[0], input = false): Point {
  const { width } = shapeOf(node, null);
  return { x: Math.round(node.x + (input ? -1 : 1) * (width / 2 + BETWEEN)), y: node.y };
}
