import { useEffect, useState, type ReactElement } from "react";
import "./tooltips.css";

interface Tip {
  text: string;
  keys: string;
  x: number;
  y: number;
  side: "right" | "below";
}

const DELAY = 450;

/**
 * The tooltips of the whole page: any element with `data-tip` (and `data-tip-keys`,
 * `data-tip-side="right"`) has one, under the mouse and on keyboard focus. Mount it once.
 */
export function Tooltips(): ReactElement | null {
  const [tip, setTip] = useState<Tip | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let owner: Element | null = null;
    const hide = (): void => {
      clearTimeout(timer);
      owner = null;
      setTip(null);
    };
    const show = (target: EventTarget | null, delay: number): void => {
      const element = target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null;
      if (element === owner) return;
      hide();
      if (!element) return;
      owner = element;
      timer = setTimeout(() => {
        const box = element.getBoundingClientRect();
        const side = element.dataset["tipSide"] === "right" ? "right" : "below";
        setTip({
          text: element.dataset["tip"] ?? "",
          keys: element.dataset["tipKeys"] ?? "",
          x: side === "right" ? box.right + 8 : box.left + box.width / 2,
          y: side === "right" ? box.top + box.height / 2 : box.bottom + 6,
          side,
        });
      }, delay);
    };
    const over = (event: PointerEvent): void => {
      if (event.pointerType === "mouse" && event.buttons === 0) show(event.target, DELAY);
    };
    const focus = (event: FocusEvent): void => {
      if (event.target instanceof Element && event.target.matches(":focus-visible")) {
        show(event.target, 0);
      }
    };
    document.addEventListener("pointerover", over);
    document.addEventListener("pointerdown", hide, true);
    document.addEventListener("keydown", hide, true);
    document.addEventListener("wheel", hide, { capture: true, passive: true });
    document.addEventListener("focusin", focus);
    document.addEventListener("focusout", hide);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerover", over);
      document.removeEventListener("pointerdown", hide, true);
      document.removeEventListener("keydown", hide, true);
      document.removeEventListener("wheel", hide, { capture: true });
      document.removeEventListener("focusin", focus);
      document.removeEventListener("focusout", hide);
    };
  }, []);

  if (!tip) return null;
  return (
    <div
      className={`tooltip tooltip-${tip.side}`}
      role="tooltip"
      style={{
        left: tip.side === "below" ? Math.max(90, Math.min(tip.x, window.innerWidth - 90)) : tip.x,
        top: tip.y,
      }}
    >
      {tip.text}
      {tip.keys !== "" && <kbd>{tip.keys}</kbd>}
    </div>
  );
}
