import {
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent as ReactKeyboardEvent,
  type PointerEvent,
  type ReactElement,
} from "react";
import { Icon, type IconName } from "../look/icons";
import { Menu } from "../shared/Menu";
import { useBoard } from "../state/board";
import type { ViewRecord } from "../state/records";
import type { Floating } from "../wire/types";
import { FigureDialog } from "./figure/FigureDialog";
import { KINDS } from "./kinds";
import { useDock } from "./layout";
import { Corner, placeByKey } from "./floating/Corner";
import { dock, floatSomewhere, placeStyle } from "./floating/place";
import { toggleMeasure, useMeasure } from "./measure/store";
import { TimePlot, type Plot } from "./plot/plot";
import { saveView, type FileKind } from "./save";
import { TracePlot } from "./trace/plot";
import { TileBody } from "./TileBody";
import { TileOptions } from "./TileOptions";
import { sourceOf } from "./titles";

/** How much larger than usual a view that fills the page is: for the back row. */
const MAGNIFIED = 1.4;

interface Props {
  view: ViewRecord;
  /** Number of the channel badge, from 1. */
  channel: number;
  share: number;
  /** Where it floats; null in the dock. */
  place: Floating | null;
  onHeaderDown: (event: PointerEvent<HTMLElement>) => void;
}

/** One view in the dock. */
export function Tile({ view, channel, share, place, onHeaderDown }: Props): ReactElement {
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const running = useBoard((state) => state.status?.running === true);
  const edit = useBoard((state) => state.edit);
  const full = useDock((state) => state.full === view.id);
  const setFull = useDock((state) => state.setFull);
  const target = useDock((state) => state.target === view.id);
  const plot = usePlot(view, running);
  const [frozen, setFrozen] = useState(false);
  const [popup, setPopup] = useState<{ what: "options" | "export"; anchor: DOMRect } | null>(null);
  // With the end of the time axis as it was when the figure was opened.
  const [figure, setFigure] = useState<{ end: number | null } | null>(null);
  const tile = useRef<HTMLElement>(null);
  const { title, Bar, noFigure = false } = KINDS[view.kind];
  const source = sourceOf(view, records, catalog);
  const part = usePart(plot);
  const measured = useMeasure((state) => state.of.has(view.id));

  useEffect(() => {
    if (!full || popup || figure) return undefined;
    const leave = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      setFull(null);
    };
    window.addEventListener("keydown", leave, true);
    return () => window.removeEventListener("keydown", leave, true);
  }, [full, popup, figure, setFull]);

  const toggle = (what: "options" | "export") => (element: HTMLElement) => {
    setPopup(popup?.what === what ? null : { what, anchor: element.getBoundingClientRect() });
  };
  const freeze = (): void => {
    plot.freeze(!frozen);
    setFrozen(!frozen);
  };
  const save = (kind: FileKind): void => {
    const canvas = tile.current?.querySelector("canvas");
    const size = { width: canvas?.clientWidth ?? 640, height: canvas?.clientHeight ?? 400 };
    const held = kind === "csv" ? (plot.part?.arrived() ?? part) : part;
    saveView(kind, plot, [title, source, held].filter((word) => word !== "").join(" "), size);
  };
  const closePopup = (): void => setPopup(null);
  const projector = useBoard((state) => state.projector);
  const front = useDock((state) => state.front === view.id);
  const setFront = useDock((state) => state.setFront);
  const moving = useDock((state) => state.moving?.view === view.id);
  const floats = place !== null && !full;
  const classes = [
    "tile",
    full ? "tile-full" : "",
    floats ? "tile-floating" : "",
    floats && front ? "tile-front" : "",
    floats && moving ? "tile-moving" : "",
    target ? "tile-target" : "",
  ];

  return (
    <section
      ref={tile}
      className={classes.filter((name) => name !== "").join(" ")}
      style={floats ? placeStyle(place) : { flexGrow: share }}
      aria-label={`${title} ${source}`}
      data-view-id={view.id}
      onPointerDownCapture={floats ? () => setFront(view.id) : undefined}
    >
      <header
        onPointerDown={onHeaderDown}
        {...(floats && {
          tabIndex: 0,
          role: "group",
          "aria-label": "Place of the view: arrow keys move it, with Shift they resize it",
          onKeyDown: (event: ReactKeyboardEvent) => {
            if (event.target !== event.currentTarget) return;
            if (!placeByKey(view, place, event.key, event.shiftKey)) return;
            event.preventDefault();
            event.stopPropagation();
          },
        })}
      >
        <span className="channel num">{channel}</span>
        <b>{title}</b>
        <span className="tile-source">{source}</span>
        {part !== "" && <span className="tile-part num">{part}</span>}
        {frozen && <span className="tile-state">frozen</span>}
        <span className="tile-tools">
          <Tool
            icon="more"
            name="View options"
            open={popup?.what === "options"}
            onPress={toggle("options")}
          />
          {plot instanceof TracePlot && (
            <Tool
              icon="measure"
              name={measured ? "Stop measuring" : "Measure"}
              pressed={measured}
              wide="extra"
              onPress={() => toggleMeasure(view.id)}
            />
          )}
          <Tool
            icon={view.floating === null ? "float" : "dock"}
            name={view.floating === null ? "Let it float" : "Put into the dock"}
            wide="extra"
            onPress={() => (view.floating === null ? floatSomewhere(view) : dock(view))}
          />
          <Tool
            icon="freeze"
            name={frozen ? "Follow again" : "Freeze"}
            pressed={frozen}
            wide
            onPress={freeze}
          />
          <Tool
            icon="full"
            name={full ? "Leave full screen" : "Full screen"}
            pressed={full}
            onPress={() => setFull(full ? null : view.id)}
          />
          <Tool
            icon="export"
            name="Export"
            wide
            open={popup?.what === "export"}
            onPress={toggle("export")}
          />
          <Tool
            icon="close"
            name="Close view"
            onPress={() => edit({ remove: [view.id] }, { label: "Close view" })}
          />
        </span>
      </header>
      <Bar view={view} />
      <TileBody
        view={view}
        plot={plot}
        label={`${title} of ${source}`}
        magnified={full && !projector ? MAGNIFIED : 1}
      />
      {floats && <Corner view={view} at={place} />}
      {popup?.what === "options" && (
        <TileOptions view={view} plot={plot} anchor={popup.anchor} onClose={closePopup} />
      )}
      {popup?.what === "export" && (
        <Menu
          name="Export view"
          at={{ x: popup.anchor.right, y: popup.anchor.bottom + 4 }}
          alignRight
          onClose={closePopup}
          sections={[
            {
              actions: [
                { label: "Picture", detail: "PNG", onSelect: () => save("png") },
                { label: "Drawing", detail: "SVG", onSelect: () => save("svg") },
                {
                  label: part === "" ? "Data in view" : "Data of all cells",
                  detail: "CSV",
                  onSelect: () => save("csv"),
                },
              ],
            },
            {
              actions: noFigure
                ? []
                : [
                    {
                      label: "Interactive figure",
                      onSelect: () =>
                        setFigure({ end: plot instanceof TimePlot ? plot.end() : null }),
                    },
                  ],
            },
          ]}
        />
      )}
      {figure && (
        <FigureDialog
          view={view}
          name={`${title} ${source}`}
          end={figure.end}
          onClose={() => setFigure(null)}
        />
      )}
    </section>
  );
}

