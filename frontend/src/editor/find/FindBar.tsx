import { useEffect, useMemo, useState, type KeyboardEvent, type ReactElement } from "react";
import { Icon } from "../../look/icons";
import { useBoard } from "../../state/board";
import { isEdge } from "../../state/records";
import { boxesOf } from "../boxes";
import { useScene } from "../useScene";
import { centreOn } from "../view";
import { find, type Hit } from "./find";
import { useFind } from "./store";
import "./find.css";

/** Finds things by what they are called and what they hold; each is shown in the middle. */
export function FindBar(): ReactElement | null {
  const open = useFind((state) => state.open);
  return open ? <Bar /> : null;
}

function Bar(): ReactElement {
  const text = useFind((state) => state.text);
  const set = useFind((state) => state.set);
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const hits = useMemo(() => find(text, records, catalog), [text, records, catalog]);
  const [id, setId] = useState<string | null>(null);
  const now = hits.findIndex((hit) => hit.id === id);
  const hit = hits[now];

  const show = (next: Hit | undefined): void => {
    setId(next?.id ?? null);
    if (next) reveal(next.id);
  };
  const step = (by: number): void => {
    if (hits.length === 0) return;
    const from = now < 0 ? (by > 0 ? -1 : 0) : now;
    show(hits[(from + by + hits.length) % hits.length]);
  };
  const close = (): void => set({ open: false });
  const type = (value: string): void => {
    set({ text: value });
    const found = find(value, records, catalog);
    show(found.find((each) => each.id === id) ?? found[0]);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const again = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f";
    if (event.key === "Escape") close();
    else if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    else if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (again && event.target instanceof HTMLInputElement) event.target.select();
    else return;
    event.preventDefault();
  };
  // What was looked for last is there again, ready to be typed over.
  useEffect(() => {
    document.querySelector<HTMLInputElement>(".find-bar input")?.select();
  }, []);

  const count =
    text.trim() === ""
      ? ""
      : hits.length === 0
        ? "Nothing found"
        : now < 0
          ? `${hits.length} found`
          : `${now + 1} of ${hits.length}`;
  return (
    <div className="find-bar" role="search" aria-label="Find on the board" onKeyDown={onKeyDown}>
      <Icon name="find" />
      <input
        type="text"
        autoFocus
        aria-label="Find on the board"
        placeholder="Name, model, parameter or note"
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={text}
        onChange={(event) => type(event.target.value)}
      />
      <output className="find-count num" aria-live="polite">
        {count}
        {hit && <small>{hit.where === "" ? hit.name : `${hit.name}: ${hit.where}`}</small>}
      </output>
      <button
        type="button"
        className="icon-button find-up"
        aria-label="Previous"
        data-tip="Previous"
        data-tip-keys="Shift Enter"
        disabled={hits.length === 0}
        onClick={() => step(-1)}
      >
        <Icon name="down" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Next"
        data-tip="Next"
        data-tip-keys="Enter"
        disabled={hits.length === 0}
        onClick={() => step(1)}
      >
        <Icon name="down" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Close"
        data-tip="Close"
        data-tip-keys="Esc"
        onClick={close}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Select something and bring it to the middle of the canvas. */
function reveal(id: string): void {
  const { records, select } = useBoard.getState();
  select([id]);
  const record = records.get(id);
  const boxes = boxesOf(records);
  const box = boxes.get(id);
  if (box) centreOn({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  else if (isEdge(record)) {
    const data = useScene.getState().edges.find((edge) => edge.id === id)?.data;
    if (data) centreOn({ x: data.x, y: data.y });
  }
}
