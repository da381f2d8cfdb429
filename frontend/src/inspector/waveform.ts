import type { Stimulus, StimulusEntry } from "../wire/types";
import { inWindow, readExpression, type Evaluate } from "./expression";
import { columnsOf } from "./series";

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
    case "pulse":
    case "light": {
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
    case "ramp": {
      value = ramp(number("start"), number("stop"), number("first"), number("last"));
      length = 1.3 * Math.max(number("stop"), 1);
      break;
    }
    case "staircase": {
      const [start, duration, pause] = [number("start"), number("duration"), number("pause")];
      const [first, increment, steps] = [number("first"), number("increment"), number("steps")];
      const each = duration + pause;
      length = start + Math.min(steps, 20) * each * 1.05;
      value = (t) => {
        const step = Math.floor((t - start) / each);
        const on = step >= 0 && step < steps && t - start - step * each < duration;
        return on ? first + increment * step : 0;
      };
      break;
    }
    case "gaussian": {
      const [center, width, height] = [number("center"), number("width"), number("height")];
      const period = number("period");
      length = period > 0 ? center + 2.5 * period : Math.max(center, 0) + 5 * width;
      value = (t) => {
        const away = t - center;
        const again = period > 0 && away > 0;
        const x = again ? ((away + period / 2) % period) - period / 2 : away;
        return height * Math.exp(-((x / width) ** 2) / 2);
      };
      break;
    }
    case "noise": {
      const [tau, sigma, mean] = [number("tau"), number("sigma"), number("mean")];
      length = Math.max(100, 40 * tau);
      const path = fluctuation(tau, sigma, mean, length);
      value = (t) => path[Math.round((t / length) * (POINTS - 1))] ?? mean;
      break;
    }
    case "samples": {
      const held =
        node.params["values"] ?? model.parameters.find((p) => p.name === "values")?.default;
      const samples = Array.isArray(held) ? (columnsOf(held)[0] ?? []) : [];
      const [dt, start, period] = [number("dt"), number("start"), number("period")];
      const lasts = samples.length * dt;
      length = Math.max(start, 0) + (period > 0 ? 3 * period : 1.1 * lasts);
      value = (t) => {
        const since = period > 0 && t >= start ? (t - start) % period : t - start;
        const k = Math.floor(since / dt + 1e-9);
        if (since < 0 || k >= samples.length) return 0;
        const here = samples[k] ?? 0;
        const next = samples[k + 1] ?? here;
        return node.params["between"] === "hold" ? here : here + (since / dt - k) * (next - here);
      };
      break;
    }
    case "formula": {
      const held = node.params["expression"] ?? model.parameters[0]?.default;
      value = typeof held === "string" ? readExpression(held) : null;
      break;
    }
    case "poisson": {
      const held = node.params["rate"];
      value = typeof held === "string" ? readExpression(held) : null;
      break;
    }
  }
  if (!value || !(length > 0) || !Number.isFinite(length)) return null;
  const values = new Float32Array(POINTS);
  for (let i = 0; i < POINTS; i++) values[i] = value((i / (POINTS - 1)) * length);
  return values.every((x) => Number.isFinite(x)) ? { t0: 0, t1: length, values } : null;
}

function ramp(start: number, stop: number, first: number, last: number): Evaluate {
  const width = Math.max(stop - start, 1e-9);
  return (t) => first + (last - first) * Math.max(0, Math.min(1, (t - start) / width));
}

/** A course that noise could take; always the same one, so that the preview does not tremble. */
function fluctuation(tau: number, sigma: number, mean: number, length: number): number[] {
  let seed = 1;
  const uniform = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed + 0.5) / 2 ** 32;
  };
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const step = length / (POINTS - 1);
  const keeps = tau > 0 ? Math.exp(-step / tau) : 0;
  const kick = sigma * Math.sqrt(1 - keeps * keeps);
  let deviation = sigma * normal();
  return Array.from({ length: POINTS }, () => {
    deviation = keeps * deviation + kick * normal();
    return mean + deviation;
  });
}
