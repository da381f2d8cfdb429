import { useState, type ReactElement } from "react";
import { keyTable } from "../editor/keys";
import { NumberField } from "../shared/NumberField";
import { Slider } from "../shared/Slider";
import { MathSymbol } from "../shared/MathSymbol";
import { useTimeUnit } from "../shared/timeunit";
import { useBoard } from "../state/board";
import { boardOf } from "../state/records";
import type { Settings } from "../wire/types";
import { Choice, Row, Section } from "./Section";

const METHODS = [
  { value: "euler", title: "Euler" },
  { value: "exponential_euler", title: "Exponential Euler" },
  { value: "rk4", title: "Runge–Kutta 4" },
] as const;
const DALE = [
  { value: "refuse", title: "Refused" },
  { value: "clip", title: "Set to 0" },
] as const;
const DEFAULT_DT = 0.1;

/** The strokes that help most at first; the key table says how they are called and what they do. */
const FIRST = ["/", " ", "1", "2", "ctrl+z"];
const KEYS = FIRST.flatMap((key) => keyTable.filter((binding) => binding.keys.includes(key)));

/** What applies to the whole board, while nothing is selected. */
export function BoardInspector(): ReactElement {
  return (
    <>
      <section className="inspector-section">
        <h2 className="inspector-title">Board</h2>
        <p className="section-note section-lead">
          Select something to see what it is made of. Until then, these apply to the whole board.
        </p>
      </section>
      <Simulation />
      <Section title="Keys">
        {KEYS.map(({ shown, does }) => (
          <div key={shown} className="key-row">
            <span>
              {shown.split(" ").map((part) => (
                <kbd key={part}>{part}</kbd>
              ))}
            </span>
            <span>{does}</span>
          </div>
        ))}
      </Section>
    </>
  );
}

function Simulation(): ReactElement | null {
  const records = useBoard((state) => state.records);
  const edit = useBoard((state) => state.edit);
  const [problem, setProblem] = useState<string | null>(null);
  const unit = useTimeUnit();
  const board = boardOf(records);
  if (!board) return null;
  const { settings } = board;
  const set = (change: Partial<Settings>, label: string, gesture: string | null = null): void => {
    const now = boardOf(useBoard.getState().records);
    if (now)
      edit({ put: [{ ...now, settings: { ...now.settings, ...change } }] }, { label, gesture });
  };
  const setStep = (dt: number, gesture: string): void => set({ dt }, "Change time step", gesture);
  return (
    <Section title="Simulation">
      <div className="parameter">
        <span
          className="parameter-name"
          data-tip="Step of the integrator; smaller is slower and more exact"
        >
          <MathSymbol latex="\Delta t" />
          <span>Time step</span>
        </span>
        <Slider
          value={Math.log10(settings.dt)}
          low={-3}
          high={0}
          step={0.1}
          tick={Math.log10(DEFAULT_DT)}
          name="Time step"
          valueText={`${settings.dt} ${unit}`}
          onChange={(power, gesture) => setStep(Number((10 ** power).toPrecision(1)), gesture)}
        />
        <NumberField
          value={settings.dt}
          step={0.01}
          low={1e-6}
          high={1000}
          name="Time step, value"
          unit={unit}
          onChange={setStep}
          onProblem={setProblem}
        />
        {settings.dt === DEFAULT_DT ? (
          <span />
        ) : (
          <button
            type="button"
            className="changed-dot"
            aria-label="Reset the time step to its default"
            data-tip="Reset to default"
            onClick={() => set({ dt: DEFAULT_DT }, "Reset time step")}
          />
        )}
      </div>
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="indented">
        <Row name="Integrator">
          <Choice
            name="Integrator"
            value={settings.method}
            options={METHODS}
            onChange={(method) => set({ method }, "Change integrator")}
          />
        </Row>
        <Row
          name="Wrong sign"
          tip="What becomes of a negative weight of an excitatory cell, and a positive one of an inhibitory cell (Dale's law)"
        >
          <Choice
            name="Weights of the wrong sign"
            value={settings.dale}
            options={DALE}
            onChange={(dale) => set({ dale }, "Change Dale's law")}
          />
        </Row>
        <Row name="Random seed">
          <NumberField
            value={settings.seed}
            step={1}
            low={0}
            high={2 ** 53 - 1}
            whole
            name="Random seed"
            onChange={(seed, gesture) => set({ seed }, "Change seed", gesture)}
            onProblem={setProblem}
          />
        </Row>
        <Row name="Trial" tip="The same network with other noise and random spikes; 0 is the first">
          <NumberField
            value={settings.trial}
            step={1}
            low={0}
            high={2 ** 31 - 1}
            whole
            name="Trial"
            onChange={(trial, gesture) => set({ trial }, "Change trial", gesture)}
            onProblem={setProblem}
          />
        </Row>
      </div>
    </Section>
  );
}
