import type { ReactElement } from "react";
import { Choice } from "../inspector/Section";
import type { Definition, ModelProblem } from "../wire/types";
import { CodeField } from "./CodeField";
import { ParameterTable, StateTable } from "./EntryTable";

interface Props {
  definition: Definition;
  problems: readonly ModelProblem[];
  onChange: (part: Partial<Definition>) => void;
  onProblem: (sentence: string | null) => void;
}

const MANY = 8000;
const ONE = 1000;

type TextField =
  | "equations"
  | "functions"
  | "threshold"
  | "reset"
  | "expression"
  | "presynaptic"
  | "on_spike"
  | "current"
  | "on_source_spike"
  | "on_target_spike";

const shownInText: ReadonlySet<string> = new Set<TextField>([
  "equations",
  "functions",
  "threshold",
  "reset",
  "expression",
  "presynaptic",
  "on_spike",
  "current",
  "on_source_spike",
  "on_target_spike",
]);

/** The fields that count for the kind of model that a definition is. */
export function EntryFields({ definition, problems, onChange, onProblem }: Props): ReactElement {
  const code = (
    field: TextField,
    name: string,
    placeholder: string,
    tip: string,
    rows = 1,
  ): ReactElement => (
    <CodeField
      key={field}
      name={name}
      value={definition[field]}
      rows={rows}
      placeholder={placeholder}
      tip={tip}
      maxLength={rows > 1 || field === "reset" ? MANY : ONE}
      marks={problems.filter((problem) => problem.field === field)}
      onChange={(text) => onChange({ [field]: text })}
    />
  );
  const elsewhere = problems.filter(({ field }) => !shownInText.has(field));
  return (
    <>
      {definition.of === "neuron" && (
        <Choice
          wide
          name="Family"
          value={definition.family}
          options={[
            { value: "spiking", title: "Spikes at a threshold" },
            { value: "graded", title: "Has a value in continuous time" },
            { value: "iterated", title: "Has a value once per step" },
          ]}
          onChange={(family) =>
            onChange(family === "spiking" ? { family } : { family, threshold: "", reset: "" })
          }
        />
      )}
      {definition.of === "stimulus" && (
        <Choice
          wide
          name="Output"
          value={definition.output}
          options={[
            { value: "current", title: "A current" },
            { value: "spikes", title: "Spikes at a rate (Poisson)" },
          ]}
          onChange={(output) => onChange({ output })}
        />
      )}
      {definition.of === "plasticity" && (
        <Choice
          wide
          name="Learns from"
          value={definition.needs}
          options={[
            { value: "spikes", title: "Learns from spikes" },
            { value: "values", title: "Learns from values" },
          ]}
          onChange={(needs) => onChange({ needs })}
        />
      )}
      {definition.of === "stimulus"
        ? code(
            "expression",
            definition.output === "spikes" ? "Rate (Hz)" : "Value",
            "amplitude*sin(2*pi*t/period)",
            "An expression in t (ms) and the parameters",
            2,
          )
        : code(
            "equations",
            "Equations",
            definition.family === "iterated" && definition.of === "neuron"
              ? "x' = tanh(I + bias)"
              : "tau_m*dV/dt = -(V - E_L) + I",
            TIPS[definition.of],
            definition.of === "neuron" ? 3 : 2,
          )}
      {definition.of === "neuron" && (
        <>
          {definition.family === "spiking" && (
            <div className="models-pair">
              {code("threshold", "Spikes when", "V >= V_th", "A comparison of the variables")}
              {code("reset", "Then", "V = V_re", "What a spike sets, one line each")}
            </div>
          )}
          {code(
            "functions",
            "Functions",
            "alpha(V) = 0.1*exp(-V/10)",
            "Helper functions of one argument, one per line",
          )}
        </>
      )}
      {definition.of === "synapse" && (
        <div className="models-pair">
          {code("on_spike", "At a spike", "g += J/tau", "J is the weight")}
          {code("current", "Current into the target", "-g*(V - E_rev)", "V is that of the target")}
        </div>
      )}
      {definition.of === "plasticity" && definition.needs === "spikes" && (
        <div className="models-pair">
          {code(
            "on_source_spike",
            "At a spike of the source",
            "w += -A*b",
            "First the weight, then traces",
            2,
          )}
          {code(
            "on_target_spike",
            "At a spike of the target",
            "w += A*a",
            "First the weight, then traces",
            2,
          )}
        </div>
      )}
      {definition.of === "plasticity" && <Bounds definition={definition} onChange={onChange} />}
      <StateTable
        entries={definition.states}
        sided={definition.of === "plasticity"}
        onChange={(states) => onChange({ states })}
      />
      <ParameterTable
        entries={definition.parameters}
        onChange={(parameters) => onChange({ parameters })}
        onProblem={onProblem}
      />
      {elsewhere.length > 0 && (
        <ul className="code-problems" role="status">
          {elsewhere.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              <span>{message}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const TIPS: Record<Definition["of"], string> = {
  neuron: "One per line: dX/dt = …, with I for the summed input and t for the time in ms",
  synapse: "How its variables evolve between spikes, one per line: dX/dt = …",
  stimulus: "",
  plasticity:
    "One per line: dw/dt = … for the weight, dX/dt = … for traces; x is the source's value, y the target's",
};

function Bounds({ definition, onChange }: Pick<Props, "definition" | "onChange">): ReactElement {
  const names = definition.parameters.map(({ name }) => name).filter((name) => name !== "");
  const choice = (field: "low" | "high", title: string): ReactElement => (
    <Choice
      wide
      name={title}
      value={definition[field]}
      options={[
        { value: "", title: `${title}: none` },
        ...names.map((name) => ({ value: name, title: `${title}: ${name}` })),
      ]}
      onChange={(name) => onChange({ [field]: name })}
    />
  );
  return (
    <div className="models-pair">
      {choice("low", "Least weight")}
      {choice("high", "Largest weight")}
    </div>
  );
}
