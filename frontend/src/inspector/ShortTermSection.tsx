import type { ReactElement } from "react";
import { formatNumber, THIN } from "../shared/format";
import type { Projection, ShortTerm } from "../wire/types";
import { changeEdges } from "./edit";
import { made } from "./made";
import { ParameterRow } from "./ParameterRow";
import { Section, Switch } from "./Section";
import { amplitudes, DEPRESSING } from "./shortterm";

const RATE = 20;
const SPIKES = 10;
const WIDTH = 272;
const HEIGHT = 48;

const ROWS: readonly { name: keyof ShortTerm; parameter: ReturnType<typeof made> }[] = [
  {
    name: "U",
    parameter: made("U", {
      title: "Release",
      default: DEPRESSING.U,
      meaning: "part of what is left that a spike adds to u",
    }),
  },
  {
    name: "tau_rec",
    parameter: made("tau_rec", {
      title: "Recovery",
      symbol: "\\tau_{\\mathrm{rec}}",
      unit: "ms",
      default: DEPRESSING.tau_rec,
      meaning: "time constant with which the resources x recover to 1",
      high: 1e6,
      slider: [0, 2000],
    }),
  },
  {
    name: "tau_facil",
    parameter: made("tau_facil", {
      title: "Facilitation",
      symbol: "\\tau_{\\mathrm{facil}}",
      unit: "ms",
      default: DEPRESSING.tau_facil,
      meaning: "time constant with which u falls back to 0",
      high: 1e6,
      slider: [0, 2000],
    }),
  },
];

/** Depression and facilitation: what is released of the weight at each spike of a train. */
export function ShortTermSection({ edge }: { edge: Projection }): ReactElement {
  const model = edge.short_term;
  const set = (next: ShortTerm | null, label: string, gesture: string | null = null): void =>
    changeEdges([edge.id], (old) => ({ ...old, short_term: next }), label, gesture);
  return (
    <Section
      title="Short-term plasticity"
      aside={
        <Switch
          name="Short-term plasticity"
          on={model !== null}
          tip="Spikes that follow each other closely release less, or more"
          onChange={(on) =>
            set(on ? DEPRESSING : null, `Short-term plasticity ${on ? "on" : "off"}`)
          }
        />
      }
    >
      {model && (
        <>
          {ROWS.map(({ name, parameter }) => (
            <ParameterRow
              key={name}
              parameter={parameter}
              value={model[name] === parameter.default ? undefined : model[name]}
              cells={1}
              onChange={(value, gesture) => {
                if (value !== undefined && typeof value !== "number") return;
                const next = { ...model, [name]: value ?? DEPRESSING[name] };
                set(next, `Change ${name}`, gesture);
              }}
            />
          ))}
          <Train model={model} />
        </>
      )}
    </Section>
  );
}

/** Amplitudes of a short train, as bars from the first to the last spike. */
function Train({ model }: { model: ShortTerm }): ReactElement {
  const values = amplitudes(model, RATE, SPIKES);
  const most = Math.max(...values, 1e-9);
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  const pitch = WIDTH / SPIKES;
  return (
    <figure className="curve">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Released by ${SPIKES} spikes: from ${formatNumber(first, 3)} to ${formatNumber(last, 3)}`}
      >
        <line className="curve-zero" x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
        {values.map((value, i) => (
          <rect
            key={i}
            className="curve-bar"
            x={(i + 0.5) * pitch - 1.5}
            width={3}
            y={HEIGHT - (value / most) * (HEIGHT - 4)}
            height={(value / most) * (HEIGHT - 4)}
          />
        ))}
      </svg>
      <figcaption className="preview-axis num">
        <span>{formatNumber(first, 3)}</span>
        <span>
          released at {RATE}
          {THIN}Hz
        </span>
        <span>{formatNumber(last, 3)}</span>
      </figcaption>
    </figure>
  );
}
