import { useMemo, useSyncExternalStore, type ReactElement, type ReactNode } from "react";
import { Icon, Picture } from "../../look/icons";
import { newModel, showReference } from "../../models/store";
import { merged, neuronFamilies, otherStimuli, ownNames } from "../families";
import { shownKey } from "../keys";
import { openQuickBeside } from "../quick/open";
import { neurons, notes, stimuli, views, type PaletteItem } from "../items";
import { chooseView } from "../menus/viewMenu";
import { useBoard } from "../../state/board";
import { useEditor } from "../ui";
import { FamilyRow } from "./FamilyRow";
import { ItemRow } from "./ItemRow";
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
      <button
        type="button"
        className="palette-find"
        aria-label="Type to add"
        data-tip={rail ? "Type to add" : undefined}
        data-tip-keys={shownKey("add")}
        data-tip-side="right"
        onClick={(event) => {
          const { right, top } = event.currentTarget.getBoundingClientRect();
          openQuickBeside({ x: right, y: top });
        }}
      >
        <Icon name="find" />
        {!rail && (
          <>
            <span>Type to add</span>
            <kbd aria-hidden="true">{shownKey("add")}</kbd>
          </>
        )}
      </button>
      <div className="palette-list">
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
        <Group title="Views" items={views} rail={rail}>
          <button
            type="button"
            className="palette-row palette-act"
            aria-label="Other views"
            data-tip={rail ? "Other views" : "Rates, histograms, pictures and more"}
            data-tip-keys={shownKey("views")}
            data-tip-side="right"
            onClick={(event) => {
              const { right, top } = event.currentTarget.getBoundingClientRect();
              chooseView({ x: right + 6, y: top });
            }}
          >
            <Picture name="histogram" />
            {!rail && <span>Other views</span>}
          </button>
        </Group>
        <Group title="Notes" items={notes} rail={rail} />
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
    <div role="group" className="palette-group" aria-label={props.title}>
      {!props.rail && <h2>{props.title}</h2>}
      {props.items.map((item) => (
        <ItemRow key={item.id} item={item} rail={props.rail} />
      ))}
      {props.children}
    </div>
  );
}