function Tool(props: {
  icon: IconName;
  name: string;
  onPress: (element: HTMLElement) => void;
  pressed?: boolean;
  open?: boolean;
  /** Left out where the tile is narrow; there it is in the full-screen view. What is "extra" is in
   * the options too, and goes first. */
  wide?: boolean | "extra";
}): ReactElement {
  const { icon, name, onPress, pressed, open, wide = false } = props;
  return (
    <button
      type="button"
      className={`icon-button tool${wide ? " tool-wide" : ""}${wide === "extra" ? " tool-extra" : ""}`}
      aria-label={name}
      aria-pressed={pressed}
      aria-expanded={open}
      data-tip={name}
      onClick={(event) => onPress(event.currentTarget)}
    >
      <Icon name={icon} />
    </button>
  );
}

/** The plot of a view, kept while the view lives. */
function usePlot(view: ViewRecord, running: boolean): Plot {
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const [{ plot, update }] = useState(() => KINDS[view.kind].make());
  useEffect(() => {
    update(view, records, catalog, running ? "Nothing recorded yet" : "Runs when you press Space");
  }, [update, view, records, catalog, running]);
  return plot;
}

const never = (): (() => void) => () => undefined;
const all = (): string => "";

/** How much of its data a plot shows, in words; empty for all of it. */
function usePart({ part }: Plot): string {
  return useSyncExternalStore(part?.listen ?? never, part?.name ?? all);
}
