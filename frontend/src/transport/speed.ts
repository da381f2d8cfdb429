import { formatNumber } from "../shared/format";
import { formatDuration, type TimeUnit } from "../shared/timeunit";

/** Model milliseconds per second that the menu offers; null is as fast as it goes. */
export const speeds: readonly (number | null)[] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, null];

/** What one second of the clock shows: "200 ms", "2 s", "200 steps". */
export function shows(speed: number, unit: TimeUnit = "ms"): string {
  return formatDuration(speed, unit);
}

/** A name for the speeds that have one. Steps have no real time. */
export function speedDetail(speed: number | null, unit: TimeUnit = "ms"): string {
  if (speed === null) {
    return "as fast as it goes";
  }
  if (unit === "step") {
    return "";
  }
  if (speed === 1000) {
    return "real time";
  }
  return speed > 1000
    ? `${formatNumber(speed / 1000)}× faster`
    : `${formatNumber(1000 / speed)}× slower`;
}

/** What the engine could do: "can run 6.2× real time", "can make 6200 steps/s". */
export function realTime(factor: number | null | undefined, unit: TimeUnit = "ms"): string {
  if (factor === null || factor === undefined || !Number.isFinite(factor) || factor <= 0) {
    return "";
  }
  if (unit === "step") {
    return `can make ${formatNumber(1000 * factor, 2)} steps/s`;
  }
  return `can run ${formatNumber(factor, factor >= 100 ? 3 : 2)}× real time`;
}

/** Model time in ms with one decimal while that is less than 100 s, as a read-out; steps are whole. */
export function clock(t: number, unit: TimeUnit = "ms"): string {
  if (unit === "step") {
    return String(Math.round(t));
  }
  return t < 100_000 ? t.toFixed(1) : String(Math.round(t));
}
