import { cursorTime } from "../../live/clock";
import { live } from "../../live/live";
import type { SpikeTrain } from "../../live/spikes";
import { csvLine, single, withUnit } from "../../shared/csv";
import { timeUnit } from "../../shared/timeunit";
import type { AnyRecord, Catalog, Raster } from "../../wire/types";
import type { Painter } from "../paint/painter";
import type { Timed } from "../plot/axis";
import { TimePlot, type Plot } from "../plot/plot";
import type { Range } from "../plot/scale";
import { drawRaster } from "./draw";
import { groupsOf, type Group } from "./rows";

/** A raster tile. */
export class RasterPlot extends TimePlot implements Plot {
  private view: Raster | null = null;
  private groups: readonly Group[] = [];
  private hint = "";
  private readonly ranges = new Map<string, Range>();
  private kept: Map<string, SpikeTrain> | null = null;

  update(
    view: Raster,
    records: ReadonlyMap<string, AnyRecord>,
    catalog: Catalog | null,
    hint: string,
  ): void {
    this.view = view;
    this.groups = groupsOf(view, records, catalog);
    this.hint = hint;
    this.changed();
  }

  draw(painter: Painter): void {
    if (!this.view) return;
    const data = {
      groups: this.groups,
      spikes: this.spikes,
      t1: this.end(),
      window: this.view.window,
      cursor: cursorTime(),
      hint: this.hint,
    };
    this.drawn(drawRaster(painter, data, this.ranges));
  }

  protected override timed(): Timed | null {
    return this.view;
  }

  freeze(on: boolean): void {
    this.frozenAt = null;
    this.kept = null;
    if (on && this.view) {
      const t1 = this.end();
      const kept = new Map<string, SpikeTrain>();
      for (const { node } of this.groups) {
        const train = live.spikes.get(node);
        if (train) kept.set(node, train.copy(t1 - 2 * this.view.window, t1));
      }
      this.kept = kept;
      this.frozenAt = t1;
    }
    this.changed();
  }

  csv(): string {
    const t1 = this.end();
    const t0 = t1 - (this.view?.window ?? 0);
    const found: { t: number; name: string; cell: number }[] = [];
    for (const group of this.groups) {
      const train = this.spikes(group.node);
      if (!train) continue;
      for (let i = train.from(t0); i < train.count && train.time(i) <= t1; i++) {
        const cell = train.source(i);
        if (group.cells && !group.cells.includes(cell)) continue;
        found.push({ t: train.time(i), name: group.name, cell });
      }
    }
    found.sort((a, b) => a.t - b.t);
    const lines = found.map(({ t, name, cell }) => csvLine([single(t), name, cell]));
    return csvLine([withUnit("time", timeUnit()), "population", "cell"]) + lines.join("");
  }

  private readonly spikes = (node: string): SpikeTrain | undefined =>
    (this.kept ?? live.spikes).get(node);
}
