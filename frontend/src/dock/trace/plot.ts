import { cursorTime } from "../../live/clock";
import { live } from "../../live/live";
import type { Series } from "../../live/series";
import type { SpikeTrain } from "../../live/spikes";
import type { AnyRecord, Catalog, Trace } from "../../wire/types";
import type { Painter } from "../paint/painter";
import { TimePlot, type Plot } from "../plot/plot";
import { traceCsv } from "./csv";
import { drawTrace } from "./draw";
import type { Ranges } from "./panels";
import { signalsOf, type Signal } from "./signals";

/** A trace tile. */
export class TracePlot extends TimePlot implements Plot {
  private view: Trace | null = null;
  private signals: readonly Signal[] = [];
  private hint = "";
  private readonly ranges: Ranges = new Map();
  private kept: { series: Map<string, Series>; spikes: Map<string, SpikeTrain> } | null = null;

  update(
    view: Trace,
    records: ReadonlyMap<string, AnyRecord>,
    catalog: Catalog | null,
    hint: string,
  ): void {
    if (this.view?.scale !== view.scale || this.view.scales !== view.scales) this.ranges.clear();
    this.view = view;
    this.signals = signalsOf(view, records, catalog);
    this.hint = hint;
    this.changed();
  }

  draw(painter: Painter): void {
    const { view } = this;
    if (!view) return;
    const data = {
      signals: this.signals,
      series: this.series,
      spikes: (node: string) => (this.kept ? this.kept.spikes : live.spikes).get(node),
      t1: this.end(),
      window: view.window,
      scale: view.scale,
      scales: view.scales,
      cursor: cursorTime(),
      hint: this.hint,
    };
    this.drawn(drawTrace(painter, data, this.ranges));
  }

  freeze(on: boolean): void {
    this.frozenAt = null;
    this.kept = null;
    if (on && this.view) {
      const t1 = this.end();
      const t0 = t1 - 2 * this.view.window;
      const series = new Map<string, Series>();
      const spikes = new Map<string, SpikeTrain>();
      for (const signal of this.signals) {
        const samples = live.series.get(signal.key);
        if (samples) series.set(signal.key, samples.copy(t0, t1));
        const train = live.spikes.get(signal.owner);
        if (train) spikes.set(signal.owner, train.copy(t0, t1));
      }
      this.kept = { series, spikes };
      this.frozenAt = t1;
    }
    this.changed();
  }

  csv(): string {
    const t1 = this.end();
    return traceCsv(this.signals, this.series, t1 - (this.view?.window ?? 0), t1);
  }

  private readonly series = (key: string): Series | undefined =>
    (this.kept ? this.kept.series : live.series).get(key);
}
