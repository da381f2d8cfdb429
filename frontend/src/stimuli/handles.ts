import type { Value } from "../inspector/edit";
import type { Stimulus, StimulusEntry } from "../wire/types";
import { readPulses, writePulses, type Pulse } from "./pulses";

/** A place of a waveform that can be dragged. `move` gives the parameters that it then has. */
export interface Handle {
  key: string;
  name: string;
  t: number;
  v: number;
  /** What a drag changes. */
  moves: "t" | "v" | "both";
  move: (t: number, v: number) => Record<string, Value>;
}

/** The handles of a stimulus whose waveform is made of times and values; empty for others. */
export function handlesOf(node: Stimulus, model: StimulusEntry): Handle[] {
  const number = (name: string): number => {
    const value =
      node.params[name] ?? model.parameters.find((entry) => entry.name === name)?.default;
    return typeof value === "number" ? value : 0;
  };
  const steady = Object.entries(node.params).every(
    ([name, value]) => typeof value !== "object" || name === "values",
  );
  if (!steady) return [];
  switch (node.model) {
    case "pulse":
    case "light":
      return ofTrain(number);
    case "ramp":
      return ofRamp(number);
    case "gaussian":
      return ofBell(number);
    case "formula": {
      const held = node.params["expression"];
      const pulses = typeof held === "string" ? readPulses(held) : null;
      if (!pulses) return [];
      return pulses.flatMap((pulse, i) =>
        ofPulse(pulse, pulses.length > 1 ? ` ${i + 1}` : "", (next) => ({
          expression: writePulses(pulses.map((old, k) => (k === i ? next : old))),
        })),
      );
    }
    default:
      return [];
  }
}

type Read = (name: string) => number;

function ofPulse(
  pulse: Pulse,
  which: string,
  write: (pulse: Pulse) => Record<string, Value>,
): Handle[] {
  const { start, stop, amplitude } = pulse;
  const length = stop - start;
  return [
    {
      key: `start${which}`,
      name: `Start${which}`,
      t: start,
      v: 0,
      moves: "t",
      move: (t) => write({ ...pulse, start: Math.max(0, Math.min(t, stop)) }),
    },
    {
      key: `stop${which}`,
      name: `Stop${which}`,
      t: stop,
      v: 0,
      moves: "t",
      move: (t) => write({ ...pulse, stop: Math.max(start, t) }),
    },
    {
      key: `top${which}`,
      name: `Pulse${which}`,
      t: start + length / 2,
      v: amplitude,
      moves: "both",
      move: (t, v) => {
        const begin = Math.max(0, tidy(t - length / 2));
        return write({ start: begin, stop: tidy(begin + length), amplitude: v });
      },
    },
  ];
}

function ofTrain(number: Read): Handle[] {
  const pulse = { start: number("start"), stop: number("stop"), amplitude: number("amplitude") };
  const period = number("period");
  const handles = ofPulse(pulse, "", (next) => ({ ...next }));
  if (period <= 0) return handles;
  const { start } = pulse;
  const again: Handle = {
    key: "period",
    name: "Next pulse",
    t: start + period,
    v: 0,
    moves: "t",
    move: (t) => ({ period: Math.max(0.1, tidy(t - start)) }),
  };
  return [...handles, again];
}

function ofRamp(number: Read): Handle[] {
  const [start, stop] = [number("start"), number("stop")];
  return [
    {
      key: "start",
      name: "Start",
      t: start,
      v: number("first"),
      moves: "both",
      move: (t, v) => ({ start: Math.max(0, Math.min(t, stop)), first: v }),
    },
    {
      key: "stop",
      name: "Stop",
      t: stop,
      v: number("last"),
      moves: "both",
      move: (t, v) => ({ stop: Math.max(start, t), last: v }),
    },
  ];
}

function ofBell(number: Read): Handle[] {
  const [center, width, height] = [number("center"), number("width"), number("height")];
  return [
    {
      key: "peak",
      name: "Peak",
      t: center,
      v: height,
      moves: "both",
      move: (t, v) => ({ center: t, height: v }),
    },
    {
      key: "width",
      name: "Width",
      t: center + width,
      v: height * Math.exp(-0.5),
      moves: "t",
      move: (t) => ({ width: Math.max(0.1, tidy(t - center)) }),
    },
  ];
}

function tidy(value: number): number {
  return Number(value.toPrecision(10));
}
