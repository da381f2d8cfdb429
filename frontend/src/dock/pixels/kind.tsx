import { useState } from "react";
import type { Pixels } from "../../wire/types";
import { entriesOf } from "../entries";
import type { Kind, OptionsProps } from "../kind";
import { valuesOf } from "../offers";
import { EntryChoice } from "../options/EntryChoice";
import { usePut } from "../options/fields";
import { ScaleChoice } from "../options/ScaleChoice";
import { heatLook } from "../figure/heat";
import { rampColors } from "../paint/ramp";
import { PixelsPlot } from "./plot";

const MOST = 10_000;

export const pixelsKind: Kind<Pixels> = {
  kind: "pixels",
  title: "Picture",
  name: "Pixel image",
  hint: "A population as rows and columns of one variable now, such as a digit that is shown",
  missing: "Select a population or units first, then open their pixel image.",
  picture: "pixels",
  most: 1,
  offer: valuesOf,
  open: (of) => ({ of: of.slice(0, 1) }),
  plot: () => new PixelsPlot(),
  Options,
  look: (trace, { view, records, catalog }) => {
    if (trace.meta.shows !== "values") return {};
    const [entry] = entriesOf(view.of, records, catalog);
    return heatLook(trace["colorbar"], rampColors(entry?.ramp ?? "ink"));
  },
};

function Options({ view, show }: OptionsProps<Pixels>) {
  const put = usePut(view);
  const [problem, setProblem] = useState<string | null>(null);
  const take = (text: string): void => {
    const columns = text.trim() === "" ? null : Number(text);
    const fits = columns === null || (Number.isInteger(columns) && columns >= 1 && columns <= MOST);
    setProblem(fits ? null : `A row has 1 to ${MOST} cells.`);
    if (fits && columns !== view.columns) put({ columns });
  };
  return (
    <>
      <label className="popup-row">
        <span>Cells in a row</span>
        <input
          key={view.columns}
          type="text"
          inputMode="numeric"
          placeholder="as laid out"
          defaultValue={view.columns ?? ""}
          onBlur={(event) => take(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") take(event.currentTarget.value);
          }}
        />
      </label>
      {problem !== null && (
        <p className="popup-note" role="alert">
          {problem}
        </p>
      )}
      <ScaleChoice view={view} />
      <EntryChoice view={view} offered={["values"]} names={["Shows"]} cells="none" show={show} />
    </>
  );
}
