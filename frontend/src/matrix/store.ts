import { create } from "zustand";
import { useBoard } from "../state/board";
import { edgesOf, isEdge } from "../state/records";

interface MatrixState {
  /** The connection whose weight matrix is open. */
  edge: string | null;
}

/** Which matrix is edited. */
export const useMatrix = create<MatrixState>()(() => ({ edge: null }));

export function openMatrix(edge: string): void {
  useMatrix.setState({ edge });
}

export function closeMatrix(): void {
  useMatrix.setState({ edge: null });
}

/** Open the matrix of the selected connection, or of the one between the selected nodes. */
export function openSelectedMatrix(): void {
  const { records, selection, notify } = useBoard.getState();
  const chosen =
    [...selection].find((id) => isEdge(records.get(id))) ??
    edgesOf(records).find(({ source, target }) => selection.has(source) && selection.has(target))
      ?.id;
  if (chosen === undefined)
    notify("Select a connection first, then edit its weight matrix.", "info");
  else openMatrix(chosen);
}
