import { useState, type ReactElement } from "react";
import type { Table } from "../../inspector/series";
import { NumberField } from "../../shared/NumberField";
import { newId } from "../../state/records";
import type { ArrayEntry, Dataset } from "../../wire/types";
import { columnName, describe, ImportDialog } from "./ImportDialog";
import { Take } from "./ImportSeries";
import { arrayTable, datasetOf } from "./source";

interface Props {
  onTake: (data: Dataset) => void;
  onClose: () => void;
}

/** A data set from a file: inputs, and the answer to each. */
export function ImportDataset({ onTake, onClose }: Props): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const take = (title: string, inputs: Table, answers: Table, train: number): void => {
    const found = datasetOf(inputs, answers, train);
    if (typeof found === "string") {
      setProblem(found);
      return;
    }
    onTake({ id: newId("d"), kind: "dataset", title, ...found });
    onClose();
  };
  return (
    <ImportDialog
      name="Import a data set"
      onClose={onClose}
      ofArrays={(opened) => (
        <FromArrays
          arrays={opened.arrays}
          problem={problem}
          onTake={async (inputs, answers, across, train) => {
            try {
              const [x, y] = await Promise.all(
                [inputs, answers].map((entry) => arrayTable(opened.file, entry, across)),
              );
              if (x && y) take(titleOf(opened.name), x, y, train);
            } catch (error) {
              setProblem(error instanceof Error ? error.message : String(error));
            }
          }}
        />
      )}
    >
      {(table) => (
        <FromTable
          table={table}
          problem={problem}
          onTake={(answer, train) => {
            const rest = table.columns.map((_, k) => k).filter((k) => k !== answer);
            take("Imported data", picked(table, rest), picked(table, [answer]), train);
          }}
        />
      )}
    </ImportDialog>
  );
}

function FromTable(props: {
  table: Table;
  problem: string | null;
  onTake: (answer: number, train: number) => void;
}): ReactElement {
  const { table, problem, onTake } = props;
  const [answer, setAnswer] = useState(table.columns.length - 1);
  const [train, setTrain] = useState(0.8);
  if (table.columns.length < 2) {
    return (
      <p className="field-problem" role="alert">
        A data set needs at least one column of inputs and one of answers.
      </p>
    );
  }
  return (
    <>
      <label className="plain-row">
        <span>Answer</span>
        <select value={answer} onChange={(event) => setAnswer(Number(event.target.value))}>
          {table.columns.map((_, k) => (
            <option key={k} value={k}>
              {columnName(table, k)}
            </option>
          ))}
        </select>
      </label>
      <Train value={train} onChange={setTrain} />
      <Take problem={problem} onTake={() => onTake(answer, train)} />
    </>
  );
}

function FromArrays(props: {
  arrays: readonly ArrayEntry[];
  problem: string | null;
  onTake: (
    inputs: ArrayEntry,
    answers: ArrayEntry,
    across: boolean,
    train: number,
  ) => Promise<void>;
}): ReactElement {
  const { arrays, problem, onTake } = props;
  const usable = arrays.filter((entry) => entry.problem === null && entry.shape.length > 0);
  const [inputs, setInputs] = useState(0);
  const [answers, setAnswers] = useState(Math.min(1, usable.length - 1));
  const [across, setAcross] = useState(false);
  const [train, setTrain] = useState(0.8);
  const [x, y] = [usable[inputs], usable[answers]];
  if (!x || !y) {
    return (
      <p className="field-problem" role="alert">
        The file has no arrays that can be used: a data set needs inputs and answers.
      </p>
    );
  }
  const choice = (name: string, value: number, set: (k: number) => void): ReactElement => (
    <label className="plain-row">
      <span>{name}</span>
      <select value={value} onChange={(event) => set(Number(event.target.value))}>
        {usable.map((entry, k) => (
          <option key={entry.name} value={k}>
            {describe(entry)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      {choice("Inputs", inputs, setInputs)}
      {choice("Answers", answers, setAnswers)}
      <label className="plain-row">
        <span>Samples are</span>
        <select
          value={across ? "columns" : "rows"}
          onChange={(event) => setAcross(event.target.value === "columns")}
        >
          <option value="rows">Rows</option>
          <option value="columns">Columns</option>
        </select>
      </label>
      <Train value={train} onChange={setTrain} />
      <Take problem={problem} onTake={() => void onTake(x, y, across, train)} />
    </>
  );
}

function Train(props: { value: number; onChange: (value: number) => void }): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <>
      <div className="plain-row">
        <span>Part to learn from</span>
        <NumberField
          value={100 * props.value}
          step={5}
          low={1}
          high={100}
          name="Part to learn from"
          unit="%"
          onChange={(percent) => props.onChange(percent / 100)}
          onProblem={setProblem}
        />
      </div>
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

function picked(table: Table, columns: readonly number[]): Table {
  return {
    names: columns.map((k) => table.names[k] ?? ""),
    columns: columns.map((k) => table.columns[k] ?? []),
  };
}

function titleOf(file: string): string {
  return file.replace(/\.[^.]*$/, "").slice(0, 80);
}
