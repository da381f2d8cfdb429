import { create } from "zustand";
import { useBoard } from "../state/board";
import { noteIsHigh } from "./boxes";
import type { Point } from "./place";
import { buildScene, emptyScene, moveNodes, type BoardEdge, type Scene } from "./scene";

interface SceneState extends Scene {
  moved: ReadonlyMap<string, Point>;
  /** The selected connections as React Flow knows them: it draws none of them, but takes them out
   * of the selection when something else is pressed. */
  chosen: BoardEdge[];
  /** Show nodes elsewhere while they are dragged; an empty map puts them back. */
  move: (moved: ReadonlyMap<string, Point>) => void;
  /** Heights of notes as they are drawn. */
  measure: (heights: ReadonlyMap<string, number>) => void;
}

/** What the canvas draws, kept in step with the document outside of React. */
export const useScene = create<SceneState>()((set, get) => ({
  ...emptyScene,
  moved: new Map(),
  chosen: [],
  move: (moved) => {
    const more = [...get().moved.keys()].every((id) => moved.has(id));
    set({ moved });
    if (more) set(moveNodes(get(), moved));
    else rebuild();
  },
  measure: (heights) => {
    const news = [...heights].filter(([id, height]) => noteIsHigh(id, height));
    if (news.length > 0) rebuild();
  },
}));

/** More nodes than this, and what is only pretty is left out so that the rest keeps moving. */
const CROWD = 80;

/** Whether there are so many nodes that rings do not fade and dots do not travel. */
export function isCrowded(): boolean {
  return useScene.getState().nodes.length > CROWD;
}

function rebuild(): void {
  const { records, catalog, selection } = useBoard.getState();
  const previous = useScene.getState();
  const scene = buildScene({ records, catalog, selection, moved: previous.moved }, previous);
  useScene.setState({ ...scene, chosen: chosenOf(scene.edges, previous.chosen) });
}

function chosenOf(edges: readonly BoardEdge[], before: BoardEdge[]): BoardEdge[] {
  const chosen = edges.filter(({ selected }) => selected);
  const same = chosen.length === before.length && chosen.every(({ id }, i) => id === before[i]?.id);
  return same ? before : chosen.map((edge) => ({ ...edge, hidden: true }));
}

useBoard.subscribe((now, before) => {
  if (
    now.records !== before.records ||
    now.catalog !== before.catalog ||
    now.selection !== before.selection
  ) {
    rebuild();
  }
});
