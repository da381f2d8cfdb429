import { useBoard, type BoardState } from "../state/board";
import { boardOf, type Records } from "../state/records";
import type { Catalog } from "../wire/types";
import { formatNumber, THIN } from "./format";

/**
 * What time is counted in. A board of iterated units, which have no time constants, with a step of
 * 1 counts steps; every other board counts milliseconds.
 */
export type TimeUnit = "ms" | "step";

/** The unit of time of a document. */
export function timeUnitOf(records: Records, catalog: Catalog | null): TimeUnit {
  if (boardOf(records)?.settings.dt !== 1) return "ms";
  let units = 0;
  for (const record of records.values()) {
    if (record.kind !== "neurons") continue;
    const model = catalog?.neurons.find(({ name }) => name === record.model);
    if (model?.family !== "iterated") return "ms";
    units += 1;
  }
  return units > 0 ? "step" : "ms";
}

let known: { records: Records; catalog: Catalog | null; unit: TimeUnit } | null = null;

/** The unit of time of the board on the page, for what is drawn in every frame. */
export function timeUnit(): TimeUnit {
  return unitOfBoard(useBoard.getState());
}

/** The same for components, which draw anew when it changes. */
export function useTimeUnit(): TimeUnit {
  return useBoard(unitOfBoard);
}

function unitOfBoard({ records, catalog }: Pick<BoardState, "records" | "catalog">): TimeUnit {
  if (known?.records !== records || known.catalog !== catalog) {
    known = { records, catalog, unit: timeUnitOf(records, catalog) };
  }
  return known.unit;
}

/** What stands beside a number of them: "ms", "steps". */
export function timeWord(unit: TimeUnit = timeUnit()): "ms" | "steps" {
  return unit === "step" ? "steps" : "ms";
}

/** "200 ms", "2 s", "1 step", "200 steps". */
export function formatDuration(ms: number, unit: TimeUnit = timeUnit()): string {
  if (unit === "step") return `${formatNumber(ms, 6)}${THIN}${ms === 1 ? "step" : "steps"}`;
  return ms >= 1000 ? `${formatNumber(ms / 1000)}${THIN}s` : `${formatNumber(ms)}${THIN}ms`;
}
