import { useState, type ReactElement } from "react";
import type { Kind } from "../dock/kind";
import { signalOf, spikesOf } from "../dock/offers";
import { EntryChoice } from "../dock/options/EntryChoice";
import { Setting, usePut } from "../dock/options/fields";
import { NumberField } from "../shared/NumberField";
import { timeWord, useTimeUnit } from "../shared/timeunit";
import type { Trials } from "../wire/types";
import { TrialsBar } from "./Bar";
import { TrialsPlot } from "./plot";

export const trialsKind: Kind<Trials> = {
  kind: "trials",
  title: "Trials",
  name: "Trials",
  hint: "The same run again and again with new random numbers: raster and PSTH",
  missing: "Select a neuron or a source of spikes first, then open its trials.",
  picture: "raster",
  most: 8,
  noFigure: true,
  offer: (id, records, catalog) => {
    const spikes = spikesOf(id, records, catalog);
    return spikes ? { ...spikes, cells: [0] } : signalOf(id, records, catalog);
  },
  plot: () => new TrialsPlot(),
  Bar: ({ view }) => <TrialsBar view={view} />,
  Options: ({ view, show }) => (
    <>
      <Settings view={view} />
      <EntryChoice
        view={view}
        offered={["spikes", "values"]}
        names={["Shows"]}
        cells="any"
        show={show}
      />
    </>
  ),
};

function Settings({ view }: { view: Trials }): ReactElement {
  const put = usePut(view);
  const unit = timeWord(useTimeUnit());
  const [problem, setProblem] = useState<string | null>(null);
  const number = (
    name: "n" | "begin" | "span" | "bin",
    title: string,
    bounds: readonly [number, number],
    of: string,
  ): ReactElement => (
    <div className="popup-row">
      <span>{title}</span>
      <NumberField
        value={view[name]}
        step={name === "n" ? 1 : 10}
        low={bounds[0]}
        high={bounds[1]}
        whole={name === "n"}
        name={title}
        unit={of}
        onChange={(value) => put({ [name]: value })}
        onProblem={setProblem}
      />
    </div>
  );
  return (
    <>
      {number("n", "Trials", [1, 1000], "")}
      <Setting
        label="Begin"
        value={view.since}
        choices={[
          { value: "start", label: "At the start" },
          { value: "now", label: "At this moment" },
        ]}
        onChange={(since) =>
          put({
            since,
            draws: since === "now" ? "noise" : view.draws,
            begin: since === "now" ? 0 : view.begin,
          })
        }
      />
      {number("begin", "Shown from", [0, 1e6], unit)}
      {number("span", "Shown for", [1, 60_000], unit)}
      {number("bin", "Bin", [0.01, 10_000], unit)}
      <Setting
        label="Drawn anew"
        value={view.draws}
        choices={[
          { value: "noise", label: "Noise" },
          { value: "all", label: "Everything" },
        ]}
        onChange={(draws) => put({ draws, since: draws === "all" ? "start" : view.since })}
      />
      {problem !== null && (
        <p className="popup-note" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
