import { formatQuantity, formatReading } from "../../shared/format";
import type { Spread } from "../../wire/types";

/** What a coefficient of variation of intervals says of the spikes. */
export function regularity(cv: number): string {
  if (cv < 0.2) return "regular";
  if (cv < 0.7) return "fairly regular";
  if (cv <= 1.3) return "Poisson-like";
  return "in bursts";
}

/** "1200 values,", "mean 12.3 mV,", "deviation 2.1 mV"; of intervals what their coefficient of
 * variation says. What matters most comes last. */
export function spreadWords(spread: Spread, unit: string, ofIntervals: boolean): string[] {
  const { n, mean, sd, cv } = spread;
  if (n === 0 || mean === null) return [ofIntervals ? "no intervals yet" : "no values yet"];
  const noun = ofIntervals ? (n === 1 ? "interval" : "intervals") : n === 1 ? "value" : "values";
  const last = ofIntervals
    ? cv !== null && `CV ${formatReading(cv)}: ${regularity(cv)}`
    : sd !== null && `deviation ${formatQuantity(sd, unit, 3)}`;
  const head = [`${n} ${noun},`, `mean ${formatQuantity(mean, unit, 3)}`];
  return last === false ? head : [head[0] ?? "", `${head[1] ?? ""},`, last];
}
