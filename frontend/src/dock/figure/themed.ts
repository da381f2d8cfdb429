import type { ViewRecord } from "../../state/records";
import type { AnyRecord, Catalog } from "../../wire/types";
import { KINDS } from "../kinds";
import type { Palette } from "../paint/palette";
import { fields, type Fields, type Figure, type FigureTrace } from "./plotly";

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
  return KINDS[look.view.kind].look(trace, { ...look, layout });
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
