import { useBoard } from "../state/board";

/** Nodes are HTML, connections SVG. */
type BoardElement = Element & HTMLOrSVGElement;

/** Frames within which what has just been placed is drawn. */
const DRAWN = 10;

/**
 * On the board the keyboard's focus goes along when a command selects something else: keys then mean
 * what is selected, and it is read out. The answer ends it.
 */
export function attendSelection(): () => void {
  return useBoard.subscribe(({ selection }, before) => {
    if (selection === before.selection || selection.size !== 1) return;
    const focused = focusedOnBoard();
    const [id] = selection;
    if (id === undefined || focused === null || focused.dataset["id"] === id) return;
    // Until the other one is drawn the next key must not go to this one.
    focused.blur();
    focusSoon(id, DRAWN);
  });
}

function focusSoon(id: string, frames: number): void {
  requestAnimationFrame(() => {
    // Meanwhile the focus may have gone somewhere by itself.
    const free = document.activeElement === null || document.activeElement === document.body;
    if (!free || !useBoard.getState().selection.has(id)) return;
    const element = document.querySelector<BoardElement>(
      `.react-flow [data-id="${CSS.escape(id)}"]`,
    );
    if (element) element.focus({ preventScroll: true });
    else if (frames > 0) focusSoon(id, frames - 1);
  });
}

/** The node or connection that has the focus. */
function focusedOnBoard(): BoardElement | null {
  return (
    document.activeElement?.closest<BoardElement>(".react-flow__node, .react-flow__edge") ?? null
  );
}
