import { create } from "zustand";
import { watchedIn } from "../../dock/drop";
import { nodeName } from "../../shared/names";
import { useBoard } from "../../state/board";
import { viewsOf, type Records } from "../../state/records";
import type { Neurons, Trace } from "../../wire/types";
import { MAX_CELLS, middleOfCell, PANEL, type Grid } from "../nodes/shapes";
import type { Point } from "../place";

/** Single cells of a population: the one that is chosen, and those whose traces are shown. */

interface CellsState {
  /** The chosen cell of a population. */
  readonly chosen: { readonly node: string; readonly cell: number } | null;
  /** The cell under the pointer, and where in the window it is. */
  readonly hovered: { readonly node: string; readonly cell: number; readonly at: Point } | null;
  set: (state: Partial<Omit<CellsState, "set">>) => void;
}

export const useCells = create<CellsState>()((set) => ({ chosen: null, hovered: null, set }));

/** How far from the middle of a cell a pointer still means it, in units of the pitch. */
const REACH = 0.8;
/** Where the cells begin in the panel of a population; the canvas that draws them lies there. */
const TOP = 27;

/** The middle of a cell, from the upper left corner of its population's panel. */
export function cellPlace(grid: Grid, cell: number): Point {
  const { x, y } = middleOfCell(grid, cell);
  return { x: PANEL.pad + x * grid.pitch, y: TOP + y * grid.pitch };
}

/** The cell at a place in the grid, as parts of its width and height; null where there is none. */
export function cellAt(size: number, grid: Grid, place: Point): number | null {
  const { columns, rows, places } = grid;
  if (places) return nearest(places, place.x * columns, place.y * rows);
  const column = Math.floor(place.x * columns);
  const row = Math.floor(place.y * rows);
  const cell = row * columns + column;
  const outside = column < 0 || column >= columns || row < 0 || cell >= Math.min(size, MAX_CELLS);
  return outside ? null : cell;
}

/** The cell whose middle lies nearest, within the reach of a hand. */
function nearest(places: Float32Array, x: number, y: number): number | null {
  let best: number | null = null;
  let least = REACH;
  for (let cell = 0; 2 * cell < places.length; cell++) {
    const distance = Math.hypot((places[2 * cell] ?? 0) - x, (places[2 * cell + 1] ?? 0) - y);
    if (distance < least) [least, best] = [distance, cell];
  }
  return best;
}

/** The population that alone is selected, if one is. */
export function onlyPopulation(): Neurons | null {
  const { records, selection } = useBoard.getState();
  const [id, ...more] = selection;
  const record = id === undefined || more.length > 0 ? undefined : records.get(id);
  return record?.kind === "neurons" && record.size > 1 ? record : null;
}

/** Choose the next or an earlier cell of the selected population, for the keyboard. */
export function stepCell(by: number): void {
  const node = onlyPopulation();
  const { notify } = useBoard.getState();
  if (!node) {
    notify("Select a population first, then [ and ] choose one of its cells.", "info");
    return;
  }
  const { chosen, set } = useCells.getState();
  const last = node.size - 1;
  const from = chosen?.node === node.id ? Math.min(chosen.cell, last) : by > 0 ? -1 : node.size;
  set({ chosen: { node: node.id, cell: (from + by + node.size) % node.size } });
}

/** Cells of a population that traces show. */
export function probedCells(records: Records, node: string): number[] {
  const cells = viewsOf(records).flatMap((view) =>
    view.kind === "trace"
      ? view.of.flatMap((entry) => (entry.node === node ? (entry.cells ?? []) : []))
      : [],
  );
  return [...new Set(cells)];
}

/** Lines that one trace of cells gets before another view opens. */
const MOST_LINES = 8;

/** Show the trace of a cell: in the view that shows cells of this population already, else in a
 * new one. */
export function probe(id: string, cell: number): void {
  const { records, catalog, openView, edit, notify } = useBoard.getState();
  const node = records.get(id);
  const watched = watchedIn("trace", id, records, catalog);
  if (node?.kind !== "neurons" || !watched) return;
  useCells.getState().set({ chosen: { node: id, cell } });
  const views = viewsOf(records);
  const of = (view: Trace): readonly number[] | null =>
    view.of.length === 1 &&
    view.of[0]?.node === id &&
    (view.of[0].variable ?? watched.variable) === watched.variable
      ? view.of[0].cells
      : null;
  const traces = views.filter((view) => view.kind === "trace");
  const shown = traces.find((view) => of(view)?.includes(cell));
  if (shown) {
    const name = nodeName(node, catalog);
    notify(`Cell ${cell} of ${name} is shown in view ${views.indexOf(shown) + 1}.`, "info");
    return;
  }
  const open = traces.find((view) => (of(view)?.length ?? MOST_LINES) < MOST_LINES);
  if (open) {
    const cells = [...(of(open) ?? []), cell];
    edit({ put: [{ ...open, of: [{ ...watched, cells }] }] }, { label: `Probe cell ${cell}` });
  } else openView("trace", [{ ...watched, cells: [cell] }]);
}

/** Show the trace of the chosen cell; false where none is chosen in what is selected. */
export function probeChosen(): boolean {
  const { chosen } = useCells.getState();
  const node = onlyPopulation();
  if (!node || chosen?.node !== node.id || chosen.cell >= node.size) return false;
  probe(node.id, chosen.cell);
  return true;
}
