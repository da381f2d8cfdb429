import { gridOf, middleOfCell, type Grid } from "../nodes/shapes";

/** Where in a population a pointer is: in cells, from the upper left corner of the grid. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/** Cells of a population within `radius` cells of a place; of a radius of 0 the one that is there.
 * None where the place lies outside the grid and the brush does not reach into it. */
export function cellsAround(
  size: number,
  place: Place,
  radius: number,
  grid: Grid = gridOf(size),
): number[] {
  const { columns, rows, places } = grid;
  const found: number[] = [];
  if (places) {
    const reach = Math.max(radius, 0.6);
    for (let cell = 0; cell < size; cell++) {
      const { x, y } = middleOfCell(grid, cell);
      if (Math.hypot(x - place.column, y - place.row) <= reach) found.push(cell);
    }
    return found;
  }
  const first = Math.max(0, Math.floor(place.row - radius));
  const last = Math.min(rows - 1, Math.floor(place.row + radius));
  for (let row = first; row <= last; row++) {
    const left = Math.max(0, Math.floor(place.column - radius));
    const right = Math.min(columns - 1, Math.floor(place.column + radius));
    for (let column = left; column <= right; column++) {
      const cell = row * columns + column;
      const distance = Math.hypot(column + 0.5 - place.column, row + 0.5 - place.row);
      if (cell < size && (radius === 0 || distance <= radius)) found.push(cell);
    }
  }
  return found;
}
