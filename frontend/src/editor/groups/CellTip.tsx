import { useEffect, useRef, type ReactElement } from "react";
import { live } from "../../live/live";
import { onFrame } from "../../live/loop";
import { formatFixed, THIN } from "../../shared/format";
import { useBoard } from "../../state/board";
import { fillScale } from "../describe";
import { useCells } from "./cells";
import "./groups.css";

/** Which cell is under the pointer, its value now, and what a press does. */
export function CellTip(): ReactElement | null {
  const hovered = useCells((state) => state.hovered);
  const node = useBoard((state) => (hovered ? state.records.get(hovered.node) : undefined));
  const selected = useBoard((state) => hovered !== null && state.selection.has(hovered.node));
  const catalog = useBoard((state) => state.catalog);
  const value = useRef<HTMLSpanElement>(null);
  const id = hovered?.node;
  const cell = hovered?.cell ?? 0;
  const neurons = node?.kind === "neurons" ? node : null;
  const unit = neurons ? fillScale(neurons, catalog).unit : "";

  useEffect(() => {
    if (id === undefined) return undefined;
    return onFrame(() => {
      const now = live.activity.get(id)?.values[cell];
      const text =
        now === undefined ? "" : `${formatFixed(now, 1)}${unit === "" ? "" : THIN + unit}`;
      if (value.current && value.current.textContent !== text) value.current.textContent = text;
      return false;
    });
  }, [id, cell, unit]);

  if (!hovered || !neurons) return null;
  return (
    <div
      className="cell-tip num"
      style={{ left: hovered.at.x, top: hovered.at.y }}
      aria-hidden="true"
    >
      <b>Cell {cell}</b>
      <span ref={value} />
      {selected && <small>Press for its trace</small>}
    </div>
  );
}
