import { useEffect, useState, type ReactElement } from "react";
import { fetchDrawn } from "../../state/api";
import { useBoard } from "../../state/board";
import { boardOf } from "../../state/records";
import { formatNumber, formatQuantity } from "../../shared/format";
import type { DrawnValues } from "../../wire/types";
import "./groups.css";

interface Props {
  /** The node or edge, and what of it: `params.tau_m`, `initial.V`, `weight`, `delay`. */
  record: string;
  field: string;
  /** What the record says; new values are drawn when it changes. */
  value: unknown;
  unit: string;
  /** What there is one value of: "cells". */
  each?: string;
}

const WAIT = 200;
const HEIGHT = 34;

/** How the values of a distribution really fell: a small histogram, and its numbers in words. */
export function Drawn(props: Props): ReactElement | null {
  const { record, field, value, unit, each = "cells" } = props;
  const board = useBoard((state) => state.boardId);
  const stored = useBoard((state) => state.ledger.pending.length === 0);
  const seed = useBoard((state) => boardOf(state.records)?.settings.seed);
  const outline = useBoard((state) => {
    const held = state.records.get(record);
    return held && "size" in held
      ? held.size
      : JSON.stringify(held && "connect" in held && held.connect);
  });
  const [drawn, setDrawn] = useState<DrawnValues | null>(null);
  const asked = JSON.stringify([record, field, value, seed, outline]);

  useEffect(() => {
    if (board === null || !stored) return undefined;
    let gone = false;
    const timer = setTimeout(() => {
      fetchDrawn(board, record, field).then(
        (found) => {
          if (!gone) setDrawn(found);
        },
        // The words above say what the distribution is; without its values there is no picture.
        () => {
          if (!gone) setDrawn(null);
        },
      );
    }, WAIT);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [board, stored, record, field, asked]);

  if (!drawn) return null;
  const most = Math.max(1, ...drawn.bins);
  const words = `${formatNumber(drawn.count)} ${each}: mean ${formatQuantity(drawn.mean, unit)}, sd ${formatQuantity(drawn.sd, unit, 2)}, from ${formatNumber(drawn.low)} to ${formatNumber(drawn.high)}`;
  return (
    <div className="drawn">
      <svg
        viewBox={`0 0 ${drawn.bins.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Histogram of ${words}`}
      >
        {drawn.bins.map((count, i) => {
          const height = (count / most) * (HEIGHT - 1);
          return <rect key={i} x={i + 0.08} y={HEIGHT - height} width={0.84} height={height} />;
        })}
        <line x1={0} x2={drawn.bins.length} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <p className="num">{words}</p>
    </div>
  );
}
