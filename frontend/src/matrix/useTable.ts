import { useEffect, useMemo, useState } from "react";
import { live } from "../live/live";
import { onFrame } from "../live/loop";
import { watchWeights } from "../live/watch";
import * as api from "../state/api";
import type { Projection } from "../wire/types";
import { tableOf, type WeightTable } from "./table";

export interface Shown {
  /** Null until it has arrived. */
  readonly table: WeightTable | null;
  /** Whether it is what the network has now, and not what the document says. */
  readonly live: boolean;
}

/** The weights of a connection now, to the last digit. */
export async function exactTable(
  edge: Projection,
  rows: number,
  columns: number,
  board: string,
): Promise<WeightTable> {
  return tableOf(edge, rows, columns) ?? (await api.fetchWeights(board, edge.id));
}

/** The weights of a connection: from its record where that says them, else as the network has them,
 * learned or drawn from the seed, which arrive while they are watched. */
export function useTable(edge: Projection, rows: number, columns: number): Shown {
  const own = useMemo(() => tableOf(edge, rows, columns), [edge, rows, columns]);
  const [arrived, setArrived] = useState<WeightTable | null>(null);
  const { id } = edge;
  const watched = own === null;
  useEffect(() => {
    if (!watched) return;
    watchWeights(id);
    let seen: Float32Array | null = null;
    const end = onFrame(() => {
      const matrix = live.weights.get(id);
      if (matrix && matrix.values !== seen) {
        seen = matrix.values;
        const { rows, columns } = matrix;
        setArrived({ rows, columns, values: Float64Array.from(matrix.values) });
      }
      return false;
    });
    return () => {
      end();
      watchWeights(null);
    };
  }, [id, watched]);
  return own ? { table: own, live: false } : { table: arrived, live: true };
}
