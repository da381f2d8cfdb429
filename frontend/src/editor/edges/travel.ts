const QUICKEST = 180;
const SLOWEST = 60_000;

/** How long the dot of a spike travels: the delay of the connection at the chosen speed; ms of the
 * clock. */
export function travelTime(delay: number, speed: number | null): number {
  const time = speed === null ? 0 : (delay / speed) * 1000;
  return Math.min(SLOWEST, Math.max(QUICKEST, time));
}
