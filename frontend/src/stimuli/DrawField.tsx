import { useState, type ReactElement } from "react";
import { changeNodes } from "../inspector/edit";
import { columnsOf } from "../inspector/series";
import { Dialog } from "../shared/Dialog";
import { formatNumber } from "../shared/format";
import { NumberField } from "../shared/NumberField";
import { useBoard } from "../state/board";
import type { Stimulus } from "../wire/types";
import { DrawPlot } from "./DrawPlot";
import { lengthened, MOST_DRAWN, resampled, scaled, smoothed } from "./drawing";
import { SampleTable } from "./SampleTable";
import "./stimuli.css";

const SMALL = { width: 272, height: 132 };
const LARGE = { width: 880, height: 380 };

interface Props {
  node: Stimulus;
  values: readonly (number | number[])[];
  dt: number;
  period: number;
  unit: string;
}

/** A current that is drawn: here, or larger in a dialog. */
export function DrawField(props: Props): ReactElement {
  const [cell, setCell] = useState(0);
  const [open, setOpen] = useState(false);
  const columns = columnsOf(props.values);
  const column = Math.min(cell, columns.length - 1);
  const values = columns[column] ?? [];
  const drawing = (large: boolean): ReactElement => (
    <Drawing
      {...props}
      column={column}
      columns={columns}
      samples={values}
      large={large}
      onCell={setCell}
    />
  );
  return (
    <section className="inspector-section" aria-label="Drawing">
      {drawing(false)}
      <button type="button" className="text-button" onClick={() => setOpen(true)}>
        Draw it larger
      </button>
      {open && (
        <Dialog name="Draw a current" className="draw-dialog" onClose={() => setOpen(false)}>
          {drawing(true)}
        </Dialog>
      )}
    </section>
  );
}

interface DrawingProps extends Props {
  columns: readonly number[][];
  column: number;
  samples: readonly number[];
  large: boolean;
  onCell: (cell: number) => void;
}

function Drawing(props: DrawingProps): ReactElement {
  const { node, columns, column, samples, dt, period, unit, large, onCell } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const [factor, setFactor] = useState(2);
  const put = (values: number[], label: string, gesture: string | null = null): void =>
    setParams(
      node.id,
      { values: columns.length === 1 ? values : withColumn(columns, column, values) },
      label,
      gesture,
    );
  const all = (change: (values: readonly number[]) => number[], label: string): void =>
    setParams(
      node.id,
      { values: columns.length === 1 ? change(samples) : columns.map(change) },
      label,
    );
  if (samples.length > MOST_DRAWN) {
    return (
      <>
        <p className="section-note">
          {formatNumber(samples.length)} samples are too many to draw by hand.
        </p>
        <button
          type="button"
          className="text-button"
          onClick={() =>
            setParams(
              node.id,
              {
                values: nested(columns.map((each) => resampled(each, 1000))),
                dt: Number((((samples.length - 1) * dt) / 999).toPrecision(7)),
              },
              "Make samples coarser",
            )
          }
        >
          Make it 1000 samples
        </button>
      </>
    );
  }
  const duration = samples.length * dt;
  const repeats = period > 0;
  return (
    <div className="drawing">
      {columns.length > 1 && (
        <label className="plain-row">
          <span>Cell</span>
          <select value={column} onChange={(event) => onCell(Number(event.target.value))}>
            {columns.map((_, k) => (
              <option key={k} value={k}>
                {k}
              </option>
            ))}
          </select>
        </label>
      )}
      <DrawPlot
        values={samples}
        dt={dt}
        unit={unit}
        size={large ? LARGE : SMALL}
        onChange={(values, gesture) => put(values, "Draw a current", gesture)}
      />
      <div className="time-line-row">
        <button type="button" className="text-button" onClick={() => all(smoothed, "Smooth")}>
          Smooth
        </button>
        <button
          type="button"
          className="text-button"
          onClick={() =>
            put(
              samples.map(() => 0),
              "Clear the drawing",
            )
          }
        >
          Clear
        </button>
        <button
          type="button"
          className="text-button"
          onClick={() => all((values) => scaled(values, factor), "Scale")}
        >
          Scale by
        </button>
        <NumberField
          value={factor}
          step={0.1}
          low={-1000}
          high={1000}
          name="Factor"
          onChange={setFactor}
          onProblem={setProblem}
        />
        <label className="draw-check">
          <input
            type="checkbox"
            checked={repeats}
            onChange={(event) =>
              setParams(
                node.id,
                { period: event.target.checked ? Number(duration.toPrecision(10)) : 0 },
                event.target.checked ? "Repeat" : "Play once",
              )
            }
          />
          Repeat
        </label>
      </div>
      <div className="plain-row">
        <span>Lasts</span>
        <NumberField
          value={Number(duration.toPrecision(7))}
          step={dt}
          low={dt}
          high={MOST_DRAWN * dt}
          name="Duration"
          unit="ms"
          onChange={(wanted, gesture) => {
            const count = Math.max(2, Math.min(MOST_DRAWN, Math.round(wanted / dt)));
            setParams(
              node.id,
              { values: nested(columns.map((each) => lengthened(each, count))) },
              "Change duration",
              gesture,
            );
          }}
          onProblem={setProblem}
        />
      </div>
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      {large && (
        <SampleTable
          values={samples}
          dt={dt}
          unit={unit}
          onChange={(values) => put(values, "Change a sample")}
        />
      )}
    </div>
  );
}

function setParams(
  id: string,
  params: Stimulus["params"],
  label: string,
  gesture: string | null = null,
): void {
  const { records } = useBoard.getState();
  if (!records.has(id)) return;
  changeNodes([id], (old) => ({ ...old, params: { ...old.params, ...params } }), label, gesture);
}

function withColumn(columns: readonly number[][], column: number, values: number[]): number[][] {
  return columns.map((old, k) => (k === column ? values : old));
}

function nested(columns: number[][]): number[] | number[][] {
  return columns.length === 1 ? (columns[0] ?? []) : columns;
}
