import type {
  ActivitySection,
  CellsSection,
  ColumnsSection,
  ComponentsSection,
  FrameHeader,
  HistogramSection,
  HistorySection,
  InspectedSection,
  SamplesSection,
  SpikesSection,
  WeightsSection,
} from "./types";

/** "NBR1", little-endian (rule F1). */
export const MAGIC = 0x3152424e;
const PREFIX = 8;
const MAX_SECTIONS = 4096;

/** A binary message that is not a frame as rule F1 describes it. */
export class FrameError extends Error {}

export interface ActivityData {
  section: ActivitySection;
  values: Float32Array;
  spiked: Uint8Array;
}
export interface SamplesData {
  section: SamplesSection;
  /** (count, cells) or, for min/max pairs, (count, cells, 2). */
  values: Float32Array;
}
export interface SpikesData {
  section: SpikesSection;
  /** ms after `section.t0`. */
  times: Float32Array;
  cells: Uint32Array;
}
export interface WeightsData {
  section: WeightsSection;
  /** (rows, columns), row by row. */
  values: Float32Array;
}
export interface CellsData {
  section: CellsSection;
  values: Float32Array;
}
export interface ColumnsData {
  section: ColumnsSection;
  /** (count, n), column by column. */
  values: Float32Array;
}
export interface HistoryData {
  section: HistorySection;
  /** ms after `section.t0`. */
  times: Float32Array;
  /** (count, 3 + synapses). */
  lines: Float32Array;
  /** (count, rows, columns). */
  matrices: Float32Array;
}
export interface HistogramData {
  section: HistogramSection;
  /** (entries, bins). */
  counts: Float32Array;
}
export interface ComponentsData {
  section: ComponentsSection;
  /** x0, y0, x1, y1 ... */
  points: Float32Array;
}

/** A frame whose arrays are views of the message itself: nothing is copied. */
export interface Frame {
  frame: number;
  t: number;
  step: number;
  reset: boolean;
  /** Time of the past moment that is visited, in ms; null in the present. */
  moment: number | null;
  activity: ActivityData[];
  samples: SamplesData[];
  spikes: SpikesData[];
  weights: WeightsData[];
  cells: CellsData[];
  columns: ColumnsData[];
  history: HistoryData[];
  histograms: HistogramData[];
  components: ComponentsData[];
  inspected: InspectedSection[];
}

/** Read a binary message (F1). Throws FrameError where a size does not fit the message. */
export function decodeFrame(message: ArrayBuffer): Frame {
  const { header, start } = readHeader(message);
  const payload = new Payload(message, start);
  const frame: Frame = {
    frame: header.frame,
    t: header.t,
    step: header.step,
    reset: header.reset,
    moment: header.moment,
    activity: [],
    samples: [],
    spikes: [],
    weights: [],
    cells: [],
    columns: [],
    history: [],
    histograms: [],
    components: [],
    inspected: [],
  };
  for (const section of header.sections) {
    switch (section.kind) {
      case "activity":
        frame.activity.push({
          section,
          values: payload.floats(section.offset, size(section.n), "activity"),
          spiked: payload.bytes(section.offset + 4 * section.n, section.n, "activity"),
        });
        break;
      case "samples": {
        const pairs = section.mode === "minmax" ? 2 : 1;
        const length = size(section.count) * section.cells.length * pairs;
        if (!(section.every > 0)) throw new FrameError("samples: the step is not positive");
        frame.samples.push({
          section,
          values: payload.floats(section.offset, size(length), "samples"),
        });
        break;
      }
      case "spikes":
        frame.spikes.push({
          section,
          times: payload.floats(section.offset, size(section.count), "spikes"),
          cells: payload.integers(section.offset + 4 * section.count, section.count, "spikes"),
        });
        break;
      case "weights":
        frame.weights.push({
          section,
          values: payload.floats(
            section.offset,
            size(size(section.rows) * size(section.columns)),
            "weights",
          ),
        });
        break;
      case "cells":
        frame.cells.push({
          section,
          values: payload.floats(section.offset, size(section.n), "cells"),
        });
        break;
      case "columns":
        if (!(section.every > 0)) throw new FrameError("columns: the step is not positive");
        frame.columns.push({
          section,
          values: payload.floats(
            section.offset,
            size(size(section.count) * size(section.n)),
            "columns",
          ),
        });
        break;
      case "history": {
        const count = size(section.count);
        const lines = count * (3 + section.synapses.length);
        const cells = size(count * size(section.rows) * size(section.columns));
        const begin = section.offset + 4 * count;
        frame.history.push({
          section,
          times: payload.floats(section.offset, count, "history"),
          lines: payload.floats(begin, lines, "history"),
          matrices: payload.floats(begin + 4 * lines, cells, "history"),
        });
        break;
      }
      case "histogram": {
        const length = size(section.bins) * section.spreads.length;
        frame.histograms.push({
          section,
          counts: payload.floats(section.offset, size(length), "histogram"),
        });
        break;
      }
      case "components":
        frame.components.push({
          section,
          points: payload.floats(section.offset, 2 * size(section.count), "components"),
        });
        break;
      case "inspected":
        frame.inspected.push(section);
        break;
    }
  }
  return frame;
}

function readHeader(message: ArrayBuffer): { header: FrameHeader; start: number } {
  if (message.byteLength < PREFIX) throw new FrameError("shorter than its prefix");
  const view = new DataView(message);
  if (view.getUint32(0, true) !== MAGIC) throw new FrameError("does not begin with NBR1");
  const length = view.getUint32(4, true);
  const start = PREFIX + length;
  if (start > message.byteLength) throw new FrameError("the header is longer than the message");
  if (start % 8 !== 0) throw new FrameError("the header is not padded to 8 bytes");
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(new Uint8Array(message, PREFIX, length)));
  } catch {
    throw new FrameError("the header is not JSON");
  }
  if (!isHeader(header)) throw new FrameError("the header lacks a field");
  return { header, start };
}

function isHeader(value: unknown): value is FrameHeader {
  if (typeof value !== "object" || value === null) return false;
  const header = value as Partial<Record<keyof FrameHeader, unknown>>;
  return (
    Number.isSafeInteger(header.frame) &&
    Number.isFinite(header.t) &&
    Number.isSafeInteger(header.step) &&
    typeof header.reset === "boolean" &&
    Array.isArray(header.sections) &&
    header.sections.length <= MAX_SECTIONS
  );
}

function size(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new FrameError("a size is not a count");
  return value;
}

/** Typed views of the payload, each checked against the length of the message. */
class Payload {
  private readonly message: ArrayBuffer;
  private readonly start: number;

  constructor(message: ArrayBuffer, start: number) {
    this.message = message;
    this.start = start;
  }

  floats(offset: number, length: number, what: string): Float32Array {
    return new Float32Array(this.message, this.at(offset, length * 4, 4, what), length);
  }

  integers(offset: number, length: number, what: string): Uint32Array {
    return new Uint32Array(this.message, this.at(offset, length * 4, 4, what), length);
  }

  bytes(offset: number, length: number, what: string): Uint8Array {
    return new Uint8Array(this.message, this.at(offset, length, 1, what), length);
  }

  private at(offset: number, bytes: number, align: number, what: string): number {
    if (!Number.isSafeInteger(offset) || offset < 0 || offset % align !== 0) {
      throw new FrameError(`${what}: the offset ${offset} is not valid`);
    }
    if (this.start + offset + bytes > this.message.byteLength) {
      throw new FrameError(`${what}: reaches past the end of the message`);
    }
    return this.start + offset;
  }
}
