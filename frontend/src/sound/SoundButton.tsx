import { useState, type ReactElement } from "react";
import { Choice, Row, Switch } from "../inspector/Section";
import { Icon } from "../look/icons";
import { Popup } from "../shared/Popup";
import { Slider } from "../shared/Slider";
import { useSound } from "./sound";
import "./sound.css";

const WHO = [
  { value: "all", title: "All neurons" },
  { value: "selection", title: "The selection" },
] as const;

/** Spikes as clicks: whether, how loud, and whose. */
export function SoundButton(): ReactElement {
  const { on, volume, who, set } = useSound();
  const [anchor, setAnchor] = useState<DOMRect | null>(null);
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label="Sound of spikes"
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        aria-pressed={on}
        data-tip={on ? "Spikes click" : "Spikes are silent"}
        data-tip-keys="Z"
        onClick={(event) => setAnchor(event.currentTarget.getBoundingClientRect())}
      >
        <Icon name={on ? "sound" : "silent"} />
      </button>
      {anchor && (
        <Popup anchor={anchor} name="Sound of spikes" onClose={() => setAnchor(null)}>
          <Row name="Spikes click">
            <Switch name="Spikes click" on={on} onChange={(next) => set({ on: next })} />
          </Row>
          <Row name="Volume">
            <Slider
              value={volume}
              low={0}
              high={1}
              step={0.05}
              name="Volume"
              valueText={`${Math.round(100 * volume)} %`}
              onChange={(next) => set({ volume: next })}
            />
          </Row>
          <Row name="Whose">
            <Choice
              name="Whose"
              value={who}
              options={WHO}
              onChange={(next) => set({ who: next })}
            />
          </Row>
          <p className="popup-note">Each population has a pitch of its own.</p>
        </Popup>
      )}
    </>
  );
}
