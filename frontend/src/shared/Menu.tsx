import {
  useEffect,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from "react";
import "./menu.css";

export interface MenuAction {
  readonly label: string;
  readonly onSelect: () => void;
  /** Shown at the right; the key table acts on it, not the menu. */
  readonly keys?: string;
  readonly detail?: string;
  readonly picture?: ReactNode;
  readonly disabled?: boolean;
  /** Why it does nothing now: it looks so, tells it under the pointer, and says it when chosen. */
  readonly why?: string;
  /** For one of several: whether it is the one in force. */
  readonly checked?: boolean;
}

export interface MenuSection {
  readonly title?: string;
  /** A sentence below the title. */
  readonly note?: string;
  readonly actions: readonly MenuAction[];
  /** Pictures side by side, their names in tooltips. */
  readonly row?: boolean;
}

interface Props {
  /** Upper left corner in the window, px; moved where it would not fit. */
  at: { x: number; y: number };
  sections: readonly MenuSection[];
  onClose: () => void;
  name: string;
  /** Put the right edge at `at.x`. */
  alignRight?: boolean;
}

const EDGE = 8;

/** A menu that floats over the page; arrow keys, Enter and Esc work, a press outside closes it. */
export function Menu({ at, sections, onClose, name, alignRight = false }: Props): ReactElement {
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    const left = alignRight ? at.x - width : at.x;
    element.style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - width - EDGE))}px`;
    element.style.top = `${Math.max(EDGE, Math.min(at.y, window.innerHeight - height - EDGE))}px`;
  }, [at.x, at.y, alignRight]);

  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus({ preventScroll: true });
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose();
    };
    window.addEventListener("pointerdown", outside, true);
    window.addEventListener("blur", onClose);
    return () => {
      window.removeEventListener("pointerdown", outside, true);
      window.removeEventListener("blur", onClose);
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, [onClose]);

  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const buttons = [...(box.current?.querySelectorAll<HTMLElement>("button:enabled") ?? [])];
    const now = buttons.findIndex((button) => button === document.activeElement);
    const go = (index: number): void => {
      event.preventDefault();
      buttons.at(index % buttons.length)?.focus();
    };
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      onClose();
    } else if (event.key === "ArrowDown") go(now + 1);
    else if (event.key === "ArrowUp") go(now < 0 ? -1 : now - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(-1);
  };

  return (
    <div
      ref={box}
      className="menu"
      role="menu"
      aria-label={name}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
    >
      {sections
        .filter(({ actions }) => actions.length > 0)
        .map((section, i) => (
          <div
            key={section.title ?? i}
            role="group"
            aria-label={section.title}
            className={section.row ? "menu-group menu-row" : "menu-group"}
          >
            {section.title !== undefined && <div className="menu-title">{section.title}</div>}
            {section.note !== undefined && <p className="menu-note">{section.note}</p>}
            {section.actions.map((action, nth) => (
              <button
                key={nth}
                type="button"
                role={action.checked === undefined ? "menuitem" : "menuitemradio"}
                aria-checked={action.checked}
                disabled={action.disabled}
                aria-disabled={action.why === undefined ? undefined : true}
                className={section.row ? "icon-button" : "menu-item"}
                aria-label={section.row ? action.label : undefined}
                data-tip={section.row ? action.label : action.why}
                onClick={() => {
                  onClose();
                  action.onSelect();
                }}
              >
                {action.picture}
                {!section.row && <span className="menu-label">{action.label}</span>}
                {action.detail !== undefined && (
                  <span className="menu-detail num">{action.detail}</span>
                )}
                {action.keys !== undefined && <kbd aria-hidden="true">{action.keys}</kbd>}
              </button>
            ))}
          </div>
        ))}
    </div>
  );
}
