import type { Frame } from "../wire/frames";
import { invalidate } from "./loop";
import { Series } from "./series";
import { SpikeTrain } from "./spikes";
import { ViewData } from "./viewdata";
import { inspectedNode } from "./watch";

/** Activity of a node in the last frame. The arrays are replaced, never changed. */
export interface NodeActivity {
  values: Float32Array;
  /** 1 for a spike in this frame or in the last 4 ms of model time. */
  spiked: Uint8Array;
  /** Hz per cell over the last second of model time; null where nothing spikes. */
  rate: number | null;
  /** Model time of this frame in ms. */
  t: number;
}

export interface WeightMatrix {
  rows: number;
  columns: number;
  targetSize: number;
  sourceSize: number;
  /** (rows, columns), row by row. */
  values: Float32Array;
  /** Grows with each change. */
  version: number;
}

/** An edit of this page, for the timeline. */
export interface EditMark {
  t: number;
  label: string;
}

const MAX_MARKS = 500;

/** Key of a recorded variable: `pop.V[3]`; `e2.I[0]` for an edge. */
export function seriesKey(id: string, variable: string, cell: number): string {
  return `${id}.${variable}[${cell}]`;
}

/** Everything that frames brought, bounded. Written by the socket, read while drawing. */
export class LiveData {
  /** Model time in ms up to which the network has run. */
  t = 0;
  /** The past moment at which the network stands, in ms; null while that is the present. */
  moment: number | null = null;
  private step = 0;
  private board: string | null = null;
  private hasFrames = false;
  /** Grows with every frame. */
  version = 0;
  readonly series = new Map<string, Series>();
  readonly spikes = new Map<string, SpikeTrain>();
  readonly activity = new Map<string, NodeActivity>();
  readonly weights = new Map<string, WeightMatrix>();
  /** What views of whole populations are drawn from. */
  readonly views = new ViewData();
  /** Live values of cell 0 of the inspected node. */
  inspected: { node: string; values: Readonly<Record<string, number>> } | null = null;
  /** The inspected node's variables over time, one sample per frame, and its flashes. */
  readonly trail = new Map<string, Series>();
  flashes = new SpikeTrain();
  private trailOf: string | null = null;
  edits: EditMark[] = [];
  private marked = -Infinity;

  /** The last step whose samples are held, for `hello`; null for a board not seen before. */
  haveStep(board: string): number | null {
    return this.board === board && this.hasFrames ? this.step : null;
  }

  /** A board was greeted. Another board, or one that went back in time, starts anew. */
  welcome(board: string, step: number): void {
    if (this.board !== board || step < this.step) {
      this.clear();
      this.edits = [];
      this.activity.clear();
      this.weights.clear();
      this.t = 0;
      this.moment = null;
      this.step = 0;
      this.hasFrames = false;
    }
    this.board = board;
    invalidate();
  }

  /** An edit of this page is in force; those that follow each other closely, as while a slider is
   * dragged, are one mark. `now` is the time of the page in ms. */
  markEdit(label: string, now: number = performance.now()): void {
    const close = now - this.marked < 1000 && this.edits.at(-1)?.label === label;
    this.marked = now;
    if (close) return;
    this.edits.push({ t: this.t, label });
    if (this.edits.length > MAX_MARKS) this.edits.shift();
    invalidate();
  }

  /** Take in a frame. Arrays that outlive it (activity, weights) are views of its message. */
  apply(frame: Frame): void {
    if (frame.reset) {
      this.clear();
      this.edits = this.edits.filter(({ t }) => t < frame.t);
    }
    this.t = frame.t;
    this.moment = frame.moment;
    this.step = frame.step;
    this.hasFrames = true;
    this.version += 1;
    for (const { section, values } of frame.samples) {
      const id = section.node ?? section.edge;
      if (id === null) continue;
      const pairs = section.mode === "minmax";
      const width = pairs ? 2 : 1;
      section.cells.forEach((cell, column) => {
        const key = seriesKey(id, section.variable, cell);
        this.seriesOf(this.series, key).push(values, {
          t0: section.t0,
          every: section.every,
          count: section.count,
          offset: column * width,
          stride: section.cells.length * width,
          pairs,
        });
      });
    }
    for (const { section, times, cells } of frame.spikes) {
      this.trainOf(section.node).push(section.t0, times, cells);
    }
    for (const { section, values, spiked } of frame.activity) {
      const { node, rate } = section;
      this.activity.set(node, { values, spiked, rate, t: frame.moment ?? frame.t });
    }
    for (const { section, values } of frame.weights) {
      this.weights.set(section.edge, {
        rows: section.rows,
        columns: section.columns,
        targetSize: section.target_size,
        sourceSize: section.source_size,
        values,
        version: (this.weights.get(section.edge)?.version ?? 0) + 1,
      });
    }
    this.views.apply(frame);
    for (const section of frame.inspected) this.follow(section.node, section.values);
    invalidate();
  }

  /** Drop what belongs to records that are gone. */
  forget(ids: Iterable<string>): void {
    for (const id of ids) {
      for (const key of this.series.keys()) if (key.startsWith(`${id}.`)) this.series.delete(key);
      this.spikes.delete(id);
      this.activity.delete(id);
      this.weights.delete(id);
      this.views.forget(id);
    }
  }

  /** Time of the oldest thing that is recorded, or the present time. */
  first(): number {
    let first = this.t;
    for (const series of this.series.values()) first = Math.min(first, series.first);
    for (const train of this.spikes.values()) first = Math.min(first, train.first);
    first = Math.min(first, this.views.first());
    for (const series of this.trail.values()) first = Math.min(first, series.first);
    return first;
  }

  private follow(node: string, values: Readonly<Record<string, number>>): void {
    if (node !== inspectedNode()) return;
    if (node !== this.trailOf) {
      this.trail.clear();
      this.flashes = new SpikeTrain();
      this.trailOf = node;
    }
    this.inspected = { node, values };
    // What a past moment was like has been recorded when it was the present.
    if (this.moment !== null) return;
    for (const [name, value] of Object.entries(values)) {
      const series = this.seriesOf(this.trail, name);
      if (this.t > series.last) series.append(this.t, value, value);
    }
    if (this.activity.get(node)?.spiked[0] === 1) this.flashes.append(this.t, 0);
  }

  private clear(): void {
    this.version += 1;
    this.series.clear();
    this.spikes.clear();
    this.views.clear();
    this.trail.clear();
    this.flashes = new SpikeTrain();
    this.inspected = null;
  }

  private seriesOf(map: Map<string, Series>, key: string): Series {
    let series = map.get(key);
    if (!series) map.set(key, (series = new Series()));
    return series;
  }

  private trainOf(node: string): SpikeTrain {
    let train = this.spikes.get(node);
    if (!train) this.spikes.set(node, (train = new SpikeTrain()));
    return train;
  }
}

/** The data of the board on this page. */
export const live = new LiveData();
