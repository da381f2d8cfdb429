import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import { useEditor } from "../editor/ui";
import { reveal } from "../editor/view";
import { Icon } from "../look/icons";
import { useBoard } from "../state/board";
import { isNode } from "../state/records";
import "./access.css";
import { outline } from "./outline";
import { rows, step, type Row } from "./tree";
import { useReadings } from "./useReadings";

/** The circuit as text, for those who read or hear it: a tree to walk through with the arrow keys.
 * What is read of a node or a connection is selected on the board. */
export function CircuitText(): ReactElement | null {
  const shown = useEditor((state) => state.text);
  return shown ? <Panel /> : null;
}

const OPEN_AT_FIRST = new Set(["state", "nodes", "edges", "views"]);

function Panel(): ReactElement {
  const records = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const selection = useBoard((state) => state.selection);
  const readings = useReadings();
  const described = useMemo(() => outline(records, catalog), [records, catalog]);
  const [open, setOpen] = useState<ReadonlySet<string>>(OPEN_AT_FIRST);
  const shown = useMemo(() => rows([readings, ...described], open), [readings, described, open]);
  const [wanted, setWanted] = useState("state");
  const at = shown.some(({ item }) => item.id === wanted) ? wanted : "state";
  const tree = useRef<HTMLDivElement>(null);

  const close = (): void => useEditor.getState().set({ text: false });

  useEffect(() => {
    const before = document.activeElement;
    tree.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const goTo = (id: string): void => {
    setWanted(id);
    tree.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(id)}"]`)?.focus();
    const record = shown.find(({ item }) => item.id === id)?.item.record ?? null;
    if (record === null) return;
    useBoard.getState().select([record]);
    useEditor.getState().set({ edgeEditorClosed: true });
    const node = records.get(record);
    if (isNode(node)) reveal(node);
  };
  const toggle = (id: string, wide: boolean): void => {
    const next = new Set(open);
    if (wide) next.add(id);
    else next.delete(id);
    setOpen(next);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
      return;
    }
    const next = step(event.key, shown, at, open);
    if (next.focus !== undefined) goTo(next.focus);
    if (next.open !== undefined) toggle(next.open, true);
    if (next.close !== undefined) toggle(next.close, false);
    if (/^(Arrow|Home$|End$)/.test(event.key)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  const line = ({ item, level, position, siblings }: Row): ReactElement => {
    const parent = item.children.length > 0;
    const wide = open.has(item.id);
    return (
      <div
        key={item.id}
        role="treeitem"
        data-line={item.id}
        className="text-line"
        style={{ paddingLeft: 8 + 16 * (level - 1) }}
        tabIndex={item.id === at ? 0 : -1}
        aria-level={level}
        aria-posinset={position}
        aria-setsize={siblings}
        aria-selected={item.record !== null && selection.has(item.record)}
        {...(parent ? { "aria-expanded": wide } : {})}
        onClick={() => {
          goTo(item.id);
          if (parent) toggle(item.id, !wide);
        }}
      >
        <span className="text-mark">{parent && <Icon name={wide ? "down" : "right"} />}</span>
        <span>{item.text}</span>
      </div>
    );
  };

  return (
    <section id="circuit-as-text" className="circuit-text" aria-label="Circuit as text">
      <header>
        <h2>Circuit as text</h2>
        <button type="button" className="icon-button" aria-label="Close the text" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div ref={tree} className="text-tree" role="tree" aria-label="Circuit" onKeyDown={onKeyDown}>
        {shown.map(line)}
      </div>
    </section>
  );
}
