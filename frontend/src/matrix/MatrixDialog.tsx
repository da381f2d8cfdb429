import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type RefObject,
} from "react";
import { single } from "../shared/csv";
import { Dialog } from "../shared/Dialog";
import { edgeName, nameOf, weightUnit } from "../shared/names";
import { useBoard } from "../state/board";
import { isEdge, isNode } from "../state/records";
import { formatQuantity } from "../shared/format";
import type { Catalog, Projection } from "../wire/types";
import { limitOf } from "./colours";
import { Grid, type Selection, type View } from "./Grid";
import { cleared, withNumbers } from "./operations";
import { Panel } from "./Panel";
import { blockText, parseBlock, placeFor } from "./parse";
import { closeMatrix, useMatrix } from "./store";
import {
  at,
  blockOf,
  mapped,
  MAX_ENTRIES,
  wholeOf,
  type Block,
  type Cell,
  type WeightTable,
} from "./table";
import { useMatrixEdits } from "./useMatrixEdits";
import { useTable } from "./useTable";
import "./matrix.css";

/** The weight matrix of a connection, when it is open. */
export function MatrixDialog(): ReactElement | null {
  const id = useMatrix((state) => state.edge);
  const edge = useBoard((state) => state.records.get(id ?? ""));
  return isEdge(edge) ? <Matrix key={edge.id} edge={edge} /> : null;
}

const ORIGIN: Selection = { anchor: { row: 0, column: 0 }, head: { row: 0, column: 0 } };

function Matrix({ edge }: { edge: Projection }): ReactElement {
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const history = useBoard((state) => state.history);
  const undo = useBoard((state) => state.undo);
  const redo = useBoard((state) => state.redo);
  const source = records.get(edge.source);
  const target = records.get(edge.target);
  const rows = isNode(target) ? target.size : 1;
  const columns = isNode(source) ? source.size : 1;
  const { table, live } = useTable(edge, rows, columns);
  const edits = useMatrixEdits(edge, rows, columns);
  const { problem, setProblem, waiting } = edits;
  const [selection, setSelection] = useState(ORIGIN);
  const [view, setView] = useState<View>({ top: 0, left: 0, height: 1, width: 1 });
  const [goTo, setGoTo] = useState<Cell | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const seeView = useCallback((next: View) => setView(next), []);
  const limit = useMemo(() => limitOf(table ? table.values : []), [table]);
  const unit = weightUnit(edge, catalog);
  const inPart =
    rows * columns > MAX_ENTRIES ||
    (table !== null && (table.rows < rows || table.columns < columns));
  const inside = table ? clamped(selection, table) : ORIGIN;
  const block = blockOf(inside.anchor, inside.head);

  useClipboard(grid, {
    copy: () => {
      if (!table) return null;
      // What arrives while it runs has the digits of a float32.
      return blockText(live ? mapped(table, block, (value) => single(value)) : table, block);
    },
    cut: () => edits.apply("Clear weights", (now) => cleared(now, block)),
    paste: (text) => {
      const numbers = parseBlock(text);
      const place =
        typeof numbers === "string" || !table ? numbers : placeFor(numbers, block, table);
      if (typeof place === "string") setProblem(place);
      else if ("block" in place) {
        edits.apply("Paste weights", (now) => withNumbers(now, place.block, place.numbers));
        setSelection({
          anchor: { row: place.block.top, column: place.block.left },
          head: { row: place.block.bottom, column: place.block.right },
        });
      }
    },
  });

  const tools = (
    <span className="matrix-tools">
      <button
        type="button"
        className="text-button"
        disabled={history.undo === null}
        data-tip={history.undo ?? undefined}
        onClick={undo}
      >
        Undo
      </button>
      <button
        type="button"
        className="text-button"
        disabled={history.redo === null}
        data-tip={history.redo ?? undefined}
        onClick={redo}
      >
        Redo
      </button>
    </span>
  );
  return (
    <Dialog
      name={`Weights, ${edgeName(edge, records, catalog)}`}
      className="matrix-dialog"
      tools={tools}
      onClose={closeMatrix}
    >
      <div
        className="matrix-body"
        onKeyDown={(event) => {
          if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return;
          const key = event.key.toLowerCase();
          if (key === "z" && !event.shiftKey) undo();
          else if (key === "y" || key === "z") redo();
          else return;
          event.preventDefault();
        }}
      >
        <div ref={grid} className="matrix-main">
          {waiting && (
            <div className="matrix-ask" role="alertdialog" aria-label="Make it a matrix">
              <p>
                The rule “{ruleTitle(edge, catalog)}” drew these connections from the seed. Editing
                turns exactly these into a matrix, and the rule no longer applies.
              </p>
              <button type="button" className="button" autoFocus onClick={edits.agree}>
                Make it a matrix
              </button>
              <button type="button" className="text-button" onClick={edits.decline}>
                Cancel
              </button>
            </div>
          )}
          {problem !== null && (
            <p className="matrix-problem" role="alert">
              {problem}
            </p>
          )}
          {table ? (
            <Grid
              table={table}
              limit={limit}
              selection={inside}
              sourceName={nameOf(edge.source, records, catalog)}
              targetName={nameOf(edge.target, records, catalog)}
              goTo={goTo}
              onSelect={setSelection}
              onType={({ row, column }, value) =>
                edits.apply(Number.isNaN(value) ? "Remove synapse" : "Change weight", (now) =>
                  mapped(now, blockOf({ row, column }, { row, column }), () => value),
                )
              }
              onClear={() => edits.apply("Remove synapses", (now) => cleared(now, block))}
              onProblem={setProblem}
              onView={seeView}
            />
          ) : (
            <p className="matrix-empty">The weights are on their way.</p>
          )}
          <p className="matrix-status num">{status(table, inside, block, unit, live, inPart)}</p>
        </div>
        <Panel
          edge={edge}
          table={table}
          block={table && isOne(inside) ? wholeOf(table) : block}
          partly={!isOne(inside)}
          whole={!inPart}
          unit={unit}
          live={live}
          view={view}
          edits={edits}
          onGoTo={setGoTo}
        />
      </div>
    </Dialog>
  );
}

