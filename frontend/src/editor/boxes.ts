import { isNode, isPlaced, type Annotation, type Placed, type Records } from "../state/records";
import { signsOf } from "./connect";
import { shapeOf } from "./nodes/shapes";
import type { Point } from "./place";

/** A rectangle on the board, by its upper left corner. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Lines of a note that is not on screen are counted by this many px to a character. */
const CHARACTER = 6.6;
const LINE = 20;
/** Heights of notes as they are drawn, by id. */
const drawn = new Map<string, number>();

/** Remember how high a note is; whether that is news. */
export function noteIsHigh(id: string, height: number): boolean {
  const news = drawn.get(id) !== height;
  drawn.set(id, height);
  return news;
}

/** How high a note is on the screen, or would be. */
export function heightOf(note: Annotation): number {
  if (note.kind === "frame") return note.height;
  const known = drawn.get(note.id);
  if (known !== undefined) return known;
  const lines = note.text.split("\n");
  const count = lines.reduce(
    (sum, line) => sum + Math.max(1, Math.ceil((line.length * CHARACTER) / note.width)),
    0,
  );
  return count * LINE;
}

/** Where things lie, by id. */
export function boxesOf(records: Records): Map<string, Box> {
  const signs = signsOf(records);
  return new Map(
    [...records.values()].filter(isPlaced).map((record): [string, Box] => {
      if (!isNode(record)) {
        const { x, y, width } = record;
        return [record.id, { x, y, width, height: heightOf(record) }];
      }
      const { width, height } = shapeOf(record, signs.get(record.id) ?? null);
      return [record.id, { x: record.x - width / 2, y: record.y - height / 2, width, height }];
    }),
  );
}

/** The box around several. */
export function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** What lies inside a frame: that whose middle does, and of frames those that are whole in it. */
export function inside(frame: string, records: Records, boxes: ReadonlyMap<string, Box>): Placed[] {
  const outer = boxes.get(frame);
  if (!outer || records.get(frame)?.kind !== "frame") return [];
  return [...boxes].flatMap(([id, box]) => {
    const record = records.get(id);
    if (id === frame || !isPlaced(record)) return [];
    const { width, height } = box;
    const [low, high] = record.kind === "frame" ? [0, 1] : [0.5, 0.5];
    const within =
      box.x + low * width >= outer.x &&
      box.y + low * height >= outer.y &&
      box.x + high * width <= outer.x + outer.width &&
      box.y + high * height <= outer.y + outer.height;
    return within ? [record] : [];
  });
}

/** The ids, and those of all that lies inside the frames among them. */
export function withContents(records: Records, ids: Iterable<string>): Set<string> {
  const all = new Set(ids);
  if (![...all].some((id) => records.get(id)?.kind === "frame")) return all;
  const boxes = boxesOf(records);
  for (const id of all) for (const record of inside(id, records, boxes)) all.add(record.id);
  return all;
}

/** New places, with those of all that moves along inside frames. */
export function carried(records: Records, places: ReadonlyMap<string, Point>): Map<string, Point> {
  const all = new Map(places);
  if (![...places.keys()].some((id) => records.get(id)?.kind === "frame")) return all;
  const boxes = boxesOf(records);
  for (const [id, { x, y }] of all) {
    const frame = records.get(id);
    if (frame?.kind !== "frame") continue;
    for (const record of inside(id, records, boxes)) {
      if (!all.has(record.id))
        all.set(record.id, { x: record.x + x - frame.x, y: record.y + y - frame.y });
    }
  }
  return all;
}

/** The smallest and the largest note or frame. */
export const EXTENT = { low: 60, high: 20_000 } as const;

/** A note or frame with some of its sides moved; the others stay. */
export function resized(
  record: Annotation,
  sides: readonly string[],
  dx: number,
  dy: number,
): Annotation {
  const fit = (length: number): number =>
    Math.round(Math.min(EXTENT.high, Math.max(EXTENT.low, length)));
  const width = fit(
    record.width + (sides.includes("left") ? -dx : sides.includes("right") ? dx : 0),
  );
  const x = sides.includes("left") ? Math.round(record.x + record.width - width) : record.x;
  if (record.kind === "note") return { ...record, x, width };
  const height = fit(
    record.height + (sides.includes("top") ? -dy : sides.includes("bottom") ? dy : 0),
  );
  const y = sides.includes("top") ? Math.round(record.y + record.height - height) : record.y;
  return { ...record, x, y, width, height };
}
