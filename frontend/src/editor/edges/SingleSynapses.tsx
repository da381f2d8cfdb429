import { ViewportPortal } from "@xyflow/react";
import { useEffect, useMemo, useState, type ReactElement } from "react";
import { tableOf, type WeightTable } from "../../matrix/table";
import * as api from "../../state/api";
import { useBoard } from "../../state/board";
import { isEdge } from "../../state/records";
import type { Projection } from "../../wire/types";
import type { BoardNode } from "../scene";
import { useScene } from "../useScene";
import { lineWidth } from "./bundle";
import { cellGrid } from "../groups/places";
import { MOST_SINGLES, singlesOf, useSingles, type Populated } from "./singles";
import "./singles.css";

/** The synapses of chosen connections one by one, from cell to cell. */
export function SingleSynapses(): ReactElement | null {
  const chosen = useSingles((state) => state.edges);
  const records = useBoard((state) => state.records);
  const edges = [...chosen].map((id) => records.get(id)).filter(isEdge);
  if (edges.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className="singles" aria-hidden="true">
        {edges.map((edge) => (
          <Synapses key={edge.id} edge={edge} />
        ))}
      </svg>
    </ViewportPortal>
  );
}

/** A node as the scene has it; notes and frames have no cells. */
function populated(id: string): (state: { nodes: BoardNode[] }) => BoardNode | undefined {
  return ({ nodes }) => nodes.find((node) => node.id === id);
}

function placeOf(node: BoardNode | undefined): Populated | null {
  if (!node || !("shape" in node.data)) return null;
  const { shape, record } = node.data;
  return { ...node.position, shape, size: record.size, grid: cellGrid(record) };
}

function Synapses({ edge }: { edge: Projection }): ReactElement | null {
  const source = useScene(populated(edge.source));
  const target = useScene(populated(edge.target));
  const [from, to] = [placeOf(source), placeOf(target)];
  const table = useWeights(edge, to?.size ?? 1, from?.size ?? 1);
  const lines = from && to && table ? singlesOf(table, from, to) : [];
  if (lines.length > MOST_SINGLES) return null;
  const sizes = lines.map(({ weight }) => Math.abs(weight)).sort((a, b) => a - b);
  const median = sizes[Math.floor(sizes.length / 2)] ?? 1;
  return (
    <>
      {lines.map(({ key, d, weight }) => (
        <path
          key={key}
          className={weight < 0 ? "single-inhibitory" : "single-excitatory"}
          d={d}
          strokeWidth={0.6 * lineWidth(weight, median === 0 ? 1 : median)}
        />
      ))}
    </>
  );
}

/** The weights as the record says them, else as the network has drawn them. */
function useWeights(edge: Projection, rows: number, columns: number): WeightTable | null {
  const board = useBoard((state) => state.boardId);
  const confirmed = useBoard((state) => state.ledger.confirmed.get(edge.id) === edge);
  const own = useMemo(() => tableOf(edge, rows, columns), [edge, rows, columns]);
  const [drawn, setDrawn] = useState<WeightTable | null>(null);
  useEffect(() => {
    if (own || board === null || !confirmed) return;
    let wanted = true;
    api
      .fetchWeights(board, edge.id)
      .then((found) => {
        if (wanted) setDrawn(found);
      })
      .catch((error: unknown) => {
        const said = error instanceof Error ? error.message : String(error);
        useBoard.getState().notify(said);
      });
    return () => {
      wanted = false;
    };
  }, [own, board, edge, confirmed]);
  return own ?? drawn;
}
