import { useEffect, useRef, type ReactElement } from "react";
import { Icon } from "../../look/icons";
import { keyTable, type KeyGroup } from "../keys";
import { useEditor } from "../ui";
import "./help.css";

const groups: readonly KeyGroup[] = [
  "Add",
  "Run",
  "Connect and edit",
  "Select and move",
  "Views",
  "Page",
];

/** What the mouse does, which no key table tells. */
const hand: readonly (readonly [string, string])[] = [
  ["Drag from a dot", "Connect"],
  ["Drag the board", "Move the view"],
  ["Wheel or pinch", "Zoom"],
  ["Shift and drag", "Select several"],
  ["Drag to the dock", "Open a view"],
  ["Right button", "Menu; on touch, rest a finger"],
];

/** The list of all keys. */
export function Help(): ReactElement | null {
  const open = useEditor((state) => state.help);
  return open ? <KeyList /> : null;
}

function KeyList(): ReactElement {
  const set = useEditor((state) => state.set);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const close = (): void => set({ help: false });

  return (
    <div className="help-shade" onPointerDown={close}>
      <div
        ref={box}
        className="help"
        role="dialog"
        aria-modal="true"
        aria-label="Keys"
        tabIndex={-1}
        onPointerDown={(event) => event.stopPropagation()}
        onKeyDown={(event) => {
          if (event.key === "Escape" || event.key === "?") {
            event.stopPropagation();
            close();
          }
        }}
      >
        <header>
          <h2>Keys</h2>
          <button type="button" className="icon-button" aria-label="Close" onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        <div className="help-columns">
          {groups.map((group) => (
            <section key={group}>
              <h3>{group}</h3>
              <dl>
                {keyTable
                  .filter((binding) => binding.group === group && binding.unlisted !== true)
                  .map(({ shown, does }) => (
                    <div key={shown}>
                      <dt>
                        <kbd>{shown}</kbd>
                      </dt>
                      <dd>{does}</dd>
                    </div>
                  ))}
              </dl>
            </section>
          ))}
          <section>
            <h3>Mouse and touch</h3>
            <dl>
              {hand.map(([how, what]) => (
                <div key={how}>
                  <dt>{how}</dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
      </div>
    </div>
  );
}
