import { useEffect, useRef, useState, type ReactElement, type RefObject } from "react";
import { Picture, type PictureName } from "../../look/icons";
import { useBoard } from "../../state/board";
import { isPlaced } from "../../state/records";
import { outline } from "../nodes/shapes";
import { ago } from "../../history/when";

const RECENT = 4;
const pictures: readonly PictureName[] = ["excitatory", "inhibitory", "population"];

/** What an empty board says: how to begin, and what already runs. */
export function EmptyBoard(): ReactElement | null {
  const arrived = useBoard((state) => state.records.has("board"));
  const empty = useBoard((state) => ![...state.records.values()].some(isPlaced));
  return arrived && empty ? <Invitation /> : null;
}

function Invitation(): ReactElement {
  const examples = useBoard((state) => state.examples);
  const boards = useBoard((state) => state.boards);
  const boardId = useBoard((state) => state.boardId);
  const openExample = useBoard((state) => state.openExample);
  const openBoard = useBoard((state) => state.openBoard);
  const refresh = useBoard((state) => state.refreshBoards);
  const root = useRef<HTMLDivElement>(null);
  const [now] = useState(Date.now);
  const recent = boards.filter(({ id, nodes }) => id !== boardId && nodes > 0).slice(0, RECENT);

  useEffect(() => void refresh(), [refresh]);

  return (
    <div ref={root} className="empty">
      <DottedPath root={root} />
      <div className="empty-text">
        <h1>Start with one neuron</h1>
        <p>
          Drag <b>Excitatory</b> onto the board, or press <kbd>/</kbd> and type its name. It is
          alive as soon as you let go.
        </p>
        {examples.length > 0 && (
          <section aria-label="Examples">
            <h2>Or open something that already runs</h2>
            {examples.map(({ id, title, summary, minutes }, i) => (
              <button
                key={id}
                type="button"
                className="empty-row"
                data-tip={summary}
                onClick={() => void openExample(id)}
              >
                <Picture name={pictures[i % pictures.length] ?? "population"} />
                {title}
                <span className="num">{minutes} min</span>
              </button>
            ))}
          </section>
        )}
        {recent.length > 0 && (
          <section aria-label="Recent boards">
            <h2>Or go on with</h2>
            {recent.map(({ id, title, modified }) => (
              <button key={id} type="button" className="empty-row" onClick={() => openBoard(id)}>
                <Picture name="undetermined" />
                {title}
                <span className="num">{ago(modified, now)}</span>
              </button>
            ))}
          </section>
        )}
      </div>
    </div>
  );
}

/** From the palette's first row to where the first neuron could be. */
function DottedPath({ root }: { root: RefObject<HTMLDivElement | null> }): ReactElement | null {
  const [size, setSize] = useState<{ width: number; height: number; row: number } | null>(null);

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const measure = (): void => {
      const box = element.getBoundingClientRect();
      const row = document.querySelector("[data-palette='excitatory']")?.getBoundingClientRect();
      setSize({
        width: box.width,
        height: box.height,
        row: row ? row.top + row.height / 2 - box.top : 60,
      });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [root]);

  if (!size || size.width < 620) {
    return null;
  }
  const textEnd = Math.min(120, Math.max(24, size.width * 0.114)) + 400;
  const x = Math.min(size.width - 60, Math.max(size.width * 0.64, textEnd + 110));
  const y = Math.max(150, size.height * 0.42);
  const { row } = size;
  return (
    <svg className="empty-path" width={size.width} height={size.height} aria-hidden="true">
      <path className="empty-ghost" d={outline("triangle")} transform={`translate(${x} ${y})`} />
      <path
        className="empty-dots"
        d={`M2 ${row}C${x * 0.5} ${row - 6} ${x - 70} ${row + 10} ${x - 13} ${y - 56}`}
      />
      <path className="empty-arrow" d={`M${x - 24} ${y - 60}l13.5 8.5 1.800-15.800`} />
    </svg>
  );
}
