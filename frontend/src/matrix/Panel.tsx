import { useMemo, type ReactElement } from "react";
import { formatNumber, formatQuantity } from "../shared/format";
import type { Projection } from "../wire/types";
import { HistogramPlot } from "./HistogramPlot";
import { MatrixPicture } from "./MatrixPicture";
import { pictureOf } from "./picture";
import { SpectrumSection } from "./SpectrumSection";
import { histogramOf, statsOf } from "./stats";
import { sizeOf, wholeOf, type Block, type Cell, type WeightTable } from "./table";
import type { View } from "./Grid";
import { FileTools, PruneTool, RandomTool, ScaleTool, ShapeTool } from "./Tools";
import type { MatrixEdits } from "./useMatrixEdits";

export interface ToolProps {
  edge: Projection;
  table: WeightTable;
  /** What the tools work on. */
  block: Block;
  edits: MatrixEdits;
  unit: string;
}

interface Props extends Omit<ToolProps, "table"> {
  table: WeightTable | null;
  /** Whether only a part is selected. */
  partly: boolean;
  /** Whether the whole matrix is here, so that it can be edited. */
  whole: boolean;
  live: boolean;
  view: View;
  onGoTo: (cell: Cell) => void;
}

const BINS = 32;

/** Beside the grid: where one is, what the weights are like, and what can be done with them. */
export function Panel(props: Props): ReactElement {
  const { edge, table, partly, whole, unit, live, view, edits, onGoTo } = props;
  const picture = useMemo(() => (table ? pictureOf(table, 96) : null), [table]);
  const { top, left, bottom, right } = props.block;
  // The same object while it is the same block: scrolling computes nothing anew.
  const block = useMemo(() => ({ top, left, bottom, right }), [top, left, bottom, right]);
  const stats = useMemo(() => (table ? statsOf(table, block) : null), [table, block]);
  const histogram = useMemo(() => (table ? histogramOf(table, block, BINS) : null), [table, block]);
  if (!table || !picture || !stats) return <aside className="matrix-panel" />;
  const zeros = stats.synapses - stats.positive - stats.negative;
  const size = sizeOf(partly ? block : wholeOf(table));
  const on = `${partly ? "selection" : "whole matrix"}, ${size.rows} × ${size.columns}`;
  const tool: ToolProps = { edge, table, block, edits, unit };
  return (
    <aside className="matrix-panel" aria-label="Tools of the matrix">
      <section className="matrix-section">
        <MatrixPicture
          {...picture}
          name={`The whole matrix: ${table.rows} targets down, ${table.columns} sources across`}
          view={view}
          onPick={(x, y) =>
            onGoTo({ row: Math.floor(y * table.rows), column: Math.floor(x * table.columns) })
          }
        />
      </section>
      <section className="matrix-section" aria-label="Weights">
        <h3>
          Weights <small>{on}</small>
        </h3>
        {histogram && <HistogramPlot histogram={histogram} unit={unit} />}
        <dl className="matrix-facts num">
          <dt>Synapses</dt>
          <dd>
            {stats.synapses.toLocaleString("en").replace(/,/g, "\u2009")} of{" "}
            {stats.pairs.toLocaleString("en").replace(/,/g, "\u2009")}
          </dd>
          <dt>Mean</dt>
          <dd>{stats.synapses > 0 ? formatQuantity(stats.mean, unit) : "–"}</dd>
          <dt>Standard deviation</dt>
          <dd>{stats.synapses > 0 ? formatQuantity(stats.sd, unit) : "–"}</dd>
          <dt>From, to</dt>
          <dd>{`${formatNumber(stats.least)}, ${formatNumber(stats.most)}`}</dd>
          <dt>Positive, negative</dt>
          <dd>{`${stats.positive}, ${stats.negative}`}</dd>
        </dl>
        {edge.plasticity !== null && whole && (
          <button
            type="button"
            className="button"
            data-tip="A run from the start then begins with them"
            onClick={() => edits.apply("Keep learned weights", (now) => now)}
          >
            Keep these weights
          </button>
        )}
        {edge.plasticity !== null && whole && zeros > 0 && edge.connect.rule !== "all_to_all" && (
          <p className="matrix-note">
            {zeros === 1 ? "One synapse has" : `${zeros} synapses have`} come to 0. A kept matrix
            has no synapse where a weight is 0.
          </p>
        )}
      </section>
      <SpectrumSection {...tool} live={live} whole={whole} />
      {whole && (
        <>
          <RandomTool {...tool} />
          <ScaleTool {...tool} />
          <PruneTool {...tool} />
          <ShapeTool {...tool} />
          <FileTools {...tool} />
        </>
      )}
    </aside>
  );
}