function isOne({ anchor, head }: Selection): boolean {
  return anchor.row === head.row && anchor.column === head.column;
}

/** A selection of a table that has become smaller. */
function clamped({ anchor, head }: Selection, { rows, columns }: WeightTable): Selection {
  const fit = ({ row, column }: Cell): Cell => ({
    row: Math.min(row, rows - 1),
    column: Math.min(column, columns - 1),
  });
  return { anchor: fit(anchor), head: fit(head) };
}

function ruleTitle(edge: Projection, catalog: Catalog | null): string {
  const { rule } = edge.connect;
  return catalog?.rules.find(({ name }) => name === rule)?.title ?? rule.replaceAll("_", " ");
}

function status(
  table: WeightTable | null,
  selection: Selection,
  block: Block,
  unit: string,
  live: boolean,
  inPart: boolean,
): string {
  if (!table) return "";
  const { row, column } = selection.head;
  const value = at(table, row, column);
  const weight = Number.isNaN(value) ? "no synapse" : formatQuantity(value, unit, 7);
  const here = isOne(selection)
    ? `From cell ${column} to cell ${row}: ${weight}.`
    : `${block.bottom - block.top + 1} × ${block.right - block.left + 1} selected.`;
  const now = live ? " As the network has it now." : "";
  const part = inPart ? " Only the first part is shown: the whole is too large for tools." : "";
  return here + now + part;
}

/** Copy, cut and paste while the grid has the focus; the board does not hear of them. */
function useClipboard(
  within: RefObject<HTMLElement | null>,
  act: { copy: () => string | null; cut: () => void; paste: (text: string) => void },
): void {
  const current = useRef(act);
  useEffect(() => {
    current.current = act;
  });
  useEffect(() => {
    const mine = (): boolean => {
      const focus = document.activeElement;
      return focus?.getAttribute("role") === "grid" && within.current?.contains(focus) === true;
    };
    const onCopy = (event: ClipboardEvent): void => {
      const text = mine() ? current.current.copy() : null;
      if (text === null) return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.type === "cut") current.current.cut();
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (!mine()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      current.current.paste(event.clipboardData?.getData("text/plain") ?? "");
    };
    window.addEventListener("copy", onCopy, true);
    window.addEventListener("cut", onCopy, true);
    window.addEventListener("paste", onPaste, true);
    return () => {
      window.removeEventListener("copy", onCopy, true);
      window.removeEventListener("cut", onCopy, true);
      window.removeEventListener("paste", onPaste, true);
    };
  }, [within]);
}
