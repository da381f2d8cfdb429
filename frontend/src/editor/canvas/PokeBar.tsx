import type { ReactElement } from "react";
import { Icon } from "../../look/icons";
import { Slider } from "../../shared/Slider";
import { formatNumber } from "../../shared/format";
import { shownKey } from "../keys";
import { useEditor } from "../ui";
import "./poke.css";

/** How hard and how wide the poke tool touches; shown while it is chosen. */
export function PokeBar(): ReactElement | null {
  const poke = useEditor((state) => state.poke);
  const set = useEditor((state) => state.set);
  if (!poke.on) return null;
  return (
    <div className="poke-bar" role="toolbar" aria-label="Poke">
      <b>Poke</b>
      <span className="poke-hint">Press a neuron, hold to keep on, paint over a population</span>
      <label>
        <span>Kick</span>
        <Slider
          name="Kick"
          value={poke.amplitude}
          low={-40}
          high={40}
          step={1}
          tick={20}
          onChange={(amplitude) => set({ poke: { ...poke, amplitude } })}
        />
        <output className="num">{formatNumber(poke.amplitude)} mV</output>
      </label>
      <label>
        <span>Brush</span>
        <Slider
          name="Brush"
          value={poke.radius}
          low={0}
          high={6}
          step={1}
          tick={1}
          onChange={(radius) => set({ poke: { ...poke, radius } })}
        />
        <output className="num">{poke.radius === 0 ? "one cell" : `radius ${poke.radius}`}</output>
      </label>
      <button
        type="button"
        className="icon-button"
        aria-label="Put the poke tool away"
        data-tip="Put away"
        data-tip-keys={shownKey("poke")}
        onClick={() => set({ poke: { ...poke, on: false } })}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
