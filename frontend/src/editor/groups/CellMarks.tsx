import type { ReactElement } from "react";
import { useBoard } from "../../state/board";
import { MAX_CELLS, type Grid, type Shape } from "../nodes/shapes";
import { cellPlace, probedCells, useCells } from "./cells";
import "./groups.css";

/** Outlines of the cells of a population that are chosen or whose traces are shown. */
export function CellMarks(props: {
  id: string;
  size: number;
  grid: Grid;
  shape: Shape;
}): ReactElement | null {
  const { id, size, grid, shape } = props;
  const probed = useBoard((state) => probedCells(state.records, id).join(" "));
  const chosen = useCells((state) => (state.chosen?.node === id ? state.chosen.cell : null));
  const cells = probed === "" ? [] : probed.split(" ").map(Number);
  const marked = [...new Set(chosen === null ? cells : [...cells, chosen])].filter(
    (cell) => cell < Math.min(size, MAX_CELLS),
  );
  if (marked.length === 0) return null;
  const side = Math.max(8, grid.pitch + 1);
  return (
    <svg className="cell-marks" width={shape.width} height={shape.height} aria-hidden="true">
      {marked.map((cell) => {
        const { x, y } = cellPlace(grid, cell);
        return (
          <rect
            key={cell}
            data-cell={cell}
            className={cell === chosen ? "cell-chosen" : "cell-probed"}
            x={x - side / 2}
            y={y - side / 2}
            width={side}
            height={side}
            rx={3}
          />
        );
      })}
    </svg>
  );
}
