import {
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from "react";
import { createPortal } from "react-dom";
import { Icon, Picture } from "../../look/icons";
import { nodeName } from "../../shared/names";
import { useBoard } from "../../state/board";
import { endOf } from "../connect";
import { useEditor, type Quick } from "../ui";
import { choices, found, type Choice } from "./choices";
import { recent, remember } from "./recent";
import { Tie } from "./Tie";
import "./quick.css";

const EDGE = 8;

/** Type to add, at the place where it will be: models, stimuli, views, examples and commands. */
export function QuickAdd(): ReactElement | null {
  const quick = useEditor((state) => state.quick);
  return quick && <Box key={`${quick.at.x} ${quick.at.y} ${quick.from ?? ""}`} quick={quick} />;
}

function Box({ quick }: { quick: Quick }): ReactElement {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const board = useBoard.getState;
  const catalog = useBoard((state) => state.catalog);
  const examples = useBoard((state) => state.examples);
  const all = useMemo(
    () => choices(quick, { ...board(), catalog, examples }),
    [board, quick, catalog, examples],
  );
  const sections = useMemo(() => found(all, text, recent()), [all, text]);
  const flat = useMemo(() => sections.flatMap(({ of }) => of), [sections]);
  const source = endOf(board().records, quick.from ?? "");

  const close = (): void => useEditor.getState().set({ quick: null });
  const choose = (choice: Choice): void => {
    close();
    remember(choice.id);
    choice.run();
  };

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    const most = { x: window.innerWidth - width - EDGE, y: window.innerHeight - height - EDGE };
    element.style.left = `${Math.max(EDGE, Math.min(quick.at.x - 24, most.x))}px`;
    element.style.top = `${Math.max(EDGE, Math.min(quick.at.y - 22, most.y))}px`;
    const before = document.activeElement;
    element.querySelector("input")?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, [quick]);

  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) {
        useEditor.getState().set({ quick: null });
      }
    };
    window.addEventListener("pointerdown", outside, true);
    return () => window.removeEventListener("pointerdown", outside, true);
  }, []);

  useEffect(() => {
    list.current?.querySelector(`[aria-selected="true"]`)?.scrollIntoView({ block: "nearest" });
  }, [active, text]);

  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const go = (index: number): void => {
      event.preventDefault();
      if (flat.length > 0) setActive((index + flat.length) % flat.length);
    };
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const choice = flat[active];
      if (choice) choose(choice);
    } else if (event.key === "ArrowDown") go(active + 1);
    else if (event.key === "ArrowUp") go(active - 1);
    else if (event.key === "PageDown") go(Math.min(active + 8, flat.length - 1));
    else if (event.key === "PageUp") go(Math.max(active - 8, 0));
  };

  const row = (choice: Choice): ReactElement => {
    const index = flat.indexOf(choice);
    return (
      <div
        key={choice.id}
        id={`${id}-${index}`}
        role="option"
        aria-selected={index === active}
        className="quick-row"
        onPointerMove={() => setActive(index)}
        onClick={() => choose(choice)}
      >
        {choice.picture === null ? <Icon name="right" /> : <Picture name={choice.picture} />}
        <span>{choice.name}</span>
        {text.trim() !== "" && <small aria-hidden="true">{choice.group}</small>}
        {choice.keys !== "" && <kbd aria-hidden="true">{choice.keys}</kbd>}
      </div>
    );
  };

  return createPortal(
    <>
      {source && <Tie from={source.id} to={quick.at} />}
      <div
        ref={box}
        className="quick"
        role="dialog"
        aria-label={source ? `Connect with ${nodeName(source, catalog)}` : "Type to add"}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => event.preventDefault()}
      >
        <label className="quick-find">
          <Icon name="find" />
          <input
            role="combobox"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={flat.length > 0 ? `${id}-${active}` : undefined}
            aria-autocomplete="list"
            aria-label={source ? "Type what comes next" : "Type to add"}
            placeholder={source ? "What comes next" : "Neuron, stimulus, view, command"}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setActive(0);
            }}
          />
        </label>
        <div
          ref={list}
          id={`${id}-list`}
          className="quick-list"
          role="listbox"
          aria-label="Choices"
        >
          {sections.map(({ title, of }) => (
            <div key={title} role="group" aria-label={title}>
              {text.trim() === "" && <div className="quick-head">{title}</div>}
              {of.map(row)}
            </div>
          ))}
        </div>
        {flat.length === 0 && (
          <p className="quick-none" role="status">
            Nothing by that name. A model of your own can be typed: choose New model in the palette.
          </p>
        )}
      </div>
    </>,
    document.querySelector(".app") ?? document.body,
  );
}
