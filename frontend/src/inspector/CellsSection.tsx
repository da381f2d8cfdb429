import { useState, type ReactElement } from "react";
import { probe, useCells } from "../editor/groups/cells";
import { splitPopulation } from "../editor/groups/regroup";
import { NumberField } from "../shared/NumberField";
import { useBoard } from "../state/board";
import type { Neurons, Stimulus } from "../wire/types";
import { changeNodes } from "./edit";
import { withSign, withSize } from "./model";
import { Choice, Row, Section } from "./Section";

const MAX_SIZE = 10_000_000;
const SIGNS = [
  { value: "excitatory", title: "Excitatory" },
  { value: "inhibitory", title: "Inhibitory" },
  { value: "undetermined", title: "Undetermined" },
] as const;

const LAYOUTS = [
  { value: "grid", title: "Grid" },
  { value: "line", title: "Line" },
  { value: "ring", title: "Ring" },
  { value: "random", title: "Random" },
] as const;

/** How many cells a node has, and what they do to others. */
export function CellsSection({ node }: { node: Neurons | Stimulus }): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const edit = useBoard((state) => state.edit);
  return (
    <Section title={node.kind === "neurons" ? "Cells" : "Sources"}>
      <Row name="Number">
        <NumberField
          value={node.size}
          step={1}
          low={1}
          high={MAX_SIZE}
          whole
          name="Number of cells"
          onChange={(size, gesture) => {
            const { records } = useBoard.getState();
            const now = records.get(node.id);
            if (now?.kind === "neurons") {
              edit({ put: withSize(now, size, records) }, { label: "Change size", gesture });
            } else changeNodes([node.id], (old) => ({ ...old, size }), "Change size", gesture);
          }}
          onProblem={setProblem}
        />
      </Row>
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      {node.size > 1 && (
        <Row name="Layout" tip="Where the cells lie, for connections that depend on distance">
          <Choice
            name="Layout"
            value={node.layout}
            options={LAYOUTS}
            onChange={(layout) =>
              changeNodes([node.id], (old) => ({ ...old, layout }), "Change layout")
            }
          />
        </Row>
      )}
      {node.kind === "neurons" && node.size > 1 && <CellRow node={node} />}
      {node.kind === "neurons" && (
        <Row name="Type" tip="Turns the sign of its outgoing weights too">
          <Choice
            name="Type"
            value={node.sign ?? "undetermined"}
            options={SIGNS}
            onChange={(value) => {
              const { records } = useBoard.getState();
              const sign = value === "undetermined" ? null : value;
              edit({ put: withSign(node, sign, records) }, { label: "Change type" });
            }}
          />
        </Row>
      )}
      {node.kind === "neurons" && node.size > 1 && (
        <button
          type="button"
          className="text-button"
          data-tip-keys="Shift Ctrl G"
          data-tip="Connections, parameters and views stay as they are"
          onClick={() => void splitPopulation(node.id)}
        >
          Split into single neurons
        </button>
      )}
    </Section>
  );
}

/** Choose a cell by its number and see its trace. */
function CellRow({ node }: { node: Neurons }): ReactElement {
  const chosen = useCells((state) => (state.chosen?.node === node.id ? state.chosen.cell : 0));
  const [problem, setProblem] = useState<string | null>(null);
  const cell = Math.min(chosen, node.size - 1);
  return (
    <>
      <Row name="Cell" tip="Press a cell on the board, or give its number, counted from 0">
        <span className="cell-probe">
          <NumberField
            value={cell}
            step={1}
            low={0}
            high={node.size - 1}
            whole
            name="Cell"
            onChange={(next) => useCells.getState().set({ chosen: { node: node.id, cell: next } })}
            onProblem={setProblem}
          />
          <button type="button" className="text-button" onClick={() => probe(node.id, cell)}>
            Show trace
          </button>
        </span>
      </Row>
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
