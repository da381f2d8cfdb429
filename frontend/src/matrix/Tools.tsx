import { useMemo, useRef, useState, type ReactElement } from "react";
import { isNode } from "../state/records";
import { useBoard } from "../state/board";
import { download, safeFileName } from "../shared/download";
import { edgeName } from "../shared/names";
import { NumberField } from "../shared/NumberField";
import {
  faultOfDraw,
  multiplied,
  prunedAtRandom,
  prunedBelow,
  randomised,
  shifted,
  sizeWords,
  transposed,
  type Draw,
} from "./operations";
import type { ToolProps } from "./Panel";
import { matrixFile, parseFile, tripletFile } from "./parse";
import { MAX_SEED, newSeed } from "./random";
import { statsOf } from "./stats";
import type { WeightTable } from "./table";
import { exactTable } from "./useTable";

const FAR = 1e15;

interface FieldProps {
  name: string;
  value: number;
  unit?: string;
  low?: number;
  high?: number;
  step?: number;
  whole?: boolean;
  onChange: (value: number) => void;
  onProblem: (problem: string | null) => void;
}

function Field(props: FieldProps): ReactElement {
  const { name, low = -FAR, high = FAR, step = 0.1, unit = "", whole = false } = props;
  return (
    <div className="matrix-row">
      <span>{name}</span>
      <NumberField
        name={name}
        value={props.value}
        low={low}
        high={high}
        step={step}
        unit={unit}
        whole={whole}
        onChange={props.onChange}
        onProblem={props.onProblem}
      />
    </div>
  );
}

const KINDS: readonly { kind: Draw["kind"]; title: string; names: readonly [string, string] }[] = [
  { kind: "uniform", title: "Uniform", names: ["From", "To"] },
  { kind: "normal", title: "Normal", names: ["Mean", "Standard deviation"] },
  { kind: "lognormal", title: "Log-normal", names: ["Mean", "Standard deviation"] },
];

/** Draw weights anew; the seed is there to draw the same ones again. */
export function RandomTool({ table, block, edits, unit }: ToolProps): ReactElement {
  const stats = useMemo(() => statsOf(table, block), [table, block]);
  const middle = stats.synapses > 0 && stats.mean !== 0 ? Number(stats.mean.toPrecision(3)) : 1;
  const [kind, setKind] = useState<Draw["kind"]>("normal");
  const [pair, setPair] = useState<readonly [number, number] | null>(null);
  const [seed, setSeed] = useState(newSeed);
  const [every, setEvery] = useState(false);
  const usual = usualPair(kind, middle);
  const [a, b] = pair ?? usual;
  const names = KINDS.find((entry) => entry.kind === kind)?.names ?? ["", ""];
  const problem = edits.setProblem;
  return (
    <section className="matrix-section" aria-label="Randomise">
      <h3>Randomise</h3>
      <div className="matrix-row">
        <span>Distribution</span>
        <select
          aria-label="Distribution"
          value={kind}
          onChange={(event) => {
            const next = KINDS.find((entry) => entry.kind === event.target.value);
            if (next) setKind(next.kind);
            setPair(null);
          }}
        >
          {KINDS.map((entry) => (
            <option key={entry.kind} value={entry.kind}>
              {entry.title}
            </option>
          ))}
        </select>
      </div>
      <Field
        name={names[0]}
        value={a}
        unit={unit}
        onChange={(v) => setPair([v, b])}
        onProblem={problem}
      />
      <Field
        name={names[1]}
        value={b}
        unit={unit}
        onChange={(v) => setPair([a, v])}
        onProblem={problem}
      />
      <Field
        name="Seed"
        value={seed}
        low={0}
        high={MAX_SEED}
        step={1}
        whole
        onChange={setSeed}
        onProblem={problem}
      />
      <label className="matrix-row">
        <span>All pairs, not only synapses</span>
        <input
          type="checkbox"
          checked={every}
          onChange={(event) => setEvery(event.target.checked)}
        />
      </label>
      <div className="matrix-buttons">
        <button
          type="button"
          className="button"
          onClick={() => {
            const draw = { kind, a, b };
            const fault = faultOfDraw(draw);
            problem(fault);
            if (fault !== null) return;
            edits.apply("Randomise weights", (now, bounds) =>
              randomised(now, block, draw, seed, every, bounds),
            );
          }}
        >
          Randomise
        </button>
        <button type="button" className="button" onClick={() => setSeed(newSeed())}>
          New seed
        </button>
      </div>
    </section>
  );
}

function usualPair(kind: Draw["kind"], middle: number): readonly [number, number] {
  const spread = Number((Math.abs(middle) / 5).toPrecision(3));
  if (kind === "uniform") return [Math.min(0, 2 * middle), Math.max(0, 2 * middle)];
  return [kind === "lognormal" ? Math.abs(middle) : middle, spread];
}

