import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import { createPortal } from "react-dom";
import { Icon } from "../../look/icons";
import { useTheme } from "../../look/theme";
import { safeFileName } from "../../shared/download";
import { fetchFigure } from "../../state/api";
import { useBoard } from "../../state/board";
import type { ViewRecord } from "../../state/records";
import { palette, refreshPalette } from "../paint/palette";
import { loadPlotly, type Figure, type Plotly } from "./plotly";
import { themed } from "./themed";
import "./figure.css";

interface Props {
  view: ViewRecord;
  name: string;
  /** End of the time axis in ms; null for a view without one. */
  end: number | null;
  onClose: () => void;
}

interface Loaded {
  plotly: Plotly;
  figure: Figure;
}

const FOCUSABLE = "button:enabled, a[href], [tabindex='0']";

/** What a view shows at the moment, as a Plotly figure over the page. */
export function FigureDialog({ view, name, end, onClose }: Props): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const theme = useTheme((state) => state.theme);
  const projector = useBoard((state) => state.projector);
  // What it was opened with: it is a picture of that moment, whatever changes on the board since.
  const [opened] = useState(() => {
    const { boardId, records, catalog } = useBoard.getState();
    return { boardId, records, catalog, view, end };
  });

  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  useEffect(() => {
    // Plotly takes the focus away at times; Escape closes wherever it is.
    const escape = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      onClose();
    };
    window.addEventListener("keydown", escape, true);
    return () => window.removeEventListener("keydown", escape, true);
  }, [onClose]);

  useEffect(() => {
    let wanted = true;
    const { boardId, view, end } = opened;
    if (boardId === null) return undefined;
    const window = "window" in view ? view.window : null;
    const span = end !== null && window !== null ? { t0: end - window, t1: end } : null;
    Promise.all([loadPlotly(), fetchFigure(boardId, view.id, span)]).then(
      ([plotly, figure]) => {
        if (wanted) setLoaded({ plotly, figure });
      },
      (error: unknown) => {
        if (wanted) setProblem(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      wanted = false;
    };
  }, [opened]);

  useEffect(() => {
    const root = plot.current;
    if (!root || !loaded) return;
    refreshPalette();
    const look = { ...opened, palette: palette(), height: root.clientHeight };
    const { data, layout } = themed(loaded.figure, look);
    const { plotly } = loaded;
    plotly.react(root, data, layout, configOf(plotly, root, name)).catch((error: unknown) => {
      setProblem(error instanceof Error ? error.message : String(error));
    });
  }, [loaded, opened, theme, projector, name]);

  useEffect(() => {
    const root = plot.current;
    return () => {
      if (root && loaded) loaded.plotly.purge(root);
    };
  }, [loaded]);

  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== "Tab") return;
    const stops = [...(box.current?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
    const first = stops.at(0);
    const last = stops.at(-1);
    const now = document.activeElement;
    const leaves = event.shiftKey ? now === first || now === box.current : now === last;
    if (!leaves) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  };

  return createPortal(
    <div className="figure-shade" onPointerDown={onClose}>
      <div
        ref={box}
        className="figure"
        role="dialog"
        aria-modal="true"
        aria-label={`Interactive figure: ${name}`}
        tabIndex={-1}
        onPointerDown={(event) => event.stopPropagation()}
        onKeyDown={onKeyDown}
      >
        <div className="figure-head">
          <h2>{name}</h2>
          <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        {!loaded && !problem && <p role="status">Drawing the figure</p>}
        {problem !== null && <p role="alert">{problem}</p>}
        <div ref={plot} className="figure-plot" />
      </div>
    </div>,
    document.querySelector(".app") ?? document.body,
  );
}

function configOf(plotly: Plotly, root: HTMLElement, name: string): object {
  const filename = safeFileName(name, "").replace(/\.$/, "");
  return {
    responsive: true,
    displaylogo: false,
    // Plotly would offer to send the figure to a service of its own; nothing leaves this computer.
    showSendToCloud: false,
    plotlyServerURL: "",
    displayModeBar: true,
    scrollZoom: true,
    toImageButtonOptions: { format: "png", scale: 2, filename },
    modeBarButtonsToAdd: [
      {
        name: "svg",
        title: "Download plot as an SVG",
        icon: plotly.Icons.pencil,
        click: () => void plotly.downloadImage(root, { format: "svg", filename }),
      },
    ],
  };
}
