import { formatQuantity, formatReading } from "../../shared/format";
import type { Spread } from "../../wire/types";

/** What a coefficient of variation of intervals says of the spikes. */
export function regularity(cv: number): string {
  if (cv < 0.2) return "regular";
  if (cv < 0.7) return "fairly regular";
  if (cv <= 1.3) return "irregular, like a Poisson process";
  return "in bursts";
}

/** "1200 values, mean 12.3 mV, deviation 2.1 mV"; of intervals their coefficient of variation. */
export function spreadWords(spread: Spread, unit: string, ofIntervals: boolean): string {
  const { n, mean, sd, cv } = spread;
  if (n === 0 || mean === null) return ofIntervals ? "no intervals yet" : "no values yet";
  const noun = ofIntervals ? (n === 1 ? "interval" : "intervals") : n === 1 ? "value" : "values";
  const head = `${n} ${noun}, mean ${formatQuantity(mean, unit, 3)}`;
  if (ofIntervals) {
    return cv === null ? head : `${head}, CV ${formatReading(cv)}: ${regularity(cv)}`;
  }
  return sd === null ? head : `${head}, deviation ${formatQuantity(sd, unit, 3)}`;
}
