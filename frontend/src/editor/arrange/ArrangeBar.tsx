import type { ReactElement } from "react";
import { ArrangeIcon } from "./ArrangeIcon";
import { arrangements } from "./commands";
import "./arrange.css";

/** Everything that brings several things into order, as a row of buttons. */
export function ArrangeBar({ count }: { count: number }): ReactElement {
  return (
    <div className="arrange-bar" role="toolbar" aria-label="Arrange">
      {arrangements.map(({ id, name, keys, fewest, run }) => (
        <button
          key={id}
          type="button"
          className="icon-button"
          aria-label={name}
          data-tip={name}
          data-tip-keys={keys}
          disabled={count < fewest}
          onClick={run}
        >
          <ArrangeIcon id={id} />
        </button>
      ))}
    </div>
  );
}
