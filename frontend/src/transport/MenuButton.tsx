import { useCallback, useRef, useState, type ReactElement, type ReactNode } from "react";
import { Menu, type MenuSection } from "../shared/Menu";

interface Props {
  name: string;
  tip?: string;
  className: string;
  sections: () => readonly MenuSection[];
  onOpen?: () => void;
  alignRight?: boolean;
  children: ReactNode;
}

/** A button that opens a menu below itself. */
export function MenuButton(props: Props): ReactElement {
  const { name, tip, className, sections, onOpen, alignRight = false, children } = props;
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setAt(null), []);

  const open = (): void => {
    const box = button.current?.getBoundingClientRect();
    if (!box) return;
    onOpen?.();
    setAt({ x: alignRight ? box.right : box.left, y: box.bottom + 4 });
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={name}
        aria-haspopup="menu"
        aria-expanded={at !== null}
        data-tip={tip}
        onPointerDown={(event) => {
          // An open menu closes on this press; the click must not open it again.
          if (at) event.currentTarget.dataset["closing"] = "yes";
        }}
        onClick={(event) => {
          const closing = event.currentTarget.dataset["closing"] === "yes";
          delete event.currentTarget.dataset["closing"];
          if (!closing) open();
        }}
      >
        {children}
      </button>
      {at && (
        <Menu at={at} name={name} sections={sections()} onClose={close} alignRight={alignRight} />
      )}
    </>
  );
}
