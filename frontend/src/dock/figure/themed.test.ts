import { describe, expect, it } from "vitest";
import type { ViewRecord } from "../../state/records";
import type { Palette } from "../paint/palette";
import { catalog, neurons, nothing, recordsOf } from "../testdata";
import type { Figure } from "./plotly";
import { themed } from "./themed";

const palette: Palette = {
  font: "Inter",
  mathFont: "STIX",
  scale: 1,
  version: 1,
  color: (name) => `--${name}`,
};
const records = recordsOf(neurons("a", { sign: "excitatory" }), neurons("b"));
const show = (view: ViewRecord, figure: Figure) =>
  themed(figure, { view, records, catalog, palette, height: 400 });

describe("themed", () => {
  it("draws a line as the view does, and keeps what the server says of it", () => {
    const of = [
      { ...nothing, node: "a", variable: "V" },
      { ...nothing, node: "b", variable: "V" },
    ];
    const meta = { shows: "signal", of: "b", variable: "V", cell: 0 } as const;
    const { data, layout } = show(
      {
        id: "v",
        kind: "trace",
        of,
        window: 100,
        scale: "auto",
        scales: {},
        order: 0,
        share: 1,
        floating: null,
        linked: true,
      },
      {
        data: [{ meta, name: "V of B", line: { shape: "hv" } }],
        layout: { yaxis2: { title: { text: "V (mV)" } }, shapes: [{ y0: 1, line: { width: 1 } }] },
      },
    );
    expect(data).toEqual([
      {
        meta,
        name: "V of B",
        line: { shape: "hv", color: "--v-6", width: 1.6, dash: "6px,3px" },
      },
    ]);
    expect(layout).toMatchObject({
      paper_bgcolor: "--surface",
      yaxis2: { title: { text: "V (mV)" }, gridcolor: "--line" },
      shapes: [{ y0: 1, line: { width: 1, color: "--ink-4" } }],
    });
  });

  it("gives spikes the colour of the sign and ticks that fit their rows", () => {
    const view = {
      id: "r",
      kind: "raster",
      window: 100,
      order: 0,
      share: 1,
      floating: null,
      linked: true,
    } as const;
    const figure = (rows: number): Figure => ({
      data: [{ meta: { shows: "population", of: "a" } }],
      layout: { yaxis: { range: [rows, -1] } },
    });
    const of = [{ ...nothing, node: "a" }];
    expect(show({ ...view, of }, figure(2)).data).toMatchObject([
      { marker: { size: 12, line: { color: "--exc" } } },
    ]);
    expect(show({ ...view, of }, figure(64)).data).toMatchObject([{ marker: { size: 5 } }]);
  });
});
