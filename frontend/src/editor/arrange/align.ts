import { isPlaced, type Placed, type Records } from "../../state/records";
import { around, boxesOf, withContents, type Box } from "../boxes";
import { moveTo, type Change } from "../edits";
import type { Point } from "../place";

/** The edge or the middle that becomes common. */
export type Where = "left" | "centre" | "right" | "top" | "middle" | "bottom";
export type Axis = "x" | "y";

interface Item {
  readonly record: Placed;
  readonly box: Box;
}

/** What is selected, less what moves along inside a selected frame. */
export function itemsOf(records: Records, ids: Iterable<string>): Item[] {
  const boxes = boxesOf(records);
  const chosen = [...ids];
  const along = new Set(
    chosen.flatMap((id) => [...withContents(records, [id])].filter((inner) => inner !== id)),
  );
  return chosen.flatMap((id) => {
    const record = records.get(id);
    const box = boxes.get(id);
    return isPlaced(record) && box && !along.has(id) ? [{ record, box }] : [];
  });
}

/** Bring the selected things to one line: by an edge, or by their middles. */
export function align(records: Records, ids: Iterable<string>, where: Where): Change {
  const items = itemsOf(records, ids);
  if (items.length < 2) return {};
  const all = around(items.map(({ box }) => box));
  return moved(records, items, ({ box }) => {
    switch (where) {
      case "left":
        return { x: all.x - box.x, y: 0 };
      case "centre":
        return { x: all.x + all.width / 2 - box.x - box.width / 2, y: 0 };
      case "right":
        return { x: all.x + all.width - box.x - box.width, y: 0 };
      case "top":
        return { x: 0, y: all.y - box.y };
      case "middle":
        return { x: 0, y: all.y + all.height / 2 - box.y - box.height / 2 };
      case "bottom":
        return { x: 0, y: all.y + all.height - box.y - box.height };
    }
  });
}

/** Give the selected things the same room between them; the outermost two stay. */
export function distribute(records: Records, ids: Iterable<string>, axis: Axis): Change {
  const size = axis === "x" ? "width" : "height";
  const items = itemsOf(records, ids).sort(
    (a, b) => a.box[axis] + a.box[size] / 2 - b.box[axis] - b.box[size] / 2,
  );
  const [first] = items;
  const last = items.at(-1);
  if (!first || !last || items.length < 3) return {};
  const taken = items.reduce((sum, { box }) => sum + box[size], 0);
  const gap = (last.box[axis] + last.box[size] - first.box[axis] - taken) / (items.length - 1);
  let at = first.box[axis];
  const wanted = new Map<Item, number>();
  for (const item of items) {
    wanted.set(item, at);
    at += item.box[size] + gap;
  }
  return moved(records, items, (item) => {
    const by = (wanted.get(item) ?? item.box[axis]) - item.box[axis];
    return axis === "x" ? { x: by, y: 0 } : { x: 0, y: by };
  });
}

function moved(records: Records, items: readonly Item[], by: (item: Item) => Point): Change {
  const places = items.map((item): [string, Point] => {
    const { x, y } = by(item);
    const { record } = item;
    return [record.id, { x: Math.round(record.x + x), y: Math.round(record.y + y) }];
  });
  return moveTo(records, new Map(places));
}
