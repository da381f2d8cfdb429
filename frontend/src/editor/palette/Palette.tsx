import { memo, useState, useSyncExternalStore, type ReactElement } from "react";
import { Icon, Picture } from "../../look/icons";
import { neurons, stimuli, views, type PaletteItem } from "../items";
import { search } from "../place";
import { useBoard } from "../../state/board";
import { useEditor } from "../ui";
import { focusSearch, placeFirst } from "./search";
import { useDragOut } from "./useDragOut";
import "./palette.css";

const narrow = window.matchMedia("(max-width: 1100px)");
const subscribe = (listener: () => void): (() => void) => {
  narrow.addEventListener("change", listener);
  return () => narrow.removeEventListener("change", listener);
};

/** Whether the palette is a rail of pictures: on narrow pages, or because the person chose it. */
export function useRail(): boolean {
  const isNarrow = useSyncExternalStore(subscribe, () => narrow.matches);
  const choice = useEditor((state) => state.palette);
  return choice === null ? isNarrow : choice === "rail";
}

/** What can be placed on the board, and the views that can be opened. */
export function Palette(): ReactElement {
  const rail = useRail();
  const set = useEditor((state) => state.set);
  const [text, setText] = useState("");

  return (
    <nav className={`palette${rail ? " rail" : ""}`} aria-label="Palette">
      {rail ? (
        <button
          type="button"
          className="palette-find"
          aria-label="Type to add"
          data-tip="Type to add"
          data-tip-keys="/"
          data-tip-side="right"
          onClick={focusSearch}
        >
          <Icon name="find" />
        </button>
      ) : (
        <label className="palette-find">
          <Icon name="find" />
          <input
            id="type-to-add"
            placeholder="Type to add"
            aria-label="Type to add"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              event.stopPropagation();
              if (event.key === "Enter" && placeFirst(text)) {
                setText("");
                event.currentTarget.blur();
              } else if (event.key === "Escape") {
                setText("");
                event.currentTarget.blur();
              }
            }}
          />
          <kbd aria-hidden="true">/</kbd>
        </label>
      )}
      <div className="palette-list">
        {text.trim() === "" || rail ? (
          <>
            <Group title="Neurons" items={neurons} rail={rail} />
            <Group title="Stimuli" items={stimuli} rail={rail} />
            <Group title="Views" items={views} rail={rail} />
          </>
        ) : (
          <Found text={text} done={() => setText("")} />
        )}
      </div>
      <button
        type="button"
        className="palette-foot"
        aria-label={rail ? "Expand the palette" : "Collapse the palette"}
        data-tip={rail ? "Expand" : undefined}
        data-tip-side="right"
        onClick={() => set({ palette: rail ? "full" : "rail" })}
      >
        <Icon name="side" />
        {!rail && <span>Collapse</span>}
      </button>
    </nav>
  );
}

function Group(props: {
  title: string;
  items: readonly PaletteItem[];
  rail: boolean;
}): ReactElement {
  return (
    <section className="palette-group" aria-label={props.title}>
      {!props.rail && <h2>{props.title}</h2>}
      {props.items.map((item) => (
        <Row key={item.id} item={item} rail={props.rail} />
      ))}
    </section>
  );
}

const Row = memo(function Row({ item, rail }: { item: PaletteItem; rail: boolean }) {
  const drag = useDragOut(item);
  return (
    <button
      type="button"
      className="palette-row"
      data-palette={item.id}
      aria-label={item.name}
      data-tip={
        rail ? `${item.name}: ${item.hint.charAt(0).toLowerCase()}${item.hint.slice(1)}` : item.hint
      }
      data-tip-keys={item.key}
      data-tip-side="right"
      {...drag}
    >
      <Picture name={item.picture} />
      {!rail && <span>{item.name}</span>}
    </button>
  );
});

function Found({ text, done }: { text: string; done: () => void }): ReactElement {
  const catalog = useBoard((state) => state.catalog);
  const found = search(text, catalog).slice(0, 12);
  return (
    <section className="palette-group" aria-label="Found">
      <h2>{found.length > 0 ? "Found" : "Nothing by that name"}</h2>
      {found.map((item) => (
        <div key={item.id} onClick={done}>
          <Row item={item} rail={false} />
        </div>
      ))}
    </section>
  );
}
