import { useState, type ReactElement } from "react";
import { boardOf } from "../state/records";
import { useBoard } from "../state/board";

const LONGEST = 200;

/** The title of the board; press it to change it. Enter keeps, Esc restores. */
export function Title(): ReactElement {
  const board = useBoard((state) => boardOf(state.records));
  const edit = useBoard((state) => state.edit);
  const [text, setText] = useState<string | null>(null);
  const title = board?.title ?? "";

  const keep = (): void => {
    const next = (text ?? "").trim();
    if (board && text !== null && next !== "" && next !== board.title) {
      edit({ put: [{ ...board, title: next }] }, { label: "Rename board" });
    }
    setText(null);
  };

  if (text === null) {
    return (
      <h1 className="title-place">
        <button
          type="button"
          className="title"
          aria-label={`Title: ${title}`}
          data-tip="Rename the board"
          onClick={() => setText(title)}
        >
          {title}
        </button>
      </h1>
    );
  }
  return (
    <input
      className="title title-input"
      aria-label="Title"
      value={text}
      maxLength={LONGEST}
      autoFocus
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") keep();
        if (event.key === "Escape") setText(null);
      }}
    />
  );
}
