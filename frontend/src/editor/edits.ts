import {
  edgesOf,
  isEdge,
  isNode,
  isPlaced,
  newId,
  type NodeRecord,
  type Placed,
  type Records,
} from "../state/records";
import type { AnyRecord, Catalog } from "../wire/types";
import { carried, withContents } from "./boxes";
import { isConductance, withReversal } from "./edges/edit";
import { GRID, type Point } from "./place";
import { withSign } from "./weightSign";

/** What an edit changes. Every function here is pure: it says what to change and changes nothing. */
export interface Change {
  readonly put?: readonly AnyRecord[];
  readonly remove?: readonly string[];
}

const selectedNodes = (records: Records, ids: Iterable<string>): NodeRecord[] =>
  [...ids].map((id) => records.get(id)).filter(isNode);

const selectedPlaced = (records: Records, ids: Iterable<string>): Placed[] =>
  [...ids].map((id) => records.get(id)).filter(isPlaced);

/** Nodes, edges, notes and frames that are selected are removed; views are not. */
export function removal(records: Records, ids: Iterable<string>): Change {
  return { remove: [...ids].filter((id) => isPlaced(records.get(id)) || isEdge(records.get(id))) };
}

export function nudge(records: Records, ids: Iterable<string>, by: Point): Change {
  const places = selectedPlaced(records, ids).map(({ id, x, y }): [string, Point] => [
    id,
    { x: x + by.x, y: y + by.y },
  ]);
  return moveTo(records, new Map(places));
}

/** Move things, and with frames all that lies inside. */
export function moveTo(records: Records, places: ReadonlyMap<string, Point>): Change {
  const put: AnyRecord[] = [];
  for (const [id, { x, y }] of carried(records, places)) {
    const record = records.get(id);
    if (isPlaced(record) && (record.x !== x || record.y !== y)) {
      put.push({ ...record, x, y });
    }
  }
  return { put };
}

/** Put things on the dots of the grid; all of them when none is selected. */
export function alignToGrid(records: Records, ids: ReadonlySet<string>): Change {
  const chosen = selectedPlaced(records, ids);
  const snap = (value: number): number => Math.round(value / GRID) * GRID;
  const all = chosen.length > 0 ? chosen : [...records.values()].filter(isPlaced);
  const places = all.map((node): [string, Point] => [
    node.id,
    { x: snap(node.x), y: snap(node.y) },
  ]);
  return moveTo(records, new Map(places));
}

/** New weights for the selected edges, and for the edges between and into selected nodes: evenly
 * between 0 and twice what they are, so that the sign and the mean stay. */
export function randomise(
  records: Records,
  ids: ReadonlySet<string>,
  random: () => number = Math.random,
): Change {
  const chosen = edgesOf(records).filter((edge) => ids.has(edge.id) || ids.has(edge.target));
  const draw = (weight: number): number => Number((2 * random() * weight).toPrecision(3));
  const put = chosen.flatMap((edge): AnyRecord[] => {
    if (typeof edge.weight === "number") {
      return [{ ...edge, weight: draw(edge.weight === 0 ? 1 : edge.weight) }];
    }
    return Array.isArray(edge.weight)
      ? [{ ...edge, weight: edge.weight.map((row) => row.map(draw)) }]
      : [];
  });
  return { put };
}

/** Make neurons excitatory, inhibitory or undetermined; outgoing weights take the new sign, and
 * conductances a reversal potential that goes with it. */
export function changeSign(
  records: Records,
  ids: Iterable<string>,
  sign: "excitatory" | "inhibitory" | null,
  catalog: Catalog | null,
): Change {
  const chosen = new Set(
    selectedNodes(records, ids).flatMap((node) => (node.kind === "neurons" ? [node.id] : [])),
  );
  const put: AnyRecord[] = [];
  for (const id of chosen) {
    const node = records.get(id);
    if (node?.kind === "neurons" && node.sign !== sign) {
      put.push({ ...node, sign });
    }
  }
  if (sign !== null) {
    for (const edge of edgesOf(records)) {
      if (chosen.has(edge.source)) {
        const signed = isConductance(edge, catalog)
          ? withReversal(edge, sign === "inhibitory")
          : withSign(edge, sign === "excitatory" ? 1 : -1);
        if (signed !== edge) {
          put.push(signed);
        }
      }
    }
  }
  return { put };
}

const PREFIX = { stimulus: "s", neurons: "n", note: "t", frame: "f" } as const;

/** Copies of records with new ids, moved; edges that lose an end are left out. */
export function copies(
  source: readonly AnyRecord[],
  by: Point,
  rename: (label: string) => string = (label) => label,
): AnyRecord[] {
  const ids = new Map<string, string>();
  for (const record of source) {
    if (isPlaced(record)) {
      ids.set(record.id, newId(PREFIX[record.kind]));
    }
  }
  const made: AnyRecord[] = [];
  for (const record of source) {
    if (isNode(record)) {
      const { x, y, label } = record;
      const id = ids.get(record.id) ?? record.id;
      made.push({ ...record, id, x: x + by.x, y: y + by.y, label: rename(label) });
    } else if (isPlaced(record)) {
      const { x, y } = record;
      const id = ids.get(record.id) ?? record.id;
      made.push({ ...record, id, x: x + by.x, y: y + by.y });
    } else if (isEdge(record)) {
      const from = ids.get(record.source);
      const to = ids.get(record.target);
      if (from !== undefined && to !== undefined) {
        const { plasticity } = record;
        const signal = plasticity?.signal ?? null;
        made.push({
          ...record,
          id: newId("e"),
          source: from,
          target: to,
          plasticity: plasticity && {
            ...plasticity,
            signal: signal === null ? null : (ids.get(signal) ?? signal),
          },
        });
      }
    }
  }
  return made;
}

/** What is selected, what lies inside selected frames, and every edge between nodes of these. */
export function withInner(records: Records, ids: ReadonlySet<string>): AnyRecord[] {
  const all = withContents(records, ids);
  return [...records.values()].filter((record) =>
    isEdge(record)
      ? all.has(record.id) || (all.has(record.source) && all.has(record.target))
      : isPlaced(record) && all.has(record.id),
  );
}
