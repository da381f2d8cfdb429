import { useEffect, useMemo } from "react";
import { create } from "zustand";
import { fetchPlaces } from "../../state/api";
import { useBoard } from "../../state/board";
import { boardOf, type NodeRecord } from "../../state/records";
import { gridOf, MOST_AT_RANDOM, type Grid } from "../nodes/shapes";

/** Where the cells of populations lie that are laid out at random: the server draws that from the
 * seed, and rules of distance measure it. */
const usePlaces = create<{ places: ReadonlyMap<string, Float32Array> }>()(() => ({
  places: new Map(),
}));

const key = (node: NodeRecord, board: string | null, seed: number | undefined): string =>
  JSON.stringify([board, node.id, node.size, seed]);

/** How the cells of a node are drawn, with their places as far as they are known. */
export function cellGrid(node: NodeRecord): Grid {
  const grid = gridOf(node.size, node.layout);
  if (node.layout !== "random" || grid.places) return grid;
  const { boardId, records } = useBoard.getState();
  const places = usePlaces
    .getState()
    .places.get(key(node, boardId, boardOf(records)?.settings.seed));
  return places ? { ...grid, places: scaled(places, grid) } : grid;
}

/** As `cellGrid`, for a component; asks the server for places that it alone knows. */
export function useCellGrid(node: NodeRecord): Grid {
  const { size, layout, id } = node;
  const board = useBoard((state) => state.boardId);
  const stored = useBoard((state) => state.ledger.pending.length === 0);
  const seed = useBoard((state) => boardOf(state.records)?.settings.seed);
  const name = key(node, board, seed);
  const places = usePlaces((state) => state.places.get(name));
  const wanted = layout === "random" && size > 1 && size <= MOST_AT_RANDOM && !places && stored;

  useEffect(() => {
    if (!wanted || board === null) return undefined;
    let gone = false;
    fetchPlaces(board, id).then(
      ({ x, y }) => {
        const found = new Float32Array(2 * x.length);
        x.forEach((value, cell) => found.set([value, y[cell] ?? 0], 2 * cell));
        if (!gone)
          usePlaces.setState(({ places: all }) => ({ places: new Map([...all, [name, found]]) }));
      },
      // Cells in rows are as good a picture where the server cannot say more.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [wanted, board, id, name]);

  return useMemo(() => {
    const grid = gridOf(size, layout);
    return places && layout === "random" ? { ...grid, places: scaled(places, grid) } : grid;
  }, [size, layout, places]);
}

/** From parts of a square to units of the pitch, half a cell from its edges. */
function scaled(places: Float32Array, { columns }: Grid): Float32Array {
  return places.map((part) => 0.5 + part * (columns - 1));
}
