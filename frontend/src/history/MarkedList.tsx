import type { ReactElement, ReactNode } from "react";
import type { Difference } from "./differences";

/** A sign beside the word: colour is never alone. */
export const SIGNS = { added: "+", removed: "−", changed: "≠" } as const;
const WORDS = { added: "Added", removed: "Removed", changed: "Changed" } as const;
/** Lines that are shown; the others are counted. */
const MOST = 200;

/** What differs, one line per record. */
export function MarkedList(props: {
  items: readonly Difference[];
  action?: (item: Difference) => ReactNode;
}): ReactElement {
  const { items, action } = props;
  if (items.length === 0) return <p className="history-note">Nothing differs.</p>;
  return (
    <ul className="marked">
      {items.slice(0, MOST).map((item) => (
        <li key={item.id} className={item.mark}>
          <i aria-hidden="true">{SIGNS[item.mark]}</i>
          <div>
            <b>
              {WORDS[item.mark]} {item.what}
            </b>
            {item.details.map((detail) => (
              <span key={detail} className="num">
                {detail}
              </span>
            ))}
          </div>
          {action?.(item)}
        </li>
      ))}
      {items.length > MOST && <li className="history-note">and {items.length - MOST} more</li>}
    </ul>
  );
}
