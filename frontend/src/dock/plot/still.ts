import { viewEnd } from "../../live/clock";
import { live } from "../../live/live";
import { invalidate } from "../../live/loop";
import type { Records, ViewRecord } from "../../state/records";
import type { Catalog } from "../../wire/types";
import type { ViewPlot } from "../kind";
import { palette } from "../paint/palette";
import type { Painter } from "../paint/painter";

/** What plots without an axis of time have in common: `D` is what they are drawn from. */
export abstract class StillPlot<V extends ViewRecord, D> implements ViewPlot<V> {
  protected view: V | null = null;
  protected records: Records = new Map();
  protected catalog: Catalog | null = null;
  protected hint = "";
  protected pointer: { x: number; y: number } | null = null;
  private revision = 0;
  private kept: { data: D } | null = null;

  update(view: V, records: Records, catalog: Catalog | null, hint: string): void {
    this.view = view;
    this.records = records;
    this.catalog = catalog;
    this.hint = hint;
    this.changed();
  }

  version(): string {
    const data = this.kept ? "kept" : `${live.version} ${viewEnd()}`;
    const at = this.pointer ? `${this.pointer.x} ${this.pointer.y}` : "";
    return `${data} ${palette().version} ${this.revision} ${at}`;
  }

  draw(painter: Painter): void {
    if (this.view) this.paint(painter, this.view, this.data(this.view));
  }

  hover(at: { x: number; y: number } | null): void {
    this.pointer = at;
    invalidate();
  }

  press(at: { x: number; y: number }): void {
    this.hover(at);
  }

  zoom(): void {
    // There is no window of time to change.
  }

  freeze(on: boolean): void {
    this.kept = on && this.view ? { data: this.copied(this.read(this.view)) } : null;
    this.changed();
  }

  csv(): string {
    return this.view ? this.table(this.view, this.data(this.view)) : "";
  }

  protected changed(): void {
    this.revision += 1;
    invalidate();
  }

  private data(view: V): D {
    return this.kept ? this.kept.data : this.read(view);
  }

  /** What is drawn now. */
  protected abstract read(view: V): D;
  protected abstract paint(painter: Painter, view: V, data: D): void;
  protected abstract table(view: V, data: D): string;

  /** What later frames do not change. */
  protected copied(data: D): D {
    return data;
  }
}
