import { useState, type ReactElement } from "react";
import { Popup } from "../shared/Popup";
import { NumberField } from "../shared/NumberField";
import { formatNumber } from "../shared/format";
import type { CatalogParameter } from "../wire/types";
import { goldman, nernst, preparations, type Ion } from "./nernst";
import { Choice } from "./Section";
import "./reversal.css";

/** The parameters that are reversal potentials. */
export const reversals = (parameters: readonly CatalogParameter[]): CatalogParameter[] =>
  parameters.filter(({ unit, meaning }) => unit === "mV" && meaning.includes("reversal potential"));

interface Props {
  parameters: readonly CatalogParameter[];
  onUse: (name: string, value: number) => void;
}

/** Opens a calculator of reversal potentials from concentrations: of one ion by Nernst, of several
 * by Goldman, Hodgkin and Katz. Nothing where there is no such parameter. */
export function ReversalButton({ parameters, onUse }: Props): ReactElement | null {
  const [anchor, setAnchor] = useState<DOMRect | null>(null);
  const targets = reversals(parameters);
  if (targets.length === 0) return null;
  return (
    <>
      <button
        type="button"
        className="text-button reversal-open"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget.getBoundingClientRect())}
      >
        Reversal from concentrations …
      </button>
      {anchor && (
        <Popup anchor={anchor} name="Reversal potential" onClose={() => setAnchor(null)}>
          <Calculator
            targets={targets}
            onUse={(name, value) => {
              onUse(name, value);
              setAnchor(null);
            }}
          />
        </Popup>
      )}
    </>
  );
}

const ALL = "all";
/** Permeabilities of the squid axon at rest, by ion in the order of the preparations. */
const AT_REST = [0.04, 1, 0.45];

function Calculator(props: {
  targets: readonly CatalogParameter[];
  onUse: Props["onUse"];
}): ReactElement {
  const { targets, onUse } = props;
  const [place, setPlace] = useState(1);
  const [temperature, setTemperature] = useState(preparations[1]?.temperature ?? 37);
  const [chosen, setChosen] = useState("Na⁺");
  const [ions, setIons] = useState<readonly Ion[]>(preparations[1]?.ions ?? []);
  const [permeability, setPermeability] = useState(AT_REST);
  const [target, setTarget] = useState(targets[0]?.name ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const shown = chosen === ALL ? ions.slice(0, 3) : ions.filter(({ name }) => name === chosen);
  const [first] = shown;
  const value =
    chosen === ALL || !first
      ? goldman(
          ions.slice(0, 3).map((ion, i) => ({ ...ion, permeability: permeability[i] ?? 0 })),
          temperature,
        )
      : nernst(first, temperature);
  const change = (name: string, part: Partial<Ion>): void =>
    setIons(ions.map((ion) => (ion.name === name ? { ...ion, ...part } : ion)));
  return (
    <div className="reversal">
      <Choice
        wide
        name="Preparation"
        value={String(place)}
        options={preparations.map(({ title }, i) => ({ value: String(i), title }))}
        onChange={(next) => {
          const preparation = preparations[Number(next)];
          if (!preparation) return;
          setPlace(Number(next));
          setTemperature(preparation.temperature);
          setIons(preparation.ions);
        }}
      />
      <Choice
        wide
        name="Ion"
        value={chosen}
        options={[
          ...ions.map(({ name }) => ({ value: name, title: `${name}, by Nernst` })),
          { value: ALL, title: "Na⁺, K⁺ and Cl⁻, by permeability" },
        ]}
        onChange={setChosen}
      />
      <div className="reversal-grid num">
        <span />
        <small>Outside, mM</small>
        <small>Inside, mM</small>
        <small>{chosen === ALL ? "Permeability" : ""}</small>
        {shown.map((ion, i) => (
          <IonRow
            key={ion.name}
            ion={ion}
            permeability={chosen === ALL ? (permeability[i] ?? 0) : null}
            onChange={(part) => change(ion.name, part)}
            onPermeability={(next) =>
              setPermeability(permeability.map((p, k) => (k === i ? next : p)))
            }
            onProblem={setProblem}
          />
        ))}
      </div>
      <label className="popup-row">
        <span>Temperature</span>
        <NumberField
          name="Temperature"
          value={temperature}
          step={0.1}
          low={-10}
          high={60}
          unit="°C"
          onChange={setTemperature}
          onProblem={setProblem}
        />
      </label>
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      <p className="reversal-value">
        <output className="num">{formatNumber(value)} mV</output>
        {targets.length > 1 && (
          <Choice
            name="Use for"
            value={target}
            options={targets.map(({ name }) => ({ value: name, title: name }))}
            onChange={setTarget}
          />
        )}
        <button
          type="button"
          className="button"
          onClick={() => onUse(target, Number(value.toPrecision(5)))}
        >
          Use for {target}
        </button>
      </p>
    </div>
  );
}

function IonRow(props: {
  ion: Ion;
  permeability: number | null;
  onChange: (part: Partial<Ion>) => void;
  onPermeability: (value: number) => void;
  onProblem: (sentence: string | null) => void;
}): ReactElement {
  const { ion, permeability, onChange, onPermeability, onProblem } = props;
  const field = (name: string, value: number, keep: (value: number) => void): ReactElement => (
    <NumberField
      name={`${name} of ${ion.name}`}
      value={value}
      step={1}
      low={name === "Permeability" ? 0 : 1e-9}
      high={1e6}
      onChange={keep}
      onProblem={onProblem}
    />
  );
  return (
    <>
      <b>{ion.name}</b>
      {field("Outside", ion.outside, (outside) => onChange({ outside }))}
      {field("Inside", ion.inside, (inside) => onChange({ inside }))}
      {permeability === null ? <span /> : field("Permeability", permeability, onPermeability)}
    </>
  );
}
