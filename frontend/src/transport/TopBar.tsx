import type { ReactElement } from "react";
import { shownKey } from "../editor/keys";
import { useEditor } from "../editor/ui";
import { toggleHistory, useHistory } from "../history/store";
import { Icon, Mark } from "../look/icons";
import { SoundButton } from "../sound/SoundButton";
import { useTheme } from "../look/theme";
import { useTimeUnit } from "../shared/timeunit";
import { useBoard } from "../state/board";
import { Clock } from "./Clock";
import { FileMenu } from "./FileMenu";
import { MenuButton } from "./MenuButton";
import { SaveNote } from "./SaveNote";
import { realTime, shows, speedDetail, speeds } from "./speed";
import { Title } from "./Title";
import "./topbar.css";

/** The bar above everything: what board, how it runs, and what acts on the whole page. */
export function TopBar(): ReactElement {
  return (
    <header className="topbar">
      <div className="topbar-part">
        <Mark />
        <Title />
        <SaveNote />
      </div>
      <Transport />
      <Tools />
    </header>
  );
}

function Transport(): ReactElement {
  const control = useBoard((state) => state.control);
  const setSpeed = useBoard((state) => state.setSpeed);
  const connected = useBoard((state) => state.connection === "open");
  const running = useBoard((state) => state.status?.running ?? false);
  const runnable = useBoard((state) => state.status?.runnable ?? false);
  const speed = useBoard((state) => (state.status ? state.status.speed : 200));
  const factor = useBoard((state) => state.status?.real_time_factor);
  const preparing = useBoard((state) => state.status?.preparing ?? null);
  const unit = useTimeUnit();
  const ready = connected && runnable;
  const speedText = speed === null ? "as fast as it goes" : `1 s shows ${shows(speed, unit)}`;

  return (
    <div className="topbar-part">
      <button
        type="button"
        className="icon-button"
        aria-label="Back to start"
        data-tip="Back to start"
        data-tip-keys={shownKey("clear")}
        disabled={!ready}
        onClick={() => control("reset")}
      >
        <Icon name="reset" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="One step"
        data-tip="One time step"
        data-tip-keys={shownKey("step")}
        disabled={!ready || running}
        onClick={() => control("step")}
      >
        <Icon name="step" />
      </button>
      <button
        type="button"
        className="run"
        disabled={!ready}
        data-tip={runnable ? undefined : "Place a neuron first: there is nothing to run"}
        data-tip-keys={ready ? shownKey("run") : undefined}
        onClick={() => control(running ? "pause" : "run")}
      >
        <Icon name={running ? "pause" : "play"} />
        {running ? "Pause" : "Run"}
      </button>
      <MenuButton
        name={`Speed: ${speedText}`}
        tip="Model time that one second shows"
        className="speed num"
        sections={() => [
          {
            title: "1 s shows",
            actions: speeds.map((choice) => ({
              label: choice === null ? "As fast as it goes" : shows(choice, unit),
              ...(choice === null ? {} : { detail: speedDetail(choice, unit) }),
              checked: choice === speed,
              disabled: !connected,
              onSelect: () => setSpeed(choice),
            })),
          },
        ]}
      >
        {speed === null ? (
          <b>As fast as it goes</b>
        ) : (
          <>
            <b>1 s</b> <span className="speed-word">shows</span> <b>{shows(speed, unit)}</b>
          </>
        )}
        <Icon name="down" />
      </MenuButton>
      <Clock />
      {preparing === null ? (
        <span className="real-time num" data-tip="Model time over computing time, at full speed">
          {realTime(factor, unit)}
        </span>
      ) : (
        <Preparing what={preparing} />
      )}
    </div>
  );
}

/** What is being built or compiled, how far it is, and a button that gives it up. */
function Preparing({ what }: { what: string }): ReactElement {
  const progress = useBoard((state) => state.status?.progress ?? null);
  const cancellable = useBoard((state) => state.status?.cancellable ?? false);
  const control = useBoard((state) => state.control);
  return (
    <span className="preparing" role="status">
      <span className="preparing-what" data-tip={what}>
        {what}
      </span>
      <progress aria-label={what} max={1} {...(progress === null ? {} : { value: progress })} />
      {cancellable && (
        <button type="button" className="preparing-stop" onClick={() => control("cancel")}>
          Stop
        </button>
      )}
    </span>
  );
}

function Tools(): ReactElement {
  const undo = useBoard((state) => state.undo);
  const redo = useBoard((state) => state.redo);
  const history = useBoard((state) => state.history);
  const connected = useBoard((state) => state.connection === "open");
  const projector = useBoard((state) => state.projector);
  const setProjector = useBoard((state) => state.setProjector);
  const setEditor = useEditor((state) => state.set);
  const help = useEditor((state) => state.help);
  const past = useHistory((state) => state.open);

  return (
    <div className="topbar-part topbar-right">
      <button
        type="button"
        className="icon-button"
        aria-label="Undo"
        data-tip={history.undo === null ? "Nothing to undo" : `Undo: ${history.undo}`}
        data-tip-keys={shownKey("undo")}
        disabled={!connected || history.undo === null}
        onClick={undo}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Redo"
        data-tip={history.redo === null ? "Nothing to redo" : `Redo: ${history.redo}`}
        data-tip-keys={shownKey("redo")}
        disabled={!connected || history.redo === null}
        onClick={redo}
      >
        <Icon name="redo" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="History"
        aria-expanded={past}
        data-tip="History: every step, and named versions"
        data-tip-keys={shownKey("history")}
        onClick={toggleHistory}
      >
        <Icon name="history" />
      </button>
      <i className="topbar-line" />
      <FileMenu />
      <button
        type="button"
        className="icon-button"
        aria-label="Projector"
        aria-pressed={projector}
        data-tip={projector ? "Leave projector mode" : "Projector: the board alone, larger"}
        data-tip-keys={shownKey("projector")}
        onClick={() => setProjector(!projector)}
      >
        <Icon name="projector" />
      </button>
      <SoundButton />
      <ThemeMenu />
      <button
        type="button"
        className="icon-button"
        aria-label="Keys"
        aria-expanded={help}
        data-tip="All keys"
        data-tip-keys={shownKey("help")}
        onClick={() => setEditor({ help: !help })}
      >
        <Icon name="help" />
      </button>
    </div>
  );
}

function ThemeMenu(): ReactElement {
  const choice = useTheme((state) => state.choice);
  const choose = useTheme((state) => state.choose);
  const voltage = useTheme((state) => state.voltage);
  const chooseVoltage = useTheme((state) => state.chooseVoltage);
  const option = (value: typeof choice, label: string) => ({
    label,
    checked: choice === value,
    onSelect: () => choose(value),
  });
  const scale = (value: typeof voltage, label: string) => ({
    label,
    checked: voltage === value,
    onSelect: () => chooseVoltage(value),
  });
  return (
    <MenuButton
      name="Theme"
      tip="Light, dark, colours"
      className="icon-button"
      alignRight
      sections={() => [
        {
          actions: [
            option("light", "Light"),
            option("dark", "Dark"),
            option("system", "As the system"),
          ],
        },
        {
          title: "Membrane potential",
          actions: [scale("green", "In green"), scale("grey", "In grey, for all eyes")],
        },
      ]}
    >
      <Icon name="theme" />
    </MenuButton>
  );
}
