/** Milliseconds to wait before attempt number `attempt` (from 0): doubling from 250 ms up to 8 s,
 * spread by up to a quarter so that many pages do not return in the same instant. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const base = Math.min(250 * 2 ** Math.max(0, attempt), 8000);
  return base * (0.75 + 0.5 * random());
}

/** True when a running board has been silent for longer than it may be (rule R5: a status at least
 * once a second while running). `lateness` is how late the check itself came: after a sleep of the
 * computer the silence is the page's own, and the socket is given time to speak. */
export function isSilent(running: boolean, silence: number, lateness: number): boolean {
  return running && lateness < 2000 && silence > 5000;
}