/** Multiply by a factor, or add an amount. */
export function ScaleTool({ block, edits, unit }: ToolProps): ReactElement {
  const [factor, setFactor] = useState(2);
  const [amount, setAmount] = useState(1);
  return (
    <section className="matrix-section" aria-label="Scale">
      <h3>Scale</h3>
      <Field name="Factor" value={factor} onChange={setFactor} onProblem={edits.setProblem} />
      <Field
        name="Amount"
        value={amount}
        unit={unit}
        onChange={setAmount}
        onProblem={edits.setProblem}
      />
      <div className="matrix-buttons">
        <button
          type="button"
          className="button"
          onClick={() => edits.apply("Multiply weights", (now) => multiplied(now, block, factor))}
        >
          Multiply
        </button>
        <button
          type="button"
          className="button"
          onClick={() => edits.apply("Add to weights", (now) => shifted(now, block, amount))}
        >
          Add
        </button>
      </div>
    </section>
  );
}

/** Take synapses away: weak ones, or a share of them at random. */
export function PruneTool({ block, edits, unit }: ToolProps): ReactElement {
  const [least, setLeast] = useState(1);
  const [percent, setPercent] = useState(10);
  const [seed, setSeed] = useState(newSeed);
  const problem = edits.setProblem;
  return (
    <section className="matrix-section" aria-label="Prune">
      <h3>Prune</h3>
      <Field
        name="Weaker than"
        value={least}
        low={0}
        unit={unit}
        onChange={setLeast}
        onProblem={problem}
      />
      <Field
        name="Share at random"
        value={percent}
        low={0}
        high={100}
        step={5}
        unit="%"
        onChange={setPercent}
        onProblem={problem}
      />
      <Field
        name="Seed of pruning"
        value={seed}
        low={0}
        high={MAX_SEED}
        step={1}
        whole
        onChange={setSeed}
        onProblem={problem}
      />
      <div className="matrix-buttons">
        <button
          type="button"
          className="button"
          onClick={() =>
            edits.apply("Prune weak synapses", (now) => prunedBelow(now, block, least))
          }
        >
          Prune weak ones
        </button>
        <button
          type="button"
          className="button"
          onClick={() =>
            edits.apply("Prune at random", (now) => prunedAtRandom(now, block, percent / 100, seed))
          }
        >
          Prune at random
        </button>
      </div>
    </section>
  );
}

/** Exchange rows and columns. */
export function ShapeTool({ table, edits }: ToolProps): ReactElement {
  const square = table.rows === table.columns;
  return (
    <section className="matrix-section" aria-label="Transpose">
      <h3>Transpose</h3>
      {!square && (
        <p className="matrix-note">
          A matrix of{" "}
          {sizeWords({ top: 0, left: 0, bottom: table.rows - 1, right: table.columns - 1 })} would
          have another shape than its two populations: only a square one can be transposed.
        </p>
      )}
      <div className="matrix-buttons">
        <button
          type="button"
          className="button"
          disabled={!square}
          onClick={() => edits.apply("Transpose weights", transposed)}
        >
          Exchange rows and columns
        </button>
      </div>
    </section>
  );
}

const MAX_FILE = 64 * 2 ** 20;

/** Matrices as files, whole or with a line for each synapse. */
export function FileTools({ edge, table, edits }: ToolProps): ReactElement {
  const chooser = useRef<HTMLInputElement>(null);
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const spikes = edge.synapse !== null && isNode(records.get(edge.source));
  const save = (what: string, text: string): void => {
    const name = safeFileName(`${edgeName(edge, records, catalog)} ${what}`, "csv");
    download(new Blob([text], { type: "text/csv" }), name);
  };
  const exact = async (handOver: (all: WeightTable) => void): Promise<void> => {
    const board = useBoard.getState().boardId;
    if (board === null) return;
    try {
      handOver(await exactTable(edge, table.rows, table.columns, board));
    } catch (error) {
      edits.setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const load = async (file: File): Promise<void> => {
    if (file.size > MAX_FILE) {
      edits.setProblem(`“${file.name}” is larger than 64 MiB, too large for one matrix.`);
      return;
    }
    const found = parseFile(await file.text(), table.rows, table.columns);
    if (typeof found === "string") {
      edits.setProblem(`“${file.name}” was not taken. ${found}`);
      return;
    }
    const { table: next, delays } = found;
    edits.apply("Import weights", () => (delays && spikes ? { table: next, delays } : next));
  };
  const delays = typeof edge.delay === "number" || Array.isArray(edge.delay) ? edge.delay : null;
  return (
    <section className="matrix-section" aria-label="Files">
      <h3>Files</h3>
      <p className="matrix-note">
        A matrix has a line for each target; triplets have a line for each synapse: source, target,
        weight, delay.
      </p>
      <div className="matrix-buttons">
        <button type="button" className="button" onClick={() => chooser.current?.click()}>
          Import CSV
        </button>
        <button
          type="button"
          className="button"
          onClick={() => void exact((all) => save("weights", matrixFile(all)))}
        >
          Export matrix
        </button>
        <button
          type="button"
          className="button"
          onClick={() => void exact((all) => save("synapses", tripletFile(all, delays)))}
        >
          Export triplets
        </button>
      </div>
      <input
        ref={chooser}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        aria-label="File with weights"
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          if (file) void load(file);
        }}
      />
    </section>
  );
}
