import { seriesKey } from "../../live/live";
import type { ViewRecord } from "../../state/records";
import type { AnyRecord, Catalog } from "../../wire/types";
import type { Palette } from "../paint/palette";
import { groupsOf } from "../raster/rows";
import { signalsOf } from "../trace/signals";
import { weightColors } from "../weights/matrix";
import type { Fields, Figure, FigureTrace } from "./plotly";

/** px of a tick of the raster at most. */
const TALLEST = 12;

interface Look {
  readonly view: ViewRecord;
  readonly records: ReadonlyMap<string, AnyRecord>;
  readonly catalog: Catalog | null;
  readonly palette: Palette;
  /** px that the plot is high. */
  readonly height: number;
}

/** The figure in the colours, dashes and type of the view and the theme. */
export function themed(figure: Figure, look: Look): { data: object[]; layout: object } {
  return {
    data: figure.data.map((trace) => ({ ...trace, ...traceLook(trace, figure.layout, look) })),
    layout: layoutLook(figure.layout, look.palette),
  };
}

function traceLook(trace: FigureTrace, layout: Fields, look: Look): Fields {
  const { view, records, catalog, palette } = look;
  const { meta } = trace;
  if (meta.shows === "signal" && view.kind === "trace") {
    const key = seriesKey(meta.of, meta.variable, meta.cell);
    const signal = signalsOf(view, records, catalog).find((entry) => entry.key === key);
    if (!signal) return {};
    const line = {
      ...fields(trace["line"]),
      color: palette.color(signal.color),
      width: signal.width * palette.scale,
      dash: signal.dash.length > 0 ? signal.dash.map((part) => `${part}px`).join(",") : "solid",
    };
    return { line };
  }
  if (meta.shows === "population" && view.kind === "raster") {
    const group = groupsOf(view, records, catalog).find((entry) => entry.node === meta.of);
    const color = palette.color(group?.color ?? "stim");
    const size = Math.max(2, Math.min(TALLEST, (0.8 * look.height) / rowsOf(layout)));
    return { marker: { symbol: "line-ns-open", size, color, line: { width: 1.25, color } } };
  }
  if (meta.shows === "weights") {
    const colors = weightColors();
    const last = colors.length - 1;
    const colorbar = { ...fields(trace["colorbar"]), outlinewidth: 0, thickness: 12 };
    return { colorscale: colors.map((color, i) => [i / last, color]), colorbar };
  }
  return {};
}

function rowsOf(layout: Fields): number {
  const range = fields(layout["yaxis"])["range"];
  const most: unknown = Array.isArray(range) ? range[0] : undefined;
  return typeof most === "number" && most > 1 ? most : 1;
}

function layoutLook(layout: Fields, { color, font, scale }: Palette): Fields {
  const axis = {
    gridcolor: color("line"),
    zerolinecolor: color("line-strong"),
    linecolor: color("line-strong"),
    tickcolor: color("line-strong"),
    automargin: true,
  };
  const styled = Object.entries(layout).map(([name, value]): [string, unknown] => {
    if (/^[xy]axis\d*$/.test(name)) return [name, { ...axis, ...fields(value) }];
    if (name !== "shapes" || !Array.isArray(value)) return [name, value];
    const shapes: readonly unknown[] = value;
    return [name, shapes.map((shape) => dotted(shape, color("ink-4")))];
  });
  return {
    ...Object.fromEntries(styled),
    paper_bgcolor: color("surface"),
    plot_bgcolor: color("surface"),
    font: { family: font, size: 12 * scale, color: color("ink-2") },
    hoverlabel: {
      ...fields(layout["hoverlabel"]),
      bgcolor: color("surface-2"),
      bordercolor: color("line-strong"),
      font: { family: font, size: 12 * scale, color: color("ink") },
    },
    modebar: { bgcolor: "transparent", color: color("ink-3"), activecolor: color("accent") },
    legend: { orientation: "h", y: 1, yanchor: "bottom", x: 0 },
    margin: { l: 64, r: 24, t: 56, b: 48 },
  };
}

function dotted(shape: unknown, color: string): Fields {
  const known = fields(shape);
  return { ...known, line: { ...fields(known["line"]), color } };
}

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
