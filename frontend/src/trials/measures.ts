import type { TrialDone } from "../wire/types";

/** What trials say of an entry of a view that shows spikes. */
export interface Psth {
  /** Bin width in ms; the last bin may be cut off by the end of the window. */
  bin: number;
  /** Spikes per second and cell, the mean over the trials. */
  rates: number[];
  /** The highest of them. */
  most: number;
}

/** The peristimulus time histogram: spikes of all trials in bins, divided by the number of trials,
 * the cells and the time that each bin covers. */
export function psthOf(
  trials: readonly TrialDone[],
  entry: number,
  cells: number,
  window: number,
  bin: number,
): Psth {
  const count = Math.max(1, Math.ceil(window / bin - 1e-9));
  const rates = new Array<number>(count).fill(0);
  for (const trial of trials) {
    const times = trial.spikes.find((each) => each.entry === entry)?.times ?? [];
    for (const t of times) {
      // A spike at the border of two bins belongs to the later one, rounding errors apart.
      const k = Math.min(count - 1, Math.floor(t / bin + 1e-9));
      rates[k] = (rates[k] ?? 0) + 1;
    }
  }
  const runs = Math.max(1, trials.length * cells);
  rates.forEach((spikes, k) => {
    const width = Math.min(bin, window - k * bin);
    rates[k] = (1000 * spikes) / (runs * width);
  });
  return { bin, rates, most: Math.max(0, ...rates) };
}

/** Mean and standard deviation over trials at each sample of a trace. */
export interface Spread {
  first: number;
  every: number;
  mean: Float64Array;
  sd: Float64Array;
}

/** Mean and (unbiased) standard deviation over the trials; null where none shows the entry. */
export function spreadOf(trials: readonly TrialDone[], entry: number): Spread | null {
  const traces = trials.flatMap((trial) => trial.traces.filter((each) => each.entry === entry));
  const [one] = traces;
  if (!one) return null;
  const mean = new Float64Array(one.values.length);
  const sd = new Float64Array(one.values.length);
  // Welford (1962): one pass, without the loss of digits of the sum of squares.
  traces.forEach(({ values }, n) => {
    values.forEach((value, k) => {
      const off = value - (mean[k] ?? 0);
      mean[k] = (mean[k] ?? 0) + off / (n + 1);
      sd[k] = (sd[k] ?? 0) + off * (value - (mean[k] ?? 0));
    });
  });
  sd.forEach((sum, k) => (sd[k] = traces.length > 1 ? Math.sqrt(sum / (traces.length - 1)) : 0));
  return { first: one.first, every: one.every, mean, sd };
}
