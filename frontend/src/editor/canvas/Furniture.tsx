import { MiniMap, useStore } from "@xyflow/react";
import type { ReactElement } from "react";
import { EdgeEnd, Icon } from "../../look/icons";
import { formatNumber } from "../../shared/format";
import { VOLTAGE_SCALE } from "../describe";
import { shownKey } from "../keys";
import { isCircuit, type BoardNode } from "../scene";
import { useScene } from "../useScene";
import { togglePoke, useEditor } from "../ui";
import { fit, zoomBy, zoomTo } from "../view";

/** What the fills, rings and ends on the board mean. */
export function ColourKey(): ReactElement | null {
  const empty = useScene((state) => !state.nodes.some(isCircuit));
  const scales = useScene((state) => {
    const found = new Map<string, string>();
    for (const { data } of state.nodes.filter(isCircuit)) {
      if (data.record.kind === "neurons") {
        const { low, high, unit } = data;
        found.set(`${low} ${high} ${unit}`, `${formatNumber(low)}|${formatNumber(high)} ${unit}`);
      }
    }
    const { low, high, unit } = VOLTAGE_SCALE;
    return found.size > 0
      ? [...found.values()].slice(0, 2).join("\n")
      : `${formatNumber(low)}|${formatNumber(high)} ${unit}`;
  });
  const inhibits = useScene((state) => state.edges.some(({ data }) => data?.type === "inhibitory"));
  const excites = useScene((state) => state.edges.some(({ data }) => data?.type === "excitatory"));
  const currents = useScene((state) => state.edges.some(({ data }) => data?.type === "current"));
  if (empty) {
    return null;
  }
  return (
    <div className="colour-key num" aria-label="Key">
      {scales.split("\n").map((scale) => {
        const [low, high] = scale.split("|");
        return (
          <span key={scale}>
            {low}
            <i className="colour-ramp" />
            {high}
          </span>
        );
      })}
      <span>
        <svg width="14" height="14" aria-hidden="true">
          <circle className="key-spike-edge" cx="7" cy="7" r="5" />
          <circle className="key-spike" cx="7" cy="7" r="5" />
        </svg>
        spike
      </span>
      {excites && (
        <span className="key-wide">
          <EdgeEnd type="excitatory" />
          excites
        </span>
      )}
      {inhibits && (
        <span className="key-wide">
          <EdgeEnd type="inhibitory" />
          inhibits
        </span>
      )}
      {currents && (
        <span className="key-wide">
          <EdgeEnd type="current" />
          current
        </span>
      )}
    </div>
  );
}

const fills: Readonly<Record<string, string>> = {
  excitatory: "var(--exc)",
  inhibitory: "var(--inh)",
};

function mapColour(node: BoardNode): string {
  if (!isCircuit(node)) return node.type === "frame" ? "var(--line)" : "transparent";
  return fills[node.data.sign ?? ""] ?? "var(--stim)";
}

/** Zoom, fit, and a small map of a board that is larger than the window. */
export function ZoomControls(): ReactElement {
  const zoom = useStore((state) => state.transform[2]);
  const many = useScene((state) => state.nodes.length > 5);
  const poking = useEditor((state) => state.poke.on);
  return (
    <div className="zoom">
      {many && (
        <MiniMap<BoardNode>
          className="minimap"
          pannable
          nodeColor={mapColour}
          nodeStrokeWidth={0}
          nodeBorderRadius={8}
          style={{ width: 136, height: 84 }}
          ariaLabel="Map of the board"
        />
      )}
      <div className="zoom-row">
        <button
          type="button"
          className="icon-button"
          aria-label="Poke"
          aria-pressed={poking}
          data-tip="Kick neurons with the pointer"
          data-tip-keys={shownKey("poke")}
          onClick={togglePoke}
        >
          <Icon name="poke" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="Zoom out"
          data-tip="Zoom out"
          data-tip-keys={shownKey("zoom-out")}
          onClick={() => zoomBy(0.8)}
        >
          <Icon name="minus" />
        </button>
        <button
          type="button"
          className="zoom-value num"
          aria-label={`Zoom ${Math.round(zoom * 100)} %, back to 100 %`}
          data-tip="Back to 100 %"
          onClick={() => zoomTo(1)}
        >
          {Math.round(zoom * 100)} %
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="Zoom in"
          data-tip="Zoom in"
          data-tip-keys={shownKey("zoom-in")}
          onClick={() => zoomBy(1.25)}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="Show the whole board"
          data-tip="Show the whole board"
          data-tip-keys={shownKey("fit")}
          onClick={() => fit()}
        >
          <Icon name="full" />
        </button>
      </div>
    </div>
  );
}
