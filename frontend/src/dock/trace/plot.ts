import { cursorTime } from "../../live/clock";
import { live } from "../../live/live";
import { afterDraw } from "../../live/loop";
import type { Series } from "../../live/series";
import type { SpikeTrain } from "../../live/spikes";
import { makeGesture } from "../../shared/gesture";
import { newId } from "../../state/records";
import type { AnyRecord, Catalog, Trace } from "../../wire/types";
import { runsOf } from "../compare/runs";
import { nearest, reading, type Cursors, type Reading, type Source } from "../measure/measure";
import { cursorsOf, moveCursor, placeCursor } from "../measure/store";
import type { Painter } from "../paint/painter";
import type { Timed } from "../plot/axis";
import { Gestures, TimePlot, type Hold, type Plot, type Point } from "../plot/plot";
import { xToTime } from "../plot/polyline";
import { traceCsv } from "./csv";
import { drawTrace, type Drawn } from "./draw";
import type { Prepared, Ranges } from "./panels";
import { signalsOf, type Signal } from "./signals";
import { automatic, setBounds, shifted, zoomed } from "./values";

/** px within which the hand takes hold of a cursor. */
const REACH = 7;
/** Arrow keys move a cursor by this part of the window, with Shift by ten times as much. */
const KEY_STEP = 1 / 200;

/** A trace tile. */
export class TracePlot extends TimePlot implements Plot {
  private view: Trace | null = null;
  private signals: readonly Signal[] = [];
  private hint = "";
  private readonly ranges: Ranges = new Map();
  private kept: { series: Map<string, Series>; spikes: Map<string, SpikeTrain> } | null = null;
  private shown: Drawn | null = null;
  private readonly zoomingValues = new Gestures();

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

  override version(): string {
    const runs = this.view ? runsOf(this.view.id) : [];
    return `${super.version()} ${this.dataVersion()} ${runs.map(({ id }) => id).join(" ")}`;
  }

  /** Differs from the last answer when what is measured may. */
  dataVersion(): string {
    const { a, b, active } = this.cursors ?? { a: "", b: "", active: "" };
    const data = this.frozenAt ?? live.version;
    return `${data} ${this.revision} ${a ?? "-"} ${b ?? "-"} ${active}`;
  }

  /** What is shown, for whoever measures it. */
  get source(): Source {
    return { signals: this.signals, series: this.series, spikes: this.spikes };
  }

  /** What stands at the cursors and between them. */
  measured(cursors: Cursors): Reading {
    return reading(this.source, cursors);
  }

  draw(painter: Painter): void {
    const { view } = this;
    if (!view) return;
    const data = {
      signals: this.signals,
      series: this.series,
      spikes: this.spikes,
      t1: this.end(),
      window: view.window,
      scale: view.scale,
      scales: view.scales,
      cursor: cursorTime(),
      measured: this.cursors,
      runs: runsOf(view.id),
      hint: this.hint,
    };
    this.shown = drawTrace(painter, data, this.ranges);
    this.drawn(this.shown.axis);
  }

  override press(at: Point): void {
    const { axis, view } = this;
    const inside = axis !== null && at.x >= axis.x0 && at.x <= axis.x1;
    if (view && this.cursors && inside) placeCursor(view.id, xToTime(axis, at.x));
    else super.press(at);
  }

  override grab(at: Point): Hold | null {
    return this.grabCursor(at) ?? this.grabValues(at) ?? super.grab(at);
  }

  override key(key: string, shift: boolean): boolean {
    const { axis, view, cursors } = this;
    const t = cursors?.[cursors.active] ?? null;
    if (!view || !axis || !cursors || t === null || !key.startsWith("Arrow")) {
      return super.key(key, shift);
    }
    if (key === "ArrowUp" || key === "ArrowDown") {
      const other = cursors.active === "a" ? "b" : "a";
      moveCursor(view.id, other, cursors[other] ?? t);
      return true;
    }
    const by = (axis.t1 - axis.t0) * KEY_STEP * (shift ? 10 : 1);
    moveCursor(view.id, cursors.active, t + (key === "ArrowLeft" ? -by : by));
    return true;
  }

  override zoom(direction: 1 | -1, at?: Point): void {
    const panel = at && this.panelBeside(at);
    if (panel && this.view) {
      setBounds(
        this.view.id,
        panel.key,
        zoomed(panel, at.y, direction),
        this.zoomingValues.current(),
      );
    } else super.zoom(direction, at);
  }

  restore(at: Point): boolean {
    const panel = this.panelBeside(at);
    if (panel && this.view) automatic(this.view.id, panel.key);
    return panel !== null;
  }

  tip(at: Point): string {
    if (this.panelBeside(at)) return "Wheel: zoom. Drag: move. Double-click: automatic.";
    const { axis, shown } = this;
    if (!axis || !shown || at.x < axis.x1) return "";
    return shown.names.find(({ y }) => Math.abs(y - at.y) < 8)?.signal.name ?? "";
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

  protected override timed(): Timed | null {
    return this.view;
  }

  private get cursors(): Cursors | null {
    return this.view && cursorsOf(this.view.id);
  }

  private grabCursor(at: Point): Hold | null {
    const { axis, view, cursors } = this;
    if (!axis || !view || !cursors || at.x < axis.x0) return null;
    const reach = REACH * this.pixel(axis);
    const which = nearest(cursors, xToTime(axis, at.x), reach);
    if (which === null) return null;
    const move = ({ x }: Point): void => {
      const inside = Math.max(axis.x0, Math.min(axis.x1, x));
      moveCursor(view.id, which, xToTime(this.axis ?? axis, inside));
    };
    return { move, end: () => undefined };
  }

  private grabValues(at: Point): Hold | null {
    const panel = this.panelBeside(at);
    const { view } = this;
    if (!panel || !view) return null;
    const gesture = makeGesture(afterDraw, () => newId("g"));
    const move = ({ y }: Point): void =>
      gesture.change((id) => setBounds(view.id, panel.key, shifted(panel, y - at.y), id));
    return { move, end: gesture.finish };
  }

  /** The panel whose value axis is at a point. */
  private panelBeside(at: Point): Prepared | null {
    if (!this.axis || at.x >= this.axis.x0 - 2) return null;
    const inside = ({ top, height }: Prepared): boolean => at.y >= top && at.y <= top + height;
    return this.shown?.panels.find(inside) ?? null;
  }

  private readonly series = (key: string): Series | undefined =>
    (this.kept ? this.kept.series : live.series).get(key);

  private readonly spikes = (node: string): SpikeTrain | undefined =>
    (this.kept ? this.kept.spikes : live.spikes).get(node);
}
