import { useState, type ReactElement } from "react";
import { useAnswer } from "../models/useAnswer";
import { fetchHistory, fetchStep } from "../state/api";
import { useBoard } from "../state/board";
import { indexById } from "../state/records";
import { clientName } from "../state/session";
import type { HistoryStep } from "../wire/types";
import { differences } from "./differences";
import { MarkedList } from "./MarkedList";
import { ago } from "./when";

const ask = (question: string, signal: AbortSignal) =>
  fetchHistory((JSON.parse(question) as [string])[0], signal);

/** Steps arrive in bursts while something is dragged. */
const WAIT = 150;

/** Every step that undo and redo make, the last one on top. One press goes to any of them. */
export function Steps(): ReactElement {
  const board = useBoard((state) => state.boardId) ?? "";
  const seq = useBoard((state) => state.ledger.seq);
  const connected = useBoard((state) => state.connection === "open");
  const travel = useBoard((state) => state.travel);
  const { answer, failure } = useAnswer(JSON.stringify([board, seq]), ask, WAIT);

  if (!answer) return <p className="history-note">{failure ?? "Reading the steps"}</p>;
  const { steps, done } = answer;
  const first = steps[0]?.number ?? done;
  if (steps.length === 0) {
    return (
      <p className="history-note">
        Nothing has been changed yet. What you add, move, set and remove is listed here, and one
        press goes back to any of it.
      </p>
    );
  }
  const go = (to: number): void => {
    if (to !== done) travel(to);
  };
  return (
    <ol className="history-steps" reversed>
      {[...steps].reverse().map((step) => (
        <Step
          key={`${step.number}-${step.made}`}
          step={step}
          board={board}
          here={step.number + 1 === done}
          undone={step.number >= done}
          disabled={!connected}
          onGo={() => go(step.number + 1)}
        />
      ))}
      <li className={first === done ? "here" : ""}>
        <button
          type="button"
          className="history-go"
          aria-current={first === done ? "step" : undefined}
          disabled={!connected}
          onClick={() => go(first)}
        >
          <b>{first === 0 ? "As it was opened" : "Before the steps that are kept"}</b>
        </button>
      </li>
    </ol>
  );
}

interface StepProps {
  step: HistoryStep;
  board: string;
  here: boolean;
  undone: boolean;
  disabled: boolean;
  onGo: () => void;
}

function Step({ step, board, here, undone, disabled, onGo }: StepProps): ReactElement {
  const [told, setTold] = useState(false);
  const label = step.label === "" ? "Change" : step.label;
  const author = step.client === clientName() ? "this page" : "another page";
  return (
    <li className={`${here ? "here" : ""}${undone ? " undone" : ""}`}>
      <button
        type="button"
        className="history-go"
        aria-current={here ? "step" : undefined}
        disabled={disabled}
        data-tip={here ? "The board is here" : undone ? "Redo up to here" : "Go back to here"}
        onClick={onGo}
      >
        <b>{label}</b>
        <small>
          {undone ? "undone, " : ""}
          {author}
          {step.made === "" ? "" : `, ${ago(step.made)}`}
        </small>
      </button>
      <button
        type="button"
        className="history-what"
        aria-expanded={told}
        aria-label={told ? `Less of what changed: ${label}` : `What changed: ${label}`}
        onClick={() => setTold(!told)}
      >
        {told ? "Less" : "What changed"}
      </button>
      {told && <What board={board} number={step.number} made={step.made} />}
    </li>
  );
}

const askStep = (question: string, signal: AbortSignal) => {
  const [board, number] = JSON.parse(question) as [string, number];
  return fetchStep(board, number, signal);
};

function What(props: { board: string; number: number; made: string }): ReactElement {
  const { board, number, made } = props;
  const catalog = useBoard((state) => state.catalog);
  const records = useBoard((state) => state.records);
  const { answer, failure } = useAnswer(JSON.stringify([board, number, made]), askStep, 0);
  if (!answer) return <p className="history-note">{failure ?? "Reading the step"}</p>;
  const [before, after] = [indexById(answer.before), indexById(answer.after)];
  const all = differences(before, after, catalog, new Map([...records, ...before, ...after]));
  return <MarkedList items={all} />;
}
