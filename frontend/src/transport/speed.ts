import { formatNumber } from "../shared/format";

/** Model milliseconds per second that the menu offers; null is as fast as it goes. */
export const speeds: readonly (number | null)[] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, null];

/** What one second of the clock shows: "200 ms", "2 s". */
export function shows(speed: number): string {
  return speed >= 1000 ? `${formatNumber(speed / 1000)}\u2009s` : `${formatNumber(speed)}\u2009ms`;
}

/** A name for the speeds that have one. */
export function speedDetail(speed: number | null): string {
  if (speed === null) {
    return "as fast as it goes";
  }
  if (speed === 1000) {
    return "real time";
  }
  return speed > 1000
    ? `${formatNumber(speed / 1000)}× faster`
    : `${formatNumber(1000 / speed)}× slower`;
}

/** What the engine could do: "can run 6.2× real time". */
export function realTime(factor: number | null | undefined): string {
  if (factor === null || factor === undefined || !Number.isFinite(factor) || factor <= 0) {
    return "";
  }
  return `can run ${formatNumber(factor, factor >= 100 ? 3 : 2)}× real time`;
}

/** Model time in ms with one decimal while that is less than 10 s, as a read-out. */
export function clock(t: number): string {
  return t < 100_000 ? t.toFixed(1) : String(Math.round(t));
}
