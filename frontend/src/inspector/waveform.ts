import type { Stimulus, StimulusEntry } from "../wire/types";
import { inWindow, readExpression, type Evaluate } from "./expression";

/** A stretch of a stimulus for the small preview. */
export interface Waveform {
  t0: number;
  t1: number;
  values: Float32Array;
}

const POINTS = 240;

/** The first stretch of a current that shows its form; null for one that cannot be told here. */
export function waveformOf(node: Stimulus, model: StimulusEntry): Waveform | null {
  const number = (name: string): number => {
    const held = node.params[name];
    const value = held ?? model.parameters.find((entry) => entry.name === name)?.default;
    return typeof value === "number" ? value : 0;
  };
  let length = 1000;
  let value: Evaluate | null = null;
  switch (node.model) {
    case "constant": {
      const level = number("amplitude");
      value = () => level;
      break;
    }
    case "pulse": {
      const [start, stop, period] = [number("start"), number("stop"), number("period")];
      const level = number("amplitude");
      length = period > 0 ? start + 3 * period : 1.3 * Math.max(stop, start + 1);
      value = (t) => level * inWindow(t, start, stop, period);
      break;
    }
    case "sine": {
      const frequency = number("frequency");
      const [offset, amplitude, phase] = [number("offset"), number("amplitude"), number("phase")];
      length = frequency > 0 ? 3000 / frequency : 1000;
      value = (t) => offset + amplitude * Math.sin((2 * Math.PI * frequency * t) / 1000 + phase);
      break;
    }
    case "formula": {
      const held = node.params["expression"] ?? model.parameters[0]?.default;
      value = typeof held === "string" ? readExpression(held) : null;
      break;
    }
  }
  if (!value || !(length > 0) || !Number.isFinite(length)) return null;
  const values = new Float32Array(POINTS);
  for (let i = 0; i < POINTS; i++) values[i] = value((i / (POINTS - 1)) * length);
  return values.every((x) => Number.isFinite(x)) ? { t0: 0, t1: length, values } : null;
}
