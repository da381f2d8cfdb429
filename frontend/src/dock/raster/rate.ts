import type { SpikeTrain } from "../../live/spikes";

/** Standard deviation in ms of the Gaussian that smooths a rate: 3 ms, more for long windows. */
export function kernelWidth(window: number): number {
  return Math.max(3, window / 120);
}

/** Whole milliseconds that are counted together: a third of the kernel's standard deviation. */
export function rateBin(sigma: number): number {
  return Math.max(1, Math.round(sigma / 3));
}

/**
 * Population rate in Hz per cell at evenly spaced times, from the counts of whole milliseconds
 * smoothed by a Gaussian of standard deviation `sigma` ms. `out` has one entry for each of `count`
 * times `t0 + i * step`. What lies after `now` is not known: there the kernel is cut and rescaled.
 */
export function populationRate(
  train: SpikeTrain,
  size: number,
  at: { t0: number; step: number; count: number; sigma: number; now: number },
  out: Float32Array,
): number {
  const { t0, step, count, sigma, now } = at;
  const bin = rateBin(sigma);
  const reach = Math.ceil((3 * sigma) / bin);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-0.5 * (((k - reach) * bin) / sigma) ** 2),
  );
  const first = Math.floor(t0 / bin) - reach;
  const last = Math.ceil((t0 + step * count) / bin) + reach;
  const counts = new Float32Array(Math.max(1, last - first + 1));
  for (let k = 0; k < counts.length; k++) {
    let sum = 0;
    for (let b = 0; b < bin; b++) sum += train.counted((first + k) * bin + b);
    counts[k] = sum;
  }
  let most = 0;
  for (let i = 0; i < count; i++) {
    const middle = Math.floor((t0 + i * step) / bin) - first;
    let sum = 0;
    let weight = 0;
    for (let k = 0; k < kernel.length; k++) {
      const index = middle + k - reach;
      const time = (first + index) * bin;
      if (time < 0 || time >= now) continue;
      const w = kernel[k] ?? 0;
      sum += w * (counts[index] ?? 0);
      // The last bin has not passed yet as a whole.
      weight += w * Math.min(1, (now - time) / bin);
    }
    const rate = weight > 0 ? (1000 * sum) / (weight * bin * Math.max(1, size)) : 0;
    out[i] = rate;
    if (rate > most) most = rate;
  }
  return most;
}
