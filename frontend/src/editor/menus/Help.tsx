import { useCallback, useEffect, type ReactElement } from "react";
import { Dialog } from "../../shared/Dialog";
import type { KeyGroup } from "../keybinding";
import { keyTable } from "../keys";
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
  ["Double press", "Type to add, there"],
  ["Drag from a dot", "Connect; on empty board, add the next"],
  ["Drag the board", "Move the view; on touch, two fingers too"],
  ["Wheel or pinch", "Zoom"],
  ["Shift and drag", "Select several"],
  ["Drag to the dock", "Open a view"],
  ["Right button", "Menu; on touch, rest a finger"],
];

/** The list of all keys. */
export function Help(): ReactElement | null {
  const open = useEditor((state) => state.help);
  const set = useEditor((state) => state.set);
  const close = useCallback(() => set({ help: false }), [set]);
  return open ? <KeyList close={close} /> : null;
}

function KeyList({ close }: { close: () => void }): ReactElement {
  useEffect(() => {
    // The dialog keeps all keys to itself: the one that opened it is seen before.
    const again = (event: KeyboardEvent): void => {
      if (event.key === "?") close();
    };
    window.addEventListener("keydown", again, true);
    return () => window.removeEventListener("keydown", again, true);
  }, [close]);

  return (
    <Dialog name="Keys" className="help" onClose={close}>
      <div className="help-columns" tabIndex={0} role="group" aria-label="List of keys">
        {groups.map((group) => (
          <Section
            key={group}
            title={group}
            rows={keyTable
              .filter((binding) => binding.group === group && binding.unlisted !== true)
              .map(({ shown, does }) => [<kbd key="key">{shown}</kbd>, does])}
          />
        ))}
        <Section title="Mouse and touch" rows={hand} />
      </div>
    </Dialog>
  );
}

function Section(props: {
  title: string;
  rows: readonly (readonly [how: ReactElement | string, what: string])[];
}): ReactElement {
  return (
    <section>
      <h3>{props.title}</h3>
      <dl>
        {props.rows.map(([how, what]) => (
          <div key={what}>
            <dt>{how}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
