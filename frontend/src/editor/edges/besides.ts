import type { Point } from "./path";

interface Size {
  readonly width: number;
  readonly height: number;
}

type Box = Point & Size;

const GAP = 24;
const EDGE = 8;

/** Upper left corner of a box beside a point: 24 px below it, or above, right or left of it where
 * it would hide less of the nodes; always inside the bounds. All in px of the canvas. */
export function besides(at: Point, size: Size, bounds: Size, obstacles: readonly Box[]): Point {
  const { width, height } = size;
  const wanted: readonly Point[] = [
    { x: at.x - width / 2, y: at.y + GAP },
    { x: at.x - width / 2, y: at.y - GAP - height },
    { x: at.x + GAP, y: at.y - height / 2 },
    { x: at.x - GAP - width, y: at.y - height / 2 },
  ];
  let best: { place: Point; cost: number } | null = null;
  for (const corner of wanted) {
    const place = {
      x: Math.max(EDGE, Math.min(corner.x, bounds.width - width - EDGE)),
      y: Math.max(EDGE, Math.min(corner.y, bounds.height - height - EDGE)),
    };
    // A box that had to be pushed may lie on the line itself: that counts like a hidden node.
    const pushed = Math.hypot(place.x - corner.x, place.y - corner.y) * GAP;
    const box = { ...place, ...size };
    const cost = pushed + obstacles.reduce((sum, node) => sum + overlap(box, node), 0);
    if (!best || cost < best.cost) {
      best = { place, cost };
    }
  }
  return best?.place ?? at;
}

function overlap(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
}
