import type { Series, Stretch } from "../../live/series";
import { csvLine, single, withUnit } from "../../shared/csv";
import { timeUnit } from "../../shared/timeunit";
import type { Signal } from "./signals";

const EVERYTHING = 1e9;

/**
 * The samples of a trace in [t0, t1], one line for each time. A signal that arrived as extremes has
 * two columns, its lowest and its highest value from that time to the next.
 */
export function traceCsv(
  signals: readonly Signal[],
  series: (key: string) => Series | undefined,
  t0: number,
  t1: number,
): string {
  const columns = signals.flatMap((signal) => {
    const stretch = series(signal.key)?.stretch(t0, t1, EVERYTHING);
    return stretch ? [{ signal, stretch, pairs: hasPairs(stretch), next: 0 }] : [];
  });
  const head = columns.flatMap(({ signal, pairs }) =>
    pairs
      ? [
          withUnit(`${signal.name} lowest`, signal.unit),
          withUnit(`${signal.name} highest`, signal.unit),
        ]
      : [withUnit(signal.name, signal.unit)],
  );
  let text = csvLine([withUnit("time", timeUnit()), ...head]);
  for (;;) {
    let t = Infinity;
    for (const column of columns) {
      while (column.next < column.stretch.count && timeOf(column.stretch, column.next) < t0) {
        column.next += 1;
      }
      t = Math.min(t, timeOf(column.stretch, column.next));
    }
    if (!(t <= t1)) return text;
    const values = columns.flatMap((column) => {
      const { stretch, pairs } = column;
      if (!(timeOf(stretch, column.next) <= t + 1e-9)) return pairs ? [null, null] : [null];
      const k = (stretch.start + column.next) & stretch.mask;
      column.next += 1;
      const lo = single(stretch.lo[k] ?? NaN);
      return pairs ? [lo, single(stretch.hi[k] ?? NaN)] : [lo];
    });
    text += csvLine([Number(t.toFixed(6)), ...values]);
  }
}

function timeOf(stretch: Stretch, index: number): number {
  if (index >= stretch.count) return Infinity;
  return stretch.t[(stretch.start + index) & stretch.mask] ?? Infinity;
}

function hasPairs(stretch: Stretch): boolean {
  for (let i = 0; i < stretch.count; i++) {
    const k = (stretch.start + i) & stretch.mask;
    if (!Object.is(stretch.lo[k], stretch.hi[k])) return true;
  }
  return false;
}
