import { useEffect, useLayoutEffect, useRef, type ReactElement, type ReactNode } from "react";
import "./popup.css";

interface Props {
  /** The control that it belongs to: it opens above or below it, aligned to its right edge. */
  anchor: DOMRect;
  name: string;
  onClose: () => void;
  children: ReactNode;
}

const EDGE = 8;

/** A small floating panel with controls. Esc or a press outside closes it. */
export function Popup({ anchor, name, onClose, children }: Props): ReactElement {
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    const left = Math.min(anchor.right - width, window.innerWidth - width - EDGE);
    const below = anchor.bottom + 4;
    const top = below + height <= window.innerHeight - EDGE ? below : anchor.top - height - 4;
    element.style.left = `${Math.max(EDGE, left)}px`;
    element.style.top = `${Math.max(EDGE, Math.min(top, window.innerHeight - height - EDGE))}px`;
  });

  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus({ preventScroll: true });
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose();
    };
    window.addEventListener("pointerdown", outside, true);
    return () => {
      window.removeEventListener("pointerdown", outside, true);
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, [onClose]);

  return (
    <div
      ref={box}
      className="popup"
      role="dialog"
      aria-label={name}
      tabIndex={-1}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") onClose();
      }}
    >
      {children}
    </div>
  );
}
