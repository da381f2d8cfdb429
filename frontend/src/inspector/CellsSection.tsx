import { useState, type ReactElement } from "react";
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
    </Section>
  );
}
