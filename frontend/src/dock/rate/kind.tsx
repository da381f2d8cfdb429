import { formatDuration, useTimeUnit } from "../../shared/timeunit";
import type { Rate } from "../../wire/types";
import { PlainChoice } from "../Contents";
import type { Kind, OptionsProps } from "../kind";
import { spikesOf } from "../offers";
import { Setting, usePut } from "../options/fields";
import { groupsOf } from "../raster/rows";
import { RatePlot } from "./plot";

const BINS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const SMOOTH = [0, 2, 5, 10, 20, 50, 100, 200];

export const rateKind: Kind<Rate> = {
  kind: "rate",
  title: "Rate",
  name: "Population rate",
  hint: "Spikes per cell and second against time",
  missing: "Select something that spikes first, then open its rate.",
  picture: "rates",
  most: 64,
  offer: spikesOf,
  plot: () => new RatePlot(),
  Options,
  look: ({ meta }, { view, records, catalog, palette }) => {
    if (meta.shows !== "population") return {};
    const group = groupsOf(view, records, catalog).find((entry) => entry.node === meta.of);
    const shape = view.smooth > 0 ? "linear" : "hvh";
    const color = palette.color(group?.color ?? "stim");
    return { line: { color, width: 1.5 * palette.scale, shape } };
  },
};

function Options({ view, show }: OptionsProps<Rate>) {
  const unit = useTimeUnit();
  const put = usePut(view);
  const length = (value: number) => ({ value, label: formatDuration(value, unit) });
  return (
    <>
      <Setting
        label="Width of a bin"
        value={view.bin}
        choices={BINS.map(length)}
        onChange={(bin) => put({ bin })}
      />
      <Setting
        label="Smoothing"
        value={view.smooth}
        choices={SMOOTH.map((value) => (value === 0 ? { value, label: "None" } : length(value)))}
        onChange={(smooth) => put({ smooth })}
      />
      <PlainChoice view={view} show={show} />
    </>
  );
}
