import { useEffect, type CSSProperties, type ReactElement } from "react";
import { shownKey } from "../editor/keys";
import { chooseView } from "../editor/menus/viewMenu";
import { Icon, Picture } from "../look/icons";
import { useBoard } from "../state/board";
import { boardOf, viewsOf } from "../state/records";
import { DockHandle, TileDivider } from "./Dividers";
import { dragTile } from "./floating/drag";
import { ABOVE_DOCK, EMPTY_DOCK, SMALLEST_DOCK, useDock } from "./layout";
import { followTheme, refreshPalette } from "./paint/palette";
import { Tile } from "./Tile";
import "./dock.css";
import "./floating/floating.css";

/** The views: side by side below the canvas, or floating over it; a line that says how to open one
 * while there is none. */
export function Dock(): ReactElement {
  const records = useBoard((state) => state.records);
  const part = useBoard((state) => boardOf(state.records)?.dock ?? null);
  const { height, shares, full, target, moving } = useDock();
  const setFull = useDock((state) => state.setFull);
  const views = viewsOf(records);
  const projector = useBoard((state) => state.projector);
  useEffect(followTheme, []);
  useEffect(refreshPalette, [projector]);
  useEffect(() => {
    if (full !== null && !records.has(full)) setFull(null);
  }, [full, records, setFull]);

  const docked = views.filter(({ floating }) => floating === null);
  const beside = docked.filter(({ id }) => moving?.view !== id || moving.place === null);
  const empty = docked.length === 0;
  const wanted = target === "" || (empty && (moving?.zone ?? null) !== null);
  const classes = ["dock", empty ? "dock-empty" : "", wanted ? "dock-target" : ""];
  return (
    <section
      className={classes.filter((name) => name !== "").join(" ")}
      aria-label="Views"
      style={empty ? { height: EMPTY_DOCK } : heightOf(height, part)}
    >
      {empty ? <Picture name="trace" /> : <DockHandle />}
      {empty && <span>Views open here. Drag a neuron or a connection here.</span>}
      <div className={empty ? "dock-tiles dock-tiles-empty" : "dock-tiles"}>
        {views.map((view, i) => {
          const left = beside[beside.indexOf(view) - 1];
          return (
            <FragmentWithDivider
              key={view.id}
              divider={left ? <TileDivider left={left} right={view} /> : null}
            >
              <Tile
                view={view}
                channel={i + 1}
                share={shares.get(view.id) ?? view.share}
                place={moving?.view === view.id ? (moving.place ?? view.floating) : view.floating}
                onHeaderDown={(event) => dragTile(event, view, docked)}
              />
            </FragmentWithDivider>
          );
        })}
        {!empty && <AddView />}
      </div>
      {empty && <AddView />}
      {moving?.zone && !empty && <Zone x={moving.zone.x} />}
    </section>
  );
}

/** The height of the dock: while the hand changes it in px, else as a part of the page. */
function heightOf(height: number | null, part: number | null): CSSProperties {
  if (height !== null) return { height };
  if (part === null) return {};
  const most = `max(${SMALLEST_DOCK}px, 100vh - ${ABOVE_DOCK}px)`;
  return { height: `clamp(${SMALLEST_DOCK}px, ${(100 * part).toFixed(3)}vh, ${most})` };
}

/** Where a tile would land. */
function Zone({ x }: { x: number }): ReactElement {
  const dock = document.querySelector(".dock-tiles")?.getBoundingClientRect();
  const top = (dock?.top ?? 0) + 4;
  return <div className="dock-zone" style={{ left: x, top, height: (dock?.height ?? 0) - 8 }} />;
}

/** Opens the menu of all kinds of views. */
function AddView(): ReactElement {
  return (
    <button
      type="button"
      className="icon-button add-view"
      aria-label="Add view"
      aria-haspopup="menu"
      data-tip="Add view"
      data-tip-keys={shownKey("views")}
      onClick={(event) => {
        const { left, top } = event.currentTarget.getBoundingClientRect();
        chooseView({ x: left, y: top });
      }}
    >
      <Icon name="plus" />
    </button>
  );
}

function FragmentWithDivider(props: {
  divider: ReactElement | null;
  children: ReactElement;
}): ReactElement {
  return (
    <>
      {props.divider}
      {props.children}
    </>
  );
}
