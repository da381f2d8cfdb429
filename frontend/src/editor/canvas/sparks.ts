import { pathPoints, type Point } from "../edges/path";
import { outline, type Shape } from "../nodes/shapes";

/** The rings of spikes and the dots that travel, as they are drawn on one canvas over the board. */

/** How long a ring fades, in ms; the token `--m-spike`. */
export const FADE = 320;
/** Dots under way at one time; more would be a blur. */
export const MOST_DOTS = 60;
/** Board units from the outline of a cell to the ring of a spike. */
export const RING = 3.5;
const DOT = 4.5;

export interface Ring {
  readonly shape: Shape;
  readonly at: Point;
  /** 1 while it spikes, 0 when it has faded. */
  readonly strength: number;
}

export interface Dot {
  readonly points: readonly Point[];
  /** How long it travels at the speed at which it left; ms of the clock. */
  readonly duration: number;
  readonly speed: number | null;
  /** How much of the way it has gone. */
  share: number;
}

export interface SparkStyle {
  readonly spike: string;
  readonly edge: string;
}

/** How strong a ring is `age` ms after the spike; without fading only while it spikes. */
export function strengthAt(age: number, fade: number): number {
  if (age <= 0) return 1;
  const left = 1 - age / fade;
  return left > 0 ? left * left : 0;
}

/** The dot of a spike along a line given as an SVG path. */
export function dotAlong(d: string, duration: number, speed: number | null): Dot {
  return { points: pathPoints(d), duration, speed, share: 0 };
}

/** Let a dot go on for some ms of the clock: at another speed than it left with, so much faster. */
export function goOn(dot: Dot, elapsed: number, speed: number | null): void {
  const pace = speed !== null && dot.speed !== null ? speed / dot.speed : 1;
  dot.share += (elapsed / dot.duration) * pace;
}

/** Where a dot is, or null when it has arrived. */
export function placeOf({ points, share: s }: Dot): Point | null {
  const [a, b, c, d] = points;
  if (s > 1 || !a || !b || !c || !d) return null;
  const r = 1 - s;
  const [p, q, u, v] = [r * r * r, 3 * r * r * s, 3 * r * s * s, s * s * s];
  return {
    x: p * a.x + q * b.x + u * c.x + v * d.x,
    y: p * a.y + q * b.y + u * c.y + v * d.y,
  };
}

/** Draw in board units; the caller has set the transform. */
export function paintSparks(
  context: CanvasRenderingContext2D,
  rings: readonly Ring[],
  dots: readonly Point[],
  style: SparkStyle,
): void {
  context.lineJoin = "round";
  for (const { shape, at, strength } of rings) {
    context.save();
    context.translate(at.x, at.y);
    const ring = ringOf(shape.kind);
    // The one around a single cell is soft outside.
    const soft = shape.kind === "square" ? [] : [{ width: 7, colour: style.spike, alpha: 0.22 }];
    const strokes = [
      ...soft,
      { width: 4.2, colour: style.edge, alpha: 1 },
      { width: 2.6, colour: style.spike, alpha: 1 },
    ];
    for (const { width, colour, alpha } of strokes) {
      context.globalAlpha = alpha * strength;
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.stroke(ring);
    }
    context.restore();
  }
  context.fillStyle = style.spike;
  context.strokeStyle = style.edge;
  context.lineWidth = 1;
  for (const { x, y } of dots) {
    context.beginPath();
    context.arc(x, y, DOT - 0.5, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}

const rings = new Map<Shape["kind"], Path2D>();

function ringOf(kind: Shape["kind"]): Path2D {
  let ring = rings.get(kind);
  if (!ring) {
    ring = new Path2D(outline(kind, RING));
    if (kind === "square") ring.roundRect(-27.5, -27.5, 55, 55, 14.5);
    rings.set(kind, ring);
  }
  return ring;
}
