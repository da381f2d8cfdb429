import { useEffect, type ReactElement } from "react";
import { Icon } from "../look/icons";
import { useBoard, type Notice } from "../state/board";
import { named } from "./sentence";
import "./toasts.css";

/** Time that a sentence stays: enough to read it, more for a long one; ms. */
const stay = (text: string): number => 5000 + 60 * text.length;

/** What the page has to say: refused edits, files that did not open, lost connections. */
export function Toasts(): ReactElement {
  const notices = useBoard((state) => state.notices);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {notices.map((notice) => (
        <Toast key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function Toast({ notice }: { notice: Notice }): ReactElement {
  const dismiss = useBoard((state) => state.dismiss);
  const record = useBoard((state) => state.records.get(notice.problem.record ?? ""));
  const select = useBoard((state) => state.select);
  const message = useBoard(({ records, catalog }) =>
    named(notice.problem.message, records, catalog),
  );

  useEffect(() => {
    const timer = setTimeout(() => dismiss(notice.id), stay(message));
    return () => clearTimeout(timer);
  }, [dismiss, notice.id, message]);

  return (
    <div className={`toast toast-${notice.tone}`}>
      <span className="toast-text">{message}</span>
      {record && record.kind !== "board" && (
        <button type="button" className="toast-show" onClick={() => select([record.id])}>
          Show
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label="Dismiss"
        onClick={() => dismiss(notice.id)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
