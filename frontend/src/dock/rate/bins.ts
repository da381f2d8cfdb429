import type { SpikeTrain } from "../../live/spikes";

/** Rates in Hz per cell: entry i is of the bin from `(first + i) * width` ms on. */
export interface Rates {
  first: number;
  width: number;
  values: Float64Array;
}

/** Spike times come with a rounding error; one at the border of two bins begins the later one. */
const NEAR = 1e-4;
/** Spikes from which on whole milliseconds are counted instead of spikes, where bins allow it. */
const MANY = 50_000;

/**
 * Population rate in the bins of `width` ms, beginning at multiples of it, that lie in [max(t0, 0), t1]
 * as a whole. With `smooth` (ms) weighted by a Gaussian of that standard deviation, cut at three of
 * them and scaled anew where bins are missing.
 */
export function binnedRates(
  train: SpikeTrain,
  size: number,
  at: { t0: number; t1: number; width: number; smooth: number },
): Rates {
  const { t0, t1, width, smooth } = at;
  const reach = smooth > 0 ? Math.ceil((3 * smooth) / width) : 0;
  const begin = Math.max(0, Math.ceil(t0 / width - 1e-9) - reach);
  const end = Math.floor(t1 / width + 1e-9);
  const counts = new Float64Array(Math.max(0, end - begin));
  const from = train.from(begin * width - NEAR);
  if (train.count - from > MANY && Number.isInteger(width)) {
    for (let i = 0; i < counts.length; i++) {
      let sum = 0;
      for (let ms = 0; ms < width; ms++) sum += train.counted((begin + i) * width + ms);
      counts[i] = sum;
    }
  } else {
    for (let i = from; i < train.count; i++) {
      const bin = Math.floor((train.time(i) + NEAR) / width) - begin;
      if (bin >= counts.length) break;
      if (bin >= 0) counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }
  const scale = 1000 / (width * Math.max(1, size));
  const values = reach > 0 ? smoothed(counts, reach, width / smooth) : counts;
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) * scale;
  return { first: begin, width, values };
}

function smoothed(counts: Float64Array, reach: number, step: number): Float64Array {
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-0.5 * ((k - reach) * step) ** 2),
  );
  return counts.map((_, i) => {
    let sum = 0;
    let weight = 0;
    const last = Math.min(counts.length - 1, i + reach);
    for (let k = Math.max(0, i - reach); k <= last; k++) {
      const w = kernel[k - i + reach] ?? 0;
      sum += w * (counts[k] ?? 0);
      weight += w;
    }
    return sum / weight;
  });
}
