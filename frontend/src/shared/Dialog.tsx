import { useEffect, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { Icon } from "../look/icons";
import "./dialog.css";

interface Props {
  name: string;
  /** In the head, between the title and the button that closes. */
  tools?: ReactNode;
  className?: string;
  onClose: () => void;
  children: ReactNode;
}

const FOCUSABLE =
  "button:enabled, a[href], input:enabled, select:enabled, textarea:enabled, [tabindex='0']";

/** A large panel over the page that keeps the keyboard to itself. Esc or a press outside closes it,
 * and the focus goes back to where it was. */
export function Dialog({ name, tools, className, onClose, children }: Props): ReactElement {
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    if (box.current?.contains(before) !== true) box.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  // What had the focus may be gone by what it did: the keyboard stays with the dialog.
  useEffect(() => {
    const onLost = (event: globalThis.KeyboardEvent): void => {
      if (event.target !== document.body) return;
      event.stopPropagation();
      if (event.key === "Escape") onClose();
      else box.current?.focus();
    };
    window.addEventListener("keydown", onLost, true);
    return () => window.removeEventListener("keydown", onLost, true);
  }, [onClose]);

  const onKeyDown = (event: KeyboardEvent): void => {
    // The keys of the board stay away while this is open.
    event.stopPropagation();
    if (event.key === "Escape" && !event.defaultPrevented) onClose();
    if (event.key !== "Tab") return;
    const stops = [...(box.current?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
    const now = document.activeElement;
    const leaves = event.shiftKey
      ? now === stops.at(0) || now === box.current
      : now === stops.at(-1);
    if (!leaves) return;
    event.preventDefault();
    stops.at(event.shiftKey ? -1 : 0)?.focus();
  };

  return createPortal(
    <div
      className="dialog-shade"
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div
        ref={box}
        className={className === undefined ? "dialog" : `dialog ${className}`}
        role="dialog"
        aria-modal="true"
        aria-label={name}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <div className="dialog-head">
          <h2>{name}</h2>
          {tools}
          <button
            type="button"
            className="icon-button"
            aria-label="Close"
            data-tip="Close"
            onClick={onClose}
          >
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </div>,
    document.querySelector(".app") ?? document.body,
  );
}
