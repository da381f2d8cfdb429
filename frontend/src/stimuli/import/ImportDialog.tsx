import { useRef, useState, type DragEvent, type ReactElement } from "react";
import type { Table } from "../../inspector/series";
import { Dialog } from "../../shared/Dialog";
import { formatNumber } from "../../shared/format";
import type { ArrayEntry } from "../../wire/types";
import { arrayTable, openFile, type Opened } from "./source";
import "./import.css";

interface Props {
  name: string;
  /** What is chosen of a table, and the button that takes it; `dt` where the file says it, ms. */
  children: (table: Table, dt: number | null) => ReactElement;
  /** Instead, where several arrays are needed. */
  ofArrays?: (opened: Extract<Opened, { kind: "arrays" }>) => ReactElement;
  onClose: () => void;
}

const ROWS = 6;
const COLUMNS = 8;

/** Choose or drop a file, look at what is in it, choose what of it. */
export function ImportDialog({ name, children, ofArrays, onClose }: Props): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [table, setTable] = useState<Table | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(false);
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setProblem(null);
    setWaiting(true);
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    setWaiting(false);
  };
  const open = (file: File | undefined): void => {
    if (!file) return;
    void attempt(async () => {
      const found = await openFile(file);
      setOpened(found);
      setTable(found.kind === "table" ? found.table : null);
    });
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    open(event.dataTransfer.files[0]);
  };
  return (
    <Dialog name={name} className="import-dialog" onClose={onClose}>
      <div className="import-body" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <div className="import-file">
          <button type="button" className="button" onClick={() => input.current?.click()}>
            Choose a file
          </button>
          <span className="section-note">
            {opened ? opened.name : "CSV, text, NPZ or NPY; or drop it here."}
          </span>
          <input
            ref={input}
            type="file"
            hidden
            aria-label="File to import"
            accept=".csv,.txt,.tsv,.npz,.npy,text/csv,text/plain"
            onChange={(event) => {
              open(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
        </div>
        {waiting && (
          <p className="section-note" role="status">
            Reading
          </p>
        )}
        {problem !== null && (
          <p className="field-problem" role="alert">
            {problem}
          </p>
        )}
        {opened?.kind === "arrays" && ofArrays ? (
          ofArrays(opened)
        ) : (
          <>
            {opened?.kind === "arrays" && (
              <ArrayChoice
                arrays={opened.arrays}
                onChange={(entry, across) =>
                  void attempt(async () => setTable(await arrayTable(opened.file, entry, across)))
                }
              />
            )}
            {table && <Peek table={table} />}
            {table && children(table, opened ? intervalIn(opened) : null)}
          </>
        )}
      </div>
    </Dialog>
  );
}

/** The time between samples that a file of arrays says in a number called dt. */
function intervalIn(opened: Opened): number | null {
  if (opened.kind === "table") return null;
  const dt = opened.arrays.find(({ name, shape }) => name === "dt" && shape.length === 0);
  return dt?.preview[0] ?? null;
}

export function describe(entry: ArrayEntry): string {
  const shape = entry.shape.length === 0 ? "a number" : entry.shape.join(" × ");
  return entry.problem === null
    ? `${entry.name}: ${shape}`
    : `${entry.name} ${entry.problem}`.slice(0, 80);
}

function ArrayChoice(props: {
  arrays: readonly ArrayEntry[];
  onChange: (entry: ArrayEntry, across: boolean) => void;
}): ReactElement {
  const { arrays, onChange } = props;
  const [chosen, setChosen] = useState<ArrayEntry | null>(null);
  const [across, setAcross] = useState(false);
  return (
    <>
      <label className="plain-row">
        <span>Array</span>
        <select
          value={chosen?.name ?? ""}
          onChange={(event) => {
            const entry = arrays.find(({ name }) => name === event.target.value);
            if (!entry) return;
            setChosen(entry);
            onChange(entry, across);
          }}
        >
          <option value="" disabled>
            Choose an array
          </option>
          {arrays.map((entry) => (
            <option key={entry.name} value={entry.name} disabled={entry.problem !== null}>
              {describe(entry)}
            </option>
          ))}
        </select>
      </label>
      {chosen?.shape.length === 2 && (
        <label className="plain-row">
          <span>Time runs</span>
          <select
            value={across ? "across" : "down"}
            onChange={(event) => {
              const next = event.target.value === "across";
              setAcross(next);
              onChange(chosen, next);
            }}
          >
            <option value="down">Down: {chosen.shape[1]} columns</option>
            <option value="across">Across: {chosen.shape[0]} rows</option>
          </select>
        </label>
      )}
    </>
  );
}

/** The first rows of a table. */
function Peek({ table }: { table: Table }): ReactElement {
  const shown = table.columns.slice(0, COLUMNS);
  const length = table.columns[0]?.length ?? 0;
  const more = table.columns.length - shown.length;
  return (
    <div className="import-peek">
      <table className="num" aria-label="First rows">
        <thead>
          <tr>
            {shown.map((_, k) => (
              <th key={k}>{columnName(table, k)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: Math.min(ROWS, length) }, (_, row) => (
            <tr key={row}>
              {shown.map((column, k) => (
                <td key={k}>{formatNumber(column[row] ?? 0, 6)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="section-note num">
        {formatNumber(length)} rows, {table.columns.length}{" "}
        {table.columns.length === 1 ? "column" : "columns"}
        {more > 0 ? `, ${more} of them not shown` : ""}
      </p>
    </div>
  );
}

/** What a column is called, with its number where it has no name. */
export function columnName(table: Table, column: number): string {
  const name = table.names[column] ?? "";
  return name === "" ? `Column ${column + 1}` : name;
}
