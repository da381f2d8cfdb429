import type {
  ActivitySection,
  FrameHeader,
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
