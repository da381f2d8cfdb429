import type { ReactElement } from "react";
import { formatNumber, parseNumber } from "../../shared/format";
import { useBoard } from "../../state/board";
import type { ViewRecord } from "../../state/records";

type Scaled = Extract<ViewRecord, { scale: unknown }>;

/** The bounds of the axis of values: automatic, or fixed ones. */
export function ScaleChoice({ view }: { view: Scaled }): ReactElement {
  const edit = useBoard((state) => state.edit);
  const put = (scale: Scaled["scale"]): void =>
    edit(
      { put: [view.kind === "trace" ? { ...view, scale, scales: {} } : { ...view, scale }] },
      { label: "Change scale" },
    );
  const single =
    view.kind === "trace" && view.scale === "auto" && Object.keys(view.scales).length > 0;
  const bounds: readonly [number, number] = view.scale === "auto" ? [-80, 20] : view.scale;
  const bound = (index: 0 | 1, text: string): void => {
    const value = parseNumber(text);
    if (value === null) return;
    const next: [number, number] = index === 0 ? [value, bounds[1]] : [bounds[0], value];
    if (next[0] < next[1]) put(next);
  };
  return (
    <>
      <label className="popup-row">
        <span>Scale</span>
        <select
          value={single ? "single" : view.scale === "auto" ? "auto" : "fixed"}
          onChange={(event) => put(event.target.value === "auto" ? "auto" : [...bounds])}
        >
          {single && <option value="single">Set on the axes</option>}
          <option value="auto">Automatic</option>
          <option value="fixed">Fixed</option>
        </select>
      </label>
      {view.scale !== "auto" && (
        <div className="popup-row">
          <span>from, to</span>
          {([0, 1] as const).map((index) => (
            <input
              key={`${index} ${bounds[index]}`}
              type="text"
              inputMode="decimal"
              aria-label={index === 0 ? "Lower bound" : "Upper bound"}
              defaultValue={formatNumber(bounds[index])}
              onBlur={(event) => bound(index, event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter") bound(index, event.currentTarget.value);
              }}
            />
          ))}
        </div>
      )}
    </>
  );
}
