import { useRef, useState } from "react";
import { isConductance, weightBounds } from "../editor/edges/edit";
import { nodeName } from "../shared/names";
import { named } from "../shared/sentence";
import { useBoard } from "../state/board";
import { boardOf, isEdge, isNode, type NodeRecord } from "../state/records";
import type { Catalog, Projection } from "../wire/types";
import { faultOf, type Bounds } from "./operations";
import { withTable, type WeightTable } from "./table";
import { exactTable } from "./useTable";

/** What an operation makes of a table, and of the delays where it says those too; a sentence where
 * it cannot. */
export type Result = WeightTable | { table: WeightTable; delays: number[][] } | string;
export type Operation = (table: WeightTable, bounds: Bounds) => Result;

interface Waiting {
  readonly label: string;
  readonly operation: Operation;
}

export interface MatrixEdits {
  readonly bounds: Bounds;
  /** What the person has to agree to before the first edit of connections that a rule has made. */
  readonly waiting: Waiting | null;
  readonly agree: () => void;
  readonly decline: () => void;
  readonly problem: string | null;
  readonly setProblem: (problem: string | null) => void;
  /** An operation on the weights as they are now; one step of undo. */
  readonly apply: (label: string, operation: Operation) => void;
}

/** Between what the weights of a connection lie, unless the board clips them by itself. */
export function boundsOf(edge: Projection, source: NodeRecord, catalog: Catalog | null): Bounds {
  const board = boardOf(useBoard.getState().records);
  if (board?.settings.dale === "clip") return { low: -1e15, high: 1e15 };
  const { low, high } = weightBounds(source, isConductance(edge, catalog));
  return { low: low === 0 ? 0 : -1e15, high: high === 0 ? 0 : 1e15 };
}

/** Whether the connections are drawn by a rule, so that a matrix in its place is another thing. */
export function isDrawn(edge: Projection): boolean {
  return !["explicit", "all_to_all"].includes(edge.connect.rule);
}

/** Edits of the weights of a connection. Each works on what the network has at that moment, to the
 * last digit, so that what has been learned meanwhile stays. */
export function useMatrixEdits(edge: Projection, rows: number, columns: number): MatrixEdits {
  const catalog = useBoard((state) => state.catalog);
  const records = useBoard((state) => state.records);
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** Operations take their turn: each begins with what the one before it has made. */
  const turn = useRef<Promise<void>>(Promise.resolve());
  const source = records.get(edge.source);
  const bounds = isNode(source) ? boundsOf(edge, source, catalog) : { low: -1e15, high: 1e15 };

  const carryOut = async ({ label, operation }: Waiting): Promise<void> => {
    const { boardId, records: now, edit } = useBoard.getState();
    const record = now.get(edge.id);
    if (!isEdge(record) || boardId === null) return;
    try {
      const table = await exactTable(record, rows, columns, boardId);
      const result = operation(table, bounds);
      if (typeof result === "string") {
        setProblem(result);
        return;
      }
      const { table: next, delays } = "table" in result ? result : { table: result, delays: null };
      const self = record.source === record.target && !record.connect.allow_autapses;
      const who = isNode(source) ? whoIs(source, bounds, catalog) : "";
      const fault = faultOf(next, bounds, self, who);
      setProblem(fault);
      if (fault !== null) return;
      const put = { ...withTable(record, next), ...(delays ? { delay: delays } : {}) };
      edit({ put: [put] }, { label });
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      setProblem(named(said, now, catalog));
    }
  };
  const take = (next: Waiting): void => {
    turn.current = turn.current.then(() => carryOut(next));
  };
  return {
    bounds,
    waiting,
    agree: () => {
      if (waiting) take(waiting);
      setWaiting(null);
    },
    decline: () => setWaiting(null),
    problem,
    setProblem,
    apply: (label, operation) => {
      if (isDrawn(edge)) setWaiting({ label, operation });
      else take({ label, operation });
    },
  };
}

function whoIs(source: NodeRecord, bounds: Bounds, catalog: Catalog | null): string {
  const name = nodeName(source, catalog);
  const sign = source.kind === "neurons" ? source.sign : null;
  if (sign === "inhibitory" && bounds.low === 0) {
    return "a conductance is not negative: its reversal potential says what it does";
  }
  return `${name} is ${sign ?? "undetermined"}: its weights are ${bounds.low === 0 ? "0 or more" : "0 or less"}`;
}
