import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
} from "react";
import { editableNumber, formatNumber, parseNumber } from "../shared/format";
import { fillOf, isStrong } from "./colours";
import { moved, typesNumber } from "./moves";
import { at, blockOf, type Cell, type WeightTable } from "./table";
import "./grid.css";

/** Two corners: where a selection began and where it has come to. */
export interface Selection {
  readonly anchor: Cell;
  readonly head: Cell;
}

export interface View {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

interface Props {
  table: WeightTable;
  limit: number;
  selection: Selection;
  sourceName: string;
  targetName: string;
  /** Scroll there; another object each time. */
  goTo: Cell | null;
  onSelect: (selection: Selection) => void;
  onType: (cell: Cell, value: number) => void;
  onClear: () => void;
  onProblem: (problem: string | null) => void;
  /** The part that is seen, in shares of the whole. */
  onView: (view: View) => void;
}

const WIDTH = 58;
const HEAD = 46;
const coarse = (): boolean => window.matchMedia("(pointer: coarse)").matches;

/** A weight matrix cell by cell. Only the cells that are seen are there, however large it is. */
export function Grid(props: Props): ReactElement {
  const { table, limit, selection, onSelect, onView, goTo } = props;
  const box = useRef<HTMLDivElement>(null);
  const [height] = useState(() => (coarse() ? 40 : 24));
  const [seen, setSeen] = useState({ top: 0, left: 0, height: 480, width: 720 });
  const [draft, setDraft] = useState<string | null>(null);
  /** The field is left by a key that has already said what becomes of it. */
  const settled = useRef(false);
  const { head } = selection;
  const chosen = blockOf(selection.anchor, head);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      const { scrollTop, scrollLeft, clientHeight, clientWidth } = element;
      setSeen({ top: scrollTop, left: scrollLeft, height: clientHeight, width: clientWidth });
    };
    measure();
    element.addEventListener("scroll", measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      observer.disconnect();
    };
  }, []);

  const across = Math.max(1, table.columns * WIDTH);
  const down = Math.max(1, table.rows * height);
  useEffect(() => {
    onView({
      top: seen.top / down,
      left: seen.left / across,
      height: Math.min(1, (seen.height - height) / down),
      width: Math.min(1, (seen.width - HEAD) / across),
    });
  }, [seen, down, across, height, onView]);

  useEffect(() => {
    const element = box.current;
    if (!goTo || !element) return;
    element.scrollTo(
      goTo.column * WIDTH - (element.clientWidth - HEAD) / 2,
      goTo.row * height - (element.clientHeight - height) / 2,
    );
  }, [goTo, height]);

  /** Bring a cell into what is seen, by as little as is needed. */
  const reveal = ({ row, column }: Cell): void => {
    const element = box.current;
    if (!element) return;
    const { clientHeight, clientWidth, scrollTop, scrollLeft } = element;
    const [y, x] = [row * height, column * WIDTH];
    const top = Math.min(y, Math.max(scrollTop, y + 2 * height - clientHeight));
    const left = Math.min(x, Math.max(scrollLeft, x + WIDTH + HEAD - clientWidth));
    if (top !== scrollTop || left !== scrollLeft) element.scrollTo(left, top);
  };
  const choose = (cell: Cell, extend: boolean): void => {
    onSelect({ anchor: extend ? selection.anchor : cell, head: cell });
    reveal(cell);
  };
  const focusGrid = (): void => {
    settled.current = true;
    box.current?.focus({ preventScroll: true });
  };

  const keep = (): boolean => {
    if (draft === null) return true;
    const value = draft.trim() === "" ? NaN : parseNumber(draft);
    if (value === null) {
      props.onProblem(
        `“${draft.trim()}” is not a number. Type a weight, or nothing for no synapse.`,
      );
      return false;
    }
    setDraft(null);
    props.onProblem(null);
    const before = at(table, head.row, head.column);
    if (!Object.is(value, before)) props.onType(head, value);
    return true;
  };
  const begin = (text: string): void => {
    reveal(head);
    onSelect({ anchor: head, head });
    settled.current = false;
    setDraft(text);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((seen.height - height) / height) - 1);
    const to = moved(event, head, table, page);
    if (to) {
      choose(to, event.shiftKey);
    } else if (event.key === "a" && (event.ctrlKey || event.metaKey)) {
      onSelect({
        anchor: { row: 0, column: 0 },
        head: { row: table.rows - 1, column: table.columns - 1 },
      });
    } else if (event.key === "Enter" || event.key === "F2") {
      const value = at(table, head.row, head.column);
      begin(Number.isNaN(value) ? "" : editableNumber(value));
    } else if (event.key === "Delete" || event.key === "Backspace") {
      props.onClear();
    } else if (typesNumber(event)) {
      begin(event.key);
    } else {
      return;
    }
    event.preventDefault();
  };
  const onFieldKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation();
    if (event.key === "Escape") {
      setDraft(null);
      props.onProblem(null);
      focusGrid();
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      if (!keep()) return;
      const [dr, dc] = event.key === "Tab" ? [0, 1] : [1, 0];
      const by = event.shiftKey ? -1 : 1;
      choose(
        {
          row: Math.max(0, Math.min(table.rows - 1, head.row + by * dr)),
          column: Math.max(0, Math.min(table.columns - 1, head.column + by * dc)),
        },
        false,
      );
      focusGrid();
    }
  };

  const cellAt = (event: PointerEvent): Cell | null => {
    const element = box.current;
    if (!element) return null;
    const bounds = element.getBoundingClientRect();
    const column = Math.floor((event.clientX - bounds.left - HEAD + element.scrollLeft) / WIDTH);
    const row = Math.floor((event.clientY - bounds.top - height + element.scrollTop) / height);
    return {
      row: Math.max(0, Math.min(table.rows - 1, row)),
      column: Math.max(0, Math.min(table.columns - 1, column)),
    };
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (!target || event.button !== 0 || target.closest("input")) return;
    if (!keep()) return;
    const { row, column } = target.dataset;
    if (row === undefined && column === undefined) return;
    const last = { row: table.rows - 1, column: table.columns - 1 };
    if (row !== undefined && column !== undefined) {
      choose({ row: Number(row), column: Number(column) }, event.shiftKey);
      if (event.pointerType === "mouse") event.currentTarget.setPointerCapture(event.pointerId);
    } else if (row !== undefined) {
      const first = event.shiftKey ? selection.anchor.row : Number(row);
      onSelect({
        anchor: { row: first, column: 0 },
        head: { row: Number(row), column: last.column },
      });
    } else {
      const first = event.shiftKey ? selection.anchor.column : Number(column);
      onSelect({
        anchor: { row: 0, column: first },
        head: { row: last.row, column: Number(column) },
      });
    }
    focusGrid();
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const cell = cellAt(event);
    if (cell && (cell.row !== head.row || cell.column !== head.column)) choose(cell, true);
  };

  const firstRow = Math.max(0, Math.floor(seen.top / height) - 2);
  const lastRow = Math.min(table.rows - 1, Math.ceil((seen.top + seen.height) / height) + 2);
  const firstColumn = Math.max(0, Math.floor(seen.left / WIDTH) - 1);
  const lastColumn = Math.min(table.columns - 1, Math.ceil((seen.left + seen.width) / WIDTH) + 1);
  const rows = range(firstRow, lastRow);
  const columns = range(firstColumn, lastColumn);
  const inRows = (row: number): boolean => row >= chosen.top && row <= chosen.bottom;
  const inColumns = (column: number): boolean => column >= chosen.left && column <= chosen.right;
  const headSeen =
    head.row >= firstRow &&
    head.row <= lastRow &&
    head.column >= firstColumn &&
    head.column <= lastColumn;
  return (
    <div
      ref={box}
      className="weight-grid num"
      role="grid"
      tabIndex={0}
      aria-label={`Weights from ${props.sourceName} (columns) to ${props.targetName} (rows)`}
      aria-rowcount={table.rows + 1}
      aria-colcount={table.columns + 1}
      aria-multiselectable
      aria-activedescendant={headSeen ? cellId(head.row, head.column) : undefined}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={() => {
        const value = at(table, head.row, head.column);
        if (draft === null) begin(Number.isNaN(value) ? "" : editableNumber(value));
      }}
    >
      <div className="weight-grid-inner" style={{ width: across + HEAD, height: down + height }}>
        <div className="weight-grid-top" role="row" aria-rowindex={1} style={{ height }}>
          <span className="weight-grid-corner" style={{ width: HEAD, height }} aria-hidden="true">
            to \ from
          </span>
          {columns.map((column) => (
            <span
              key={column}
              role="columnheader"
              aria-colindex={column + 2}
              data-column={column}
              className={inColumns(column) ? "in-selection" : ""}
              style={{ left: HEAD + column * WIDTH, width: WIDTH, lineHeight: `${height}px` }}
            >
              {column}
            </span>
          ))}
        </div>
        {rows.map((row) => (
          <div
            key={row}
            className="weight-grid-row"
            role="row"
            aria-rowindex={row + 2}
            style={{ top: (row + 1) * height, height, lineHeight: `${height - 1}px` }}
          >
            <span
              role="rowheader"
              data-row={row}
              className={inRows(row) ? "in-selection" : ""}
              style={{ width: HEAD }}
            >
              {row}
            </span>
            {columns.map((column) => {
              const value = at(table, row, column);
              const absent = Number.isNaN(value);
              const picked = inRows(row) && inColumns(column);
              const words = absent ? "no synapse" : formatNumber(value);
              return (
                <span
                  key={column}
                  id={cellId(row, column)}
                  role="gridcell"
                  aria-colindex={column + 2}
                  aria-selected={picked}
                  aria-label={`from ${column} to ${row}: ${words}`}
                  data-row={row}
                  data-column={column}
                  className={`weight-cell${picked ? " picked" : ""}${
                    row === head.row && column === head.column ? " head" : ""
                  }${absent ? " absent" : isStrong(value, limit) ? " strong" : ""}`}
                  style={{
                    left: HEAD + column * WIDTH,
                    width: WIDTH,
                    ...(absent ? {} : { background: fillOf(value, limit) }),
                  }}
                >
                  {absent ? "·" : formatNumber(value, 3)}
                </span>
              );
            })}
          </div>
        ))}
        {draft !== null && (
          <input
            className="weight-field"
            type="text"
            inputMode="decimal"
            autoComplete="off"
            autoFocus
            aria-label={`Weight from ${head.column} to ${head.row}`}
            style={{
              top: (head.row + 1) * height,
              left: HEAD + head.column * WIDTH,
              width: WIDTH + 24,
              height,
            }}
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={onFieldKey}
            onBlur={() => {
              if (!settled.current) keep();
            }}
          />
        )}
      </div>
    </div>
  );
}

function cellId(row: number, column: number): string {
  return `weight-${row}-${column}`;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
