import { useEffect, useRef, type ReactElement } from "react";
import { Icon } from "../look/icons";
import { Compare } from "./Compare";
import { Steps } from "./Steps";
import { useHistory } from "./store";
import { Versions } from "./Versions";
import "./history.css";

/** The past of the board beside it: every step, and the versions that have a name. */
export function HistoryPanel(): ReactElement | null {
  const open = useHistory((state) => state.open);
  const compared = useHistory((state) => state.compared);
  return (
    <>
      {open && <Panel />}
      {compared !== null && <Compare moments={compared} />}
    </>
  );
}

const tabs = [
  ["steps", "Steps"],
  ["versions", "Versions"],
] as const;

function Panel(): ReactElement {
  const tab = useHistory((state) => state.tab);
  const set = useHistory((state) => state.set);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <aside
      ref={box}
      className="history"
      aria-label="History"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        set({ open: false });
      }}
    >
      <header>
        <h2>History</h2>
        <div className="history-tabs" role="tablist" aria-label="What of the past">
          {tabs.map(([id, name]) => (
            <button
              key={id}
              type="button"
              role="tab"
              id={`history-tab-${id}`}
              aria-selected={tab === id}
              aria-controls="history-body"
              onClick={() => set({ tab: id })}
            >
              {name}
            </button>
          ))}
        </div>
        <button
          type="button"
          className="icon-button"
          aria-label="Close history"
          data-tip="Close"
          data-tip-keys="Esc"
          onClick={() => set({ open: false })}
        >
          <Icon name="close" />
        </button>
      </header>
      <div
        id="history-body"
        className="history-body"
        role="tabpanel"
        aria-labelledby={`history-tab-${tab}`}
      >
        {tab === "steps" ? <Steps /> : <Versions />}
      </div>
    </aside>
  );
}
