import { useEffect, useRef, type CSSProperties, type PointerEvent, type ReactElement } from "react";
import { Picture } from "../look/icons";
import { useBoard } from "../state/board";
import { viewsOf, type ViewRecord } from "../state/records";
import { DockHandle, TileDivider } from "./Dividers";
import { followPointer } from "./drag";
import { EMPTY_DOCK, orderAt, useDock } from "./layout";
import { followTheme, refreshPalette } from "./paint/palette";
import { Tile } from "./Tile";
import "./dock.css";

/** The views, side by side below the canvas; a line that says how to open one while there is none. */
export function Dock(): ReactElement {
  const records = useBoard((state) => state.records);
  const { height, shares, full, target } = useDock();
  const setFull = useDock((state) => state.setFull);
  const views = viewsOf(records);
  const projector = useBoard((state) => state.projector);
  useEffect(followTheme, []);
  useEffect(refreshPalette, [projector]);
  useEffect(() => {
    if (full !== null && !records.has(full)) setFull(null);
  }, [full, records, setFull]);
  const reorder = useReorder(views);

  if (views.length === 0) {
    return (
      <section
        className={target === null ? "dock dock-empty" : "dock dock-empty dock-target"}
        aria-label="Views"
        style={{ height: EMPTY_DOCK }}
      >
        <Picture name="trace" />
        <span>Views open here. Drag a neuron or a connection here.</span>
      </section>
    );
  }
  const size: CSSProperties = height === null ? {} : { height };
  return (
    <section
      className={target === "" ? "dock dock-target" : "dock"}
      aria-label="Views"
      style={size}
    >
      <DockHandle />
      <div className="dock-tiles">
        {views.map((view, i) => {
          const left = views[i - 1];
          return (
            <FragmentWithDivider key={view.id} left={left?.id ?? null} right={view.id}>
              <Tile
                view={view}
                channel={i + 1}
                share={shares.get(view.id) ?? 1}
                onHeaderDown={(event) => reorder(event, view)}
              />
            </FragmentWithDivider>
          );
        })}
      </div>
    </section>
  );
}

function FragmentWithDivider(props: {
  left: string | null;
  right: string;
  children: ReactElement;
}): ReactElement {
  return (
    <>
      {props.left !== null && <TileDivider left={props.left} right={props.right} />}
      {props.children}
    </>
  );
}

/** Drag a tile by its header to another place. */
function useReorder(
  views: readonly ViewRecord[],
): (event: PointerEvent<HTMLElement>, view: ViewRecord) => void {
  const edit = useBoard((state) => state.edit);
  const active = useRef(false);
  return (event, view) => {
    const header = event.currentTarget;
    const onTool = event.target instanceof Element && event.target.closest("button") !== null;
    if (event.button !== 0 || onTool || active.current || views.length < 2) return;
    const tiles = [
      ...(header.closest(".dock-tiles")?.querySelectorAll<HTMLElement>(".tile") ?? []),
    ];
    const own = tiles.findIndex((tile) => tile.dataset["viewId"] === view.id);
    const tile = tiles[own];
    if (!tile) return;
    const middles = tiles.map((other) => {
      const box = other.getBoundingClientRect();
      return box.left + box.width / 2;
    });
    let place = own;
    active.current = true;
    followPointer(event, {
      move: (dx, _dy, { clientX }) => {
        if (Math.abs(dx) < 6 && tile.style.transform === "") return;
        tile.classList.add("tile-dragged");
        tile.style.transform = `translateX(${dx}px)`;
        place = middles.filter((middle, i) => i !== own && middle < clientX).length;
      },
      end: (kept) => {
        active.current = false;
        tile.classList.remove("tile-dragged");
        tile.style.transform = "";
        if (!kept || place === own) return;
        const others = views.filter(({ id }) => id !== view.id).map(({ order }) => order);
        edit({ put: [{ ...view, order: orderAt(others, place) }] }, { label: "Move view" });
      },
    });
  };
}
