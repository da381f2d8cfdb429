import { create } from "zustand";
import { useBoard } from "../state/board";
import { noteIsHigh } from "./boxes";
import type { Point } from "./place";
import { buildScene, emptyScene, type Scene } from "./scene";

interface SceneState extends Scene {
  moved: ReadonlyMap<string, Point>;
  /** Show nodes elsewhere while they are dragged; an empty map puts them back. */
  move: (moved: ReadonlyMap<string, Point>) => void;
  /** Heights of notes as they are drawn. */
  measure: (heights: ReadonlyMap<string, number>) => void;
}

/** What the canvas draws, kept in step with the document outside of React. */
export const useScene = create<SceneState>()((set) => ({
  ...emptyScene,
  moved: new Map(),
  move: (moved) => {
    set({ moved });
    rebuild();
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
  useScene.setState(buildScene({ records, catalog, selection, moved: previous.moved }, previous));
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
