import { isFollowing, viewEnd } from "../live/clock";
import { live } from "../live/live";
import { palette } from "./paint/palette";
import { stroke, type Painter } from "./paint/painter";

/** Where the track of the timeline lies. */
export interface TimelineScale {
  first: number;
  /** The first moment that can be visited; what is recorded before it can only be looked at. */
  earliest: number;
  /** Time at the right end of the track; a little after the present, so that the thumb has room. */
  last: number;
  x0: number;
  x1: number;
}

const SIDE = 16;
const TRACK = 12;

/** The scale for a strip that is `width` px wide. */
export function timelineScale(width: number, earliest: number | null): TimelineScale {
  const first = Math.max(0, live.first());
  const span = Math.max(100, live.t - first);
  const begins = Math.max(first, Math.min(earliest ?? first, live.t));
  return {
    first,
    earliest: begins,
    last: first + span * 1.042,
    x0: SIDE,
    x1: Math.max(SIDE + 1, width - SIDE),
  };
}

/** The time at a pixel; null from the present on, where the views follow. */
export function thumbTime(x: number, scale: TimelineScale): number | null {
  const t = scale.first + ((x - scale.x0) / (scale.x1 - scale.x0)) * (scale.last - scale.first);
  const pixel = (scale.last - scale.first) / (scale.x1 - scale.x0);
  return t >= live.t - 3 * pixel ? null : Math.max(scale.earliest, t);
}

/** Draw the strip: track, spikes of the selection above, edits below, thumb. */
export function drawTimeline(
  painter: Painter,
  selection: readonly string[],
  earliest: number | null,
): void {
  const { color } = palette();
  const scale = timelineScale(painter.width, earliest);
  const x = (t: number): number =>
    scale.x0 + ((t - scale.first) / (scale.last - scale.first)) * (scale.x1 - scale.x0);
  const round = { width: 3, cap: "round" } as const;
  stroke(painter, scale.x0, TRACK, scale.x1, TRACK, { ...round, color: color("surface-3") });
  if (live.t <= 0) {
    const rim = { color: color("ink-4"), width: 1.5 };
    painter.circle(scale.x0, TRACK, 5, color("surface"), rim);
    return;
  }
  const now = x(live.t);
  const thumb = x(viewEnd());
  stroke(painter, scale.x0, TRACK, now, TRACK, {
    ...round,
    color: color(isFollowing() ? "accent" : "accent-line"),
  });
  if (!isFollowing()) {
    stroke(painter, scale.x0, TRACK, thumb, TRACK, { ...round, color: color("accent") });
  }
  if (scale.earliest > scale.first) drawBegin(painter, scale.x0, x(scale.earliest));
  drawSpikes(painter, selection, x, scale);
  for (const { t } of live.edits) {
    if (t >= scale.first) drawDiamond(painter, x(t));
  }
  painter.circle(thumb, TRACK, 6, color("surface"), { color: color("accent"), width: 2 });
}

/** Where the past that can be visited begins: before it the track is broken. */
function drawBegin(painter: Painter, from: number, to: number): void {
  const { color } = palette();
  stroke(painter, from - 2, TRACK, to, TRACK, { width: 5, color: color("surface") });
  stroke(painter, from, TRACK, to, TRACK, { width: 1.5, color: color("ink-4"), dash: [2, 4] });
  stroke(painter, to, TRACK - 6, to, TRACK + 6, { width: 1.5, color: color("ink-3") });
}

/** One tick for each pixel that holds a spike, the higher the more of them. */
function drawSpikes(
  painter: Painter,
  selection: readonly string[],
  x: (t: number) => number,
  scale: TimelineScale,
): void {
  const counts = new Map<number, number>();
  for (const id of selection) {
    const flashes = live.inspected?.node === id ? live.flashes : undefined;
    const train = live.spikes.get(id) ?? flashes;
    if (!train) continue;
    for (let bin = Math.floor(scale.first); bin <= live.t; bin++) {
      const count = train.counted(bin);
      if (count === 0) continue;
      const place = Math.round(x(bin));
      counts.set(place, (counts.get(place) ?? 0) + count);
    }
  }
  const most = Math.max(1, ...counts.values());
  const triples = new Float32Array(3 * counts.size);
  let length = 0;
  for (const [place, count] of counts) {
    triples[length++] = place;
    triples[length++] = 9 - 4 * Math.sqrt(count / most);
    triples[length++] = 9;
  }
  painter.verticals(triples, length, { color: palette().color("ink-3"), width: 1.25 });
}

const diamond = new Float32Array(10);

function drawDiamond(painter: Painter, x: number): void {
  const { color } = palette();
  diamond.set([x - 3.5, 18, x, 14.5, x + 3.5, 18, x, 21.5, x - 3.5, 18]);
  painter.line(diamond, 10, { color: color("accent"), width: 1.25 });
}
