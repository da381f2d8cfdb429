import type { KeyboardEvent, PointerEvent, ReactElement } from "react";
import { useBoard } from "../state/board";
import { boardOf, type ViewRecord } from "../state/records";
import { followPointer } from "./drag";
import { ABOVE_DOCK, moveDivider, SMALLEST_DOCK, useDock } from "./layout";
import { Gestures } from "./plot/plot";

const SMALLEST_TILE = 176;
const STEP = 24;
/** Height of the dock of a large window, before anybody has changed it; px. */
const USUAL_DOCK = 256;
const gestures = new Gestures();

/** Keep the height of the dock as a part of the page's; null is that of the size class. */
function keepHeight(pixels: number | null, gesture: string | null = null): void {
  const { records, edit } = useBoard.getState();
  const board = boardOf(records);
  const dock = pixels === null ? null : Math.round((1e4 * pixels) / window.innerHeight) / 1e4;
  useDock.getState().setHeight(null);
  if (board && board.dock !== dock) {
    edit({ put: [{ ...board, dock }] }, { label: "Change height of the views", gesture });
  }
}

/** Keep the shares of the width that two neighbours have. */
function keepShares(
  views: readonly ViewRecord[],
  shares: ReadonlyMap<string, number>,
  gesture: string | null = null,
): void {
  const put = views.map((view) => ({ ...view, share: shares.get(view.id) ?? view.share }));
  useDock.getState().setShares(new Map());
  useBoard.getState().edit({ put }, { label: "Change width of views", gesture });
}

/** The upper border of the dock: drag it, or use the arrow keys, to make the dock higher. A double
 * click gives the height of the size class back. */
export function DockHandle(): ReactElement {
  const setHeight = useDock((state) => state.setHeight);
  const part = useBoard((state) => boardOf(state.records)?.dock ?? null);
  const height = part === null ? null : Math.round(part * window.innerHeight);
  const resized = (from: number, by: number): number => {
    const most = Math.max(SMALLEST_DOCK, window.innerHeight - ABOVE_DOCK);
    return Math.round(Math.max(SMALLEST_DOCK, Math.min(most, from + by)));
  };
  const heightOf = (element: Element): [Element, number] | null => {
    const dock = element.closest(".dock");
    return dock ? [dock, dock.getBoundingClientRect().height] : null;
  };
  return (
    <div
      className="dock-handle"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the views"
      aria-valuemin={SMALLEST_DOCK}
      aria-valuenow={height ?? USUAL_DOCK}
      aria-valuetext={height === null ? "as usual" : `${height} pixels`}
      tabIndex={0}
      onPointerDown={(event: PointerEvent<HTMLElement>) => {
        const found = heightOf(event.currentTarget);
        if (!found || event.button !== 0) return;
        event.preventDefault();
        const [dock, from] = found;
        followPointer(event, {
          move: (_dx, dy) => {
            setHeight(resized(from, -dy));
            dock.scrollTop = 0;
          },
          end: (kept) => {
            const { height: last } = useDock.getState();
            if (kept && last !== null) keepHeight(last);
            else setHeight(null);
          },
        });
      }}
      onDoubleClick={() => keepHeight(null)}
      onKeyDown={(event) => {
        const found = heightOf(event.currentTarget);
        const by = arrow(event, "ArrowUp", "ArrowDown");
        if (found && by !== 0) keepHeight(resized(found[1], by), gestures.current());
      }}
    />
  );
}

/** The border between two tiles. */
export function TileDivider({
  left,
  right,
}: {
  left: ViewRecord;
  right: ViewRecord;
}): ReactElement {
  const setShares = useDock((state) => state.setShares);
  const share = Math.round((100 * left.share) / (left.share + right.share));
  const settled = new Map([left, right].map((view) => [view.id, view.share]));
  // A view that floats may stand between them in the page.
  const widths = (divider: Element): [number, number] | null => {
    const [before, after] = [left, right].map(({ id }) =>
      divider.parentElement?.querySelector(`[data-view-id="${id}"]`)?.getBoundingClientRect(),
    );
    return before && after ? [before.width, after.width] : null;
  };
  const shared = ([a, b]: [number, number], by: number): ReadonlyMap<string, number> => {
    const [before, after] = [
      { id: left.id, width: a },
      { id: right.id, width: b },
    ];
    return moveDivider(before, after, by, SMALLEST_TILE, settled);
  };
  return (
    <div
      className="tile-divider"
      role="separator"
      aria-orientation="vertical"
      aria-label="Border between two views"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share}
      aria-valuetext={`${share} % for the left one`}
      tabIndex={0}
      onPointerDown={(event: PointerEvent<HTMLElement>) => {
        const found = widths(event.currentTarget);
        if (!found || event.button !== 0) return;
        event.preventDefault();
        followPointer(event, {
          move: (by) => setShares(shared(found, by)),
          end: (kept) => {
            const { shares } = useDock.getState();
            if (kept && shares.size > 0) keepShares([left, right], shares);
            else setShares(new Map());
          },
        });
      }}
      onKeyDown={(event) => {
        const found = widths(event.currentTarget);
        const by = arrow(event, "ArrowRight", "ArrowLeft");
        if (!found || by === 0) return;
        keepShares([left, right], shared(found, by), gestures.current());
      }}
    />
  );
}

function arrow(event: KeyboardEvent, more: string, less: string): number {
  if (event.key !== more && event.key !== less) return 0;
  event.preventDefault();
  event.stopPropagation();
  return event.key === more ? STEP : -STEP;
}
