import {
  useEffect,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from "react";
import { createPortal } from "react-dom";

interface Props {
  /** The row that opened it. */
  anchor: DOMRect;
  name: string;
  onClose: () => void;
  children: ReactNode;
}

const EDGE = 8;
/** From the row over the margin of the palette to beyond its edge. */
const GAP = 14;

/** A list beside the palette. Arrow keys walk through it; Esc, or a press elsewhere, closes it. */
export function Flyout({ anchor, name, onClose, children }: Props): ReactElement {
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const { height } = element.getBoundingClientRect();
    element.style.left = `${anchor.right + GAP}px`;
    element.style.top = `${Math.max(EDGE, Math.min(anchor.top - EDGE, window.innerHeight - height - EDGE))}px`;
  });

  useEffect(() => {
    const before = document.activeElement;
    box.current?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
    const outside = (event: PointerEvent): void => {
      if (!(event.target instanceof Element) || box.current?.contains(event.target)) return;
      // The row itself closes it by its own press.
      if (event.target.closest('[aria-expanded="true"]') === null) onClose();
    };
    window.addEventListener("pointerdown", outside, true);
    return () => {
      window.removeEventListener("pointerdown", outside, true);
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, [onClose]);

  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const rows = [...(box.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const now = rows.findIndex((row) => row === document.activeElement);
    const go = (index: number): void => {
      event.preventDefault();
      rows.at(index % rows.length)?.focus();
    };
    if (event.key === "Escape" || event.key === "ArrowLeft") {
      event.preventDefault();
      onClose();
    } else if (event.key === "ArrowDown") go(now + 1);
    else if (event.key === "ArrowUp") go(now < 0 ? -1 : now - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(-1);
  };

  return createPortal(
    <div ref={box} className="flyout" role="dialog" aria-label={name} onKeyDown={onKeyDown}>
      {children}
    </div>,
    document.body,
  );
}
