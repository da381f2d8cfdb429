import type { ReactElement } from "react";
import type { Point } from "../place";

/** A dashed line from a node to the place where what is chosen will be. */
export function Tie({ from, to }: { from: string; to: Point }): ReactElement | null {
  const box = document
    .querySelector(`[data-node-id="${CSS.escape(from)}"]`)
    ?.getBoundingClientRect();
  if (!box) return null;
  return (
    <svg className="quick-tie" aria-hidden="true">
      <path
        d={`M${box.left + box.width / 2} ${box.top + box.height / 2}L${to.x} ${to.y}`}
        strokeDasharray="4 5"
      />
      <circle cx={to.x} cy={to.y} r="4" />
    </svg>
  );
}
