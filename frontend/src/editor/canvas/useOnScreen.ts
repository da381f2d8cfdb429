import { useReactFlow, useStore, type ReactFlowProps } from "@xyflow/react";
import { useCallback, useEffect } from "react";
import { watchNodes } from "../../live/watch";
import { useBoard } from "../../state/board";
import { isCircuit, type BoardEdge, type BoardNode } from "../scene";
import { useScene } from "../useScene";
import { fit, refit, viewMoved } from "../view";

/** Ask the server for the activity of what is on screen, and show a board whole when it opens. */
export function useOnScreen(): Pick<
  ReactFlowProps<BoardNode, BoardEdge>,
  "onMoveEnd" | "onMoveStart"
> {
  const { getViewport } = useReactFlow();
  const boardId = useBoard((state) => state.boardId);
  const nodes = useScene((state) => state.nodes);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);

  const update = useCallback(() => {
    const { x, y, zoom } = getViewport();
    const left = -x / zoom;
    const top = -y / zoom;
    const right = left + window.innerWidth / zoom;
    const bottom = top + window.innerHeight / zoom;
    const visible = useScene
      .getState()
      .nodes.filter(isCircuit)
      .filter(({ position, data: { shape } }) => {
        const { width, height } = shape;
        return (
          position.x + width / 2 >= left &&
          position.x - width / 2 <= right &&
          position.y + height / 2 >= top &&
          position.y - height / 2 <= bottom
        );
      });
    watchNodes(visible.map(({ id }) => id));
  }, [getViewport]);

  useEffect(update, [update, nodes]);

  // A board that opens with something on it is shown whole; its first node is placed as it lies.
  useEffect(() => {
    if (boardId === null) return;
    const stop = useBoard.subscribe((state, before) => {
      if (state.connection === "open" && before.connection !== "open") {
        stop();
        if (state.records.size > 1) requestAnimationFrame(() => fit(false));
      }
    });
    return stop;
  }, [boardId]);

  useEffect(refit, [width, height]);

  return {
    onMoveEnd: update,
    onMoveStart: (event) => {
      // Without an event it is the page itself that moves the view.
      if (event) viewMoved();
    },
  };
}
