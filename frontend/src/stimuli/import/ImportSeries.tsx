import { useState, type ReactElement } from "react";
import type { Series, Table } from "../../inspector/series";
import { NumberField } from "../../shared/NumberField";
import { columnName, ImportDialog } from "./ImportDialog";
import { seriesOf, timesOf, usualChoice } from "./source";

const TIME_UNITS = [
  { value: 1, title: "ms" },
  { value: 1000, title: "s" },
  { value: 0.001, title: "µs" },
];
/** Columns that can be ticked one by one; all of more can still be taken. */
const LISTED = 64;

/** A series of samples from a file. */
export function ImportSeries(props: {
  dt: number;
  unit: string;
  onTake: (series: Series) => void;
  onClose: () => void;
}): ReactElement {
  const { dt, unit, onTake, onClose } = props;
  return (
    <ImportDialog name="Import samples" onClose={onClose}>
      {(table, found) => (
        <SeriesFields
          key={table.names.join("|").slice(0, 400)}
          table={table}
          dt={found ?? dt}
          unit={unit}
          onTake={(series) => {
            onTake(series);
            onClose();
          }}
        />
      )}
    </ImportDialog>
  );
}

function SeriesFields(props: {
  table: Table;
  dt: number;
  unit: string;
  onTake: (series: Series) => void;
}): ReactElement {
  const { table, dt, unit, onTake } = props;
  const [choice, setChoice] = useState(() => usualChoice(table, dt));
  const [problem, setProblem] = useState<string | null>(null);
  const { time, timeUnit, columns, factor } = choice;
  const take = (): void => {
    const found = seriesOf(table, choice);
    if (typeof found === "string") setProblem(found);
    else onTake(found);
  };
  const others = table.columns.map((_, k) => k).filter((k) => k !== time);
  return (
    <>
      <label className="plain-row">
        <span>Time</span>
        <select
          value={time ?? -1}
          onChange={(event) => {
            const next = Number(event.target.value);
            const left = columns.filter((k) => k !== next);
            setChoice({
              ...choice,
              time: next < 0 ? null : next,
              columns: left.length > 0 ? left : others.filter((k) => k !== next).slice(0, 1),
            });
          }}
        >
          <option value={-1}>A regular interval</option>
          {table.columns.slice(0, LISTED).map((_, k) => (
            <option key={k} value={k}>
              {columnName(table, k)}
            </option>
          ))}
        </select>
      </label>
      {time === null ? (
        <div className="plain-row">
          <span>Interval</span>
          <NumberField
            value={choice.dt}
            step={0.1}
            low={1e-6}
            high={1e6}
            name="Interval"
            unit="ms"
            onChange={(next) => setChoice({ ...choice, dt: next })}
            onProblem={setProblem}
          />
        </div>
      ) : (
        <TimeUnit value={timeUnit} onChange={(next) => setChoice({ ...choice, timeUnit: next })} />
      )}
      {others.length > 1 && (
        <fieldset className="import-columns">
          <legend>Columns, one for each cell</legend>
          {others.length > LISTED ? (
            <label>
              <input
                type="checkbox"
                checked={columns.length > 1}
                onChange={(event) =>
                  setChoice({
                    ...choice,
                    columns: event.target.checked ? others : others.slice(0, 1),
                  })
                }
              />
              All {others.length}
            </label>
          ) : (
            others.map((k) => (
              <label key={k}>
                <input
                  type="checkbox"
                  checked={columns.includes(k)}
                  onChange={(event) =>
                    setChoice({
                      ...choice,
                      columns: others.filter((other) =>
                        other === k ? event.target.checked : columns.includes(other),
                      ),
                    })
                  }
                />
                {columnName(table, k)}
              </label>
            ))
          )}
        </fieldset>
      )}
      <div className="plain-row">
        <span>Multiply values by</span>
        <NumberField
          value={factor}
          step={0.1}
          low={-1e9}
          high={1e9}
          name="Factor"
          unit={unit}
          onChange={(next) => setChoice({ ...choice, factor: next })}
          onProblem={setProblem}
        />
      </div>
      <Take problem={problem} onTake={take} />
    </>
  );
}

/** Spike times from a file. */
export function ImportTimes(props: {
  cells: number;
  onTake: (times: number[] | number[][]) => void;
  onClose: () => void;
}): ReactElement {
  const { cells, onTake, onClose } = props;
  return (
    <ImportDialog name="Import spike times" onClose={onClose}>
      {(table) => (
        <TimesFields
          key={table.names.join("|").slice(0, 400)}
          table={table}
          cells={cells}
          onTake={(times) => {
            onTake(times);
            onClose();
          }}
        />
      )}
    </ImportDialog>
  );
}

function TimesFields(props: {
  table: Table;
  cells: number;
  onTake: (times: number[] | number[][]) => void;
}): ReactElement {
  const { table, cells, onTake } = props;
  const [column, setColumn] = useState(0);
  const [source, setSource] = useState<number | null>(null);
  const [unit, setUnit] = useState(1);
  const [problem, setProblem] = useState<string | null>(null);
  const take = (): void => {
    const times = timesOf(table, column, source, unit, cells);
    if (typeof times === "string") setProblem(times);
    else onTake(times);
  };
  const options = table.columns.slice(0, LISTED).map((_, k) => (
    <option key={k} value={k}>
      {columnName(table, k)}
    </option>
  ));
  return (
    <>
      <label className="plain-row">
        <span>Times</span>
        <select value={column} onChange={(event) => setColumn(Number(event.target.value))}>
          {options}
        </select>
      </label>
      <TimeUnit value={unit} onChange={setUnit} />
      {cells > 1 && table.columns.length > 1 && (
        <label className="plain-row">
          <span>Source of each</span>
          <select
            value={source ?? -1}
            onChange={(event) => {
              const next = Number(event.target.value);
              setSource(next < 0 ? null : next);
            }}
          >
            <option value={-1}>The same for all</option>
            {options}
          </select>
        </label>
      )}
      <Take problem={problem} onTake={take} />
    </>
  );
}

function TimeUnit(props: { value: number; onChange: (unit: number) => void }): ReactElement {
  return (
    <label className="plain-row">
      <span>Times are in</span>
      <select value={props.value} onChange={(event) => props.onChange(Number(event.target.value))}>
        {TIME_UNITS.map(({ value, title }) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Take(props: { problem: string | null; onTake: () => void }): ReactElement {
  return (
    <>
      {props.problem !== null && (
        <p className="field-problem" role="alert">
          {props.problem}
        </p>
      )}
      <div className="import-take">
        <button type="button" className="button button-main" onClick={props.onTake}>
          Import
        </button>
      </div>
    </>
  );
}
