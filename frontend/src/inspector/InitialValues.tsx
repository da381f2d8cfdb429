import { Drawn } from "../editor/groups/Drawn";
import { useState, type ReactElement } from "react";
import { NumberField } from "../shared/NumberField";
import { MathSymbol } from "../shared/MathSymbol";
import { rangeAround, sliderRange } from "../shared/steps";
import type { CatalogState, Neurons } from "../wire/types";
import { changeNodes, withEntry } from "./edit";
import { describeValue, middleOf, shortMeaning } from "./parameters";
import { SpreadButton } from "./Spread";

/** Where the states of a node begin; they count from the next reset on. */
export function InitialValues({
  node,
  states,
}: {
  node: Neurons;
  states: readonly CatalogState[];
}): ReactElement {
  const changed = states.filter((state) => node.initial[state.name] !== undefined).length;
  return (
    <details className="inspector-section initial-values">
      <summary className="section-title">
        <span>Initial values</span>
        <small className="num">{changed > 0 ? `${changed} changed` : ""}</small>
      </summary>
      {states.map((state) => (
        <InitialRow key={state.name} node={node} state={state} />
      ))}
      <p className="section-note">They take effect when the network is reset.</p>
    </details>
  );
}

function InitialRow({ node, state }: { node: Neurons; state: CatalogState }): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const held = node.initial[state.name];
  const computed = typeof state.initial === "string";
  const fallback = typeof state.initial === "number" ? state.initial : 0;
  const value = held ?? fallback;
  const number = middleOf(value, fallback);
  const step = sliderRange(rangeAround(number, { low: -1e9, high: 1e9 }), number).step;
  const set = (next: Neurons["initial"][string] | undefined, gesture: string | null): void => {
    changeNodes(
      [node.id],
      (old) =>
        old.kind === "neurons"
          ? { ...old, initial: withEntry(old.initial, state.name, next) }
          : old,
      `Change initial ${state.name}`,
      gesture,
    );
  };
  const name = `initial ${state.name}`;
  return (
    <>
      <div className={node.size > 1 ? "parameter parameter-spread" : "parameter"}>
        <span className="parameter-name" data-tip={state.meaning}>
          <MathSymbol latex={state.symbol} />
          <span>{shortMeaning(state.meaning)}</span>
        </span>
        <span className="section-note">
          {held === undefined && computed ? "from the parameters" : ""}
        </span>
        {typeof value === "number" ? (
          <NumberField
            value={number}
            step={step}
            low={-1e15}
            high={1e15}
            name={name}
            unit={state.unit}
            placeholder={held === undefined && computed ? "auto" : undefined}
            onChange={(next, gesture) => set(next, gesture)}
            onProblem={setProblem}
          />
        ) : (
          <span className="num initial-words">
            {describeValue(value)} <small>{state.unit}</small>
          </span>
        )}
        {node.size > 1 && (
          <SpreadButton
            name={name}
            value={value}
            middle={number}
            cells={node.size}
            unit={state.unit}
            onChange={(next) => {
              if (typeof next === "string") return;
              set(flat(next), null);
            }}
          />
        )}
        {held === undefined ? (
          <span />
        ) : (
          <button
            type="button"
            className="changed-dot"
            aria-label={`Reset ${name} to its default`}
            data-tip="Reset to default"
            onClick={() => set(undefined, null)}
          />
        )}
      </div>
      {typeof value !== "number" && node.size > 1 && (
        <Drawn record={node.id} field={`initial.${state.name}`} value={value} unit={state.unit} />
      )}
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

type Spread = Exclude<Neurons["params"][string], string>;

function flat(value: Spread): Neurons["initial"][string] {
  return Array.isArray(value) ? value.flat() : value;
}
