import { useCallback, useState, type ReactElement } from "react";
import { Popup } from "../shared/Popup";
import { formatNumber, parseNumber } from "../shared/format";
import type { Value } from "./edit";
import { isDistribution, parseList } from "./parameters";

const MAX_LIST = 100_000;

type Kind = "number" | "uniform" | "normal" | "lognormal" | "list";

const KINDS: readonly { kind: Kind; title: string }[] = [
  { kind: "number", title: "The same in every cell" },
  { kind: "uniform", title: "Uniform" },
  { kind: "normal", title: "Normal" },
  { kind: "lognormal", title: "Log-normal" },
  { kind: "list", title: "One value per cell" },
];

interface Props {
  /** Accessible name of what is spread. */
  name: string;
  value: Value;
  middle: number;
  /** Cells of the population; a list has as many numbers. 0 offers no list. */
  cells: number;
  unit: string;
  /** What stands on the button instead of its sign. */
  words?: string;
  onChange: (value: Value) => void;
}

/** Opens the choice of how a value differs from cell to cell. */
export function SpreadButton(props: Props): ReactElement {
  const [anchor, setAnchor] = useState<DOMRect | null>(null);
  const close = useCallback(() => setAnchor(null), []);
  const spread = kindOf(props.value) !== "number";
  const sign = spread ? "spread-button spread-on" : "spread-button";
  return (
    <>
      <button
        type="button"
        className={props.words === undefined ? sign : "text-button"}
        aria-label={`Spread of ${props.name}`}
        aria-expanded={anchor !== null}
        data-tip="Spread over the cells"
        onClick={(event) => setAnchor(event.currentTarget.getBoundingClientRect())}
      >
        {props.words ?? "±"}
      </button>
      {anchor && <SpreadPopup {...props} anchor={anchor} onClose={close} />}
    </>
  );
}

function SpreadPopup(props: Props & { anchor: DOMRect; onClose: () => void }): ReactElement {
  const { name, value, middle, cells, unit, onChange, anchor, onClose } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const kind = kindOf(value);
  const choose = (next: Kind): void => {
    setProblem(null);
    onChange(initial(next, middle, cells));
  };
  const pair = pairOf(value);
  const setPair = (index: 0 | 1, text: string): void => {
    const typed = parseNumber(text);
    if (typed === null || !pair) {
      setProblem(`“${text.trim()}” is not a number.`);
      return;
    }
    const next: [number, number] = index === 0 ? [typed, pair[1]] : [pair[0], typed];
    const wrong = problemOf(kind, next);
    setProblem(wrong);
    if (wrong === null) onChange(distribution(kind, next));
  };
  return (
    <Popup anchor={anchor} name={`Spread of ${name}`} onClose={onClose}>
      <h3>{name}</h3>
      <label className="popup-row">
        <span>Spread</span>
        <select
          aria-label="Kind of spread"
          value={kind}
          onChange={(event) => choose(event.target.value as Kind)}
        >
          {KINDS.filter((entry) => entry.kind !== "list" || cells > 0).map((entry) => (
            <option key={entry.kind} value={entry.kind}>
              {entry.title}
            </option>
          ))}
        </select>
      </label>
      {pair &&
        ([0, 1] as const).map((index) => (
          <label key={`${kind} ${index} ${pair[index]}`} className="popup-row">
            <span>
              {(kind === "uniform" ? ["From", "to"] : ["Mean", "Standard deviation"])[index]}
            </span>
            <input
              type="text"
              inputMode="decimal"
              defaultValue={formatNumber(pair[index])}
              onBlur={(event) => setPair(index, event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter") setPair(index, event.currentTarget.value);
              }}
            />
            <small>{unit}</small>
          </label>
        ))}
      {Array.isArray(value) && (
        <textarea
          className="list-field num"
          rows={5}
          aria-label={`${cells} values`}
          defaultValue={value.slice(0, MAX_LIST).join(", ")}
          onBlur={(event) => {
            const list = parseList(event.target.value, MAX_LIST);
            if (typeof list === "string") setProblem(list);
            else if (list.length !== cells) {
              setProblem(`There are ${cells} cells and ${list.length} values.`);
            } else {
              setProblem(null);
              onChange(list);
            }
          }}
        />
      )}
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      {isDistribution(value) && <p className="popup-note">Drawn from the seed of the board.</p>}
    </Popup>
  );
}

function kindOf(value: Value): Kind {
  if (Array.isArray(value)) return "list";
  if (!isDistribution(value)) return "number";
  if ("uniform" in value) return "uniform";
  return "normal" in value ? "normal" : "lognormal";
}

function pairOf(value: Value): [number, number] | null {
  if (!isDistribution(value)) return null;
  if ("uniform" in value) return value.uniform;
  return "normal" in value ? value.normal : value.lognormal;
}

/** What a kind begins with: a tenth of the value on either side. */
function initial(kind: Kind, middle: number, cells: number): Value {
  const reach = Math.abs(middle) / 10 || 1;
  if (kind === "number") return middle;
  if (kind === "list") return Array.from({ length: cells }, () => middle);
  if (kind === "uniform") return { uniform: [middle - reach, middle + reach] };
  if (kind === "normal") return { normal: [middle, reach] };
  return { lognormal: [Math.max(Math.abs(middle), 1e-6), reach] };
}

function distribution(kind: Kind, pair: [number, number]): Value {
  if (kind === "uniform") return { uniform: pair };
  return kind === "lognormal" ? { lognormal: pair } : { normal: pair };
}

function problemOf(kind: Kind, [a, b]: [number, number]): string | null {
  if (kind === "uniform") return a <= b ? null : "The first bound must not be above the second.";
  if (b < 0) return "A standard deviation cannot be negative.";
  return kind === "lognormal" && a <= 0 ? "The mean of a log-normal is positive." : null;
}
