import type { NodeActivity } from "../live/live";
import type { SpikeTrain } from "../live/spikes";

/** A click that is to be heard: of which node, and when within the last frame, from 0 to 1. */
export interface Click {
  node: string;
  part: number;
}

/** Clicks in a second; more would be noise. */
export const MOST_A_SECOND = 200;

/** Pitch in Hz of the spiking node at some place of the board's list: thirds upwards, then again. */
export function pitchOf(place: number): number {
  return 440 * 2 ** (((place * 4) % 36) / 12);
}

/** Finds the spikes that are new since the last look. */
export class Listener {
  private heard = -Infinity;
  private readonly firing = new Map<string, Uint8Array>();
  private allowance = 0;

  /** The clicks of the frame that ends at `t` ms. `elapsed` is the time of the clock since the last
   * look in ms. Exact times come from `trains`; for nodes that no view records, a cell that begins
   * to spike in `activity` clicks at once. */
  take(
    nodes: readonly string[],
    trains: ReadonlyMap<string, SpikeTrain>,
    activity: ReadonlyMap<string, NodeActivity>,
    t: number,
    elapsed: number,
  ): Click[] {
    const from = this.heard;
    this.heard = t;
    this.allowance = Math.min(
      MOST_A_SECOND / 10,
      this.allowance + (MOST_A_SECOND * Math.max(0, elapsed)) / 1000,
    );
    const clicks: Click[] = [];
    for (const node of nodes) {
      const train = trains.get(node);
      const now = activity.get(node)?.spiked;
      const before = this.firing.get(node);
      if (now) this.firing.set(node, now);
      if (!(t > from) || from === -Infinity) continue;
      if (train && train.count > 0 && train.last > from) {
        for (let i = train.from(from); i < train.count; i++) {
          const at = train.time(i);
          if (at > from && at <= t) clicks.push({ node, part: (at - from) / (t - from) });
        }
      } else if (now && before && now !== before && !train) {
        now.forEach((spike, cell) => {
          if (spike === 1 && before[cell] !== 1) clicks.push({ node, part: 0 });
        });
      }
    }
    const room = Math.floor(this.allowance);
    const kept = thinned(clicks, room);
    this.allowance -= kept.length;
    return kept;
  }

  /** Hear nothing of what has been until now. */
  skip(): void {
    this.heard = -Infinity;
    this.firing.clear();
  }
}

/** At most so many, evenly from all. */
function thinned(clicks: readonly Click[], most: number): Click[] {
  if (clicks.length <= most) return [...clicks];
  return Array.from(
    { length: most },
    (_, i) => clicks[Math.floor((i * clicks.length) / most)],
  ).filter((click) => click !== undefined);
}
