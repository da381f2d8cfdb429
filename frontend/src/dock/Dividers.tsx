import type { KeyboardEvent, PointerEvent, ReactElement } from "react";
import { followPointer } from "./drag";
import { moveDivider, SMALLEST_DOCK, useDock } from "./layout";

const SMALLEST_TILE = 176;
const STEP = 24;
/** Height of the dock of a large window, before anybody has changed it; px. */
const USUAL_DOCK = 256;

/** The upper border of the dock: drag it, or use the arrow keys, to make the dock higher. A double
 * click gives the height of the size class back. */
export function DockHandle(): ReactElement {
  const setHeight = useDock((state) => state.setHeight);
  const height = useDock((state) => state.height);
  const resize = (dock: Element, from: number, by: number): void => {
    const most = Math.max(SMALLEST_DOCK, window.innerHeight - 240);
    setHeight(Math.round(Math.max(SMALLEST_DOCK, Math.min(most, from + by))));
    dock.scrollTop = 0;
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
          move: (_dx, dy) => resize(dock, from, -dy),
          end: (kept) => {
            if (!kept) resize(dock, from, 0);
          },
        });
      }}
      onDoubleClick={() => setHeight(null)}
      onKeyDown={(event) => {
        const found = heightOf(event.currentTarget);
        const by = arrow(event, "ArrowUp", "ArrowDown");
        if (found && by !== 0) resize(found[0], found[1], by);
      }}
    />
  );
}

/** The border between two tiles. */
export function TileDivider({ left, right }: { left: string; right: string }): ReactElement {
  const setShares = useDock((state) => state.setShares);
  const share = useDock(({ shares }) => {
    const [a, b] = [shares.get(left) ?? 1, shares.get(right) ?? 1];
    return Math.round((100 * a) / (a + b));
  });
  const widths = (divider: Element): [number, number] | null => {
    const before = divider.previousElementSibling?.getBoundingClientRect();
    const after = divider.nextElementSibling?.getBoundingClientRect();
    return before && after ? [before.width, after.width] : null;
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
        const { shares } = useDock.getState();
        const [a, b] = found;
        const move = (by: number): void =>
          setShares(
            moveDivider({ id: left, width: a }, { id: right, width: b }, by, SMALLEST_TILE, shares),
          );
        followPointer(event, {
          move,
          end: (kept) => {
            if (!kept) setShares(shares);
          },
        });
      }}
      onKeyDown={(event) => {
        const found = widths(event.currentTarget);
        const by = arrow(event, "ArrowRight", "ArrowLeft");
        if (!found || by === 0) return;
        const { shares } = useDock.getState();
        const [a, b] = found;
        setShares(
          moveDivider({ id: left, width: a }, { id: right, width: b }, by, SMALLEST_TILE, shares),
        );
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
