import { MAGIC } from "./frames";
import type { FrameHeader } from "./types";

/** For tests: a frame as rule F1 lays it out, from its header and its payload. */
export function encodeFrame(header: object, payload: Uint8Array = new Uint8Array()): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(text.length / 8) * 8;
  const message = new ArrayBuffer(8 + length + payload.length);
  const view = new DataView(message);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, length, true);
  const bytes = new Uint8Array(message);
  bytes.fill(0x20, 8, 8 + length);
  bytes.set(text, 8);
  bytes.set(payload, 8 + length);
  return message;
}

/** For tests: arrays one after the other, each filled up to a multiple of 8 bytes. */
export function payloadOf(...arrays: (Float32Array | Uint32Array | Uint8Array)[][]): Uint8Array {
  const parts = arrays.map((group) => {
    const size = group.reduce((sum, array) => sum + array.byteLength, 0);
    const bytes = new Uint8Array(Math.ceil(size / 8) * 8);
    let at = 0;
    for (const array of group) {
      bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
      at += array.byteLength;
    }
    return bytes;
  });
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** For tests: a header with some sections. */
export function headerOf(
  sections: FrameHeader["sections"],
  more: Partial<FrameHeader> = {},
): FrameHeader {
  return { frame: 1, t: 10, step: 100, reset: false, moment: null, ...more, sections };
}
