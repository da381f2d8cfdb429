import { useMemo, useState, useSyncExternalStore, type ReactElement, type ReactNode } from "react";
import { Icon, Picture } from "../../look/icons";
import { newModel, showReference } from "../../models/store";
import { merged, neuronFamilies, otherStimuli, ownNames } from "../families";
import { neurons, notes, stimuli, views, type PaletteItem } from "../items";
import { search } from "../place";
import { useBoard } from "../../state/board";
import { useEditor } from "../ui";
import { FamilyRow } from "./FamilyRow";
import { ItemRow } from "./ItemRow";
import { focusSearch, placeFirst } from "./search";
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
  const catalog = useBoard((state) => state.catalog);
  const defined = useBoard((state) => [...ownNames(state.records.values())].join(" "));
  const families = useMemo(
    () => neuronFamilies(catalog, new Set(defined.split(" "))),
    [catalog, defined],
  );
  const others = useMemo(
    () => otherStimuli(catalog, new Set(defined.split(" "))),
    [catalog, defined],
  );

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
            <Group title="Neurons" items={neurons} rail={rail}>
              {(rail ? merged(families) : families).map((family) => (
                <FamilyRow key={family.id} family={family} rail={rail} />
              ))}
              <button
                type="button"
                className="palette-row palette-act"
                aria-label="New model"
                data-tip={rail ? "New model: type its equations" : "Type equations of your own"}
                data-tip-side="right"
                onClick={() => newModel()}
              >
                <Picture name="formula" />
                {!rail && <span>New model</span>}
              </button>
            </Group>
            <Group title="Stimuli" items={stimuli} rail={rail}>
              {others && <FamilyRow family={others} rail={rail} />}
            </Group>
            <Group title="Views" items={views} rail={rail} />
            <Group title="Notes" items={notes} rail={rail} />
          </>
        ) : (
          <Found text={text} done={() => setText("")} />
        )}
      </div>
      <div className="palette-feet">
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
        <button
          type="button"
          className="palette-foot palette-all"
          aria-label="All models"
          data-tip="All models: equations, parameters, sources"
          data-tip-side="right"
          onClick={() => showReference()}
        >
          <Icon name="book" />
        </button>
      </div>
    </nav>
  );
}

function Group(props: {
  title: string;
  items: readonly PaletteItem[];
  rail: boolean;
  children?: ReactNode;
}): ReactElement {
  return (
    <section className="palette-group" aria-label={props.title}>
      {!props.rail && <h2>{props.title}</h2>}
      {props.items.map((item) => (
        <ItemRow key={item.id} item={item} rail={props.rail} />
      ))}
      {props.children}
    </section>
  );
}

function Found({ text, done }: { text: string; done: () => void }): ReactElement {
  const catalog = useBoard((state) => state.catalog);
  const found = search(text, catalog).slice(0, 12);
  return (
    <section className="palette-group" aria-label="Found">
      <h2>{found.length > 0 ? "Found" : "Nothing by that name"}</h2>
      {found.map((item) => (
        <div key={item.id} onClick={done}>
          <ItemRow item={item} rail={false} />
        </div>
      ))}
    </section>
  );
}
