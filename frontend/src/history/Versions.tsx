import { useState, type SubmitEvent, type ReactElement } from "react";
import { useAnswer } from "../models/useAnswer";
import * as api from "../state/api";
import { useBoard } from "../state/board";
import type { VersionEntry } from "../wire/types";
import { restoreVersion, useHistory } from "./store";
import { ago } from "./when";

const ask = (question: string, signal: AbortSignal) =>
  api.fetchVersions((JSON.parse(question) as [string])[0], signal);

/** The versions that a person has named: save, compare, restore, open, rename, delete. */
export function Versions(): ReactElement {
  const board = useBoard((state) => state.boardId) ?? "";
  const changes = useHistory((state) => state.changes);
  const set = useHistory((state) => state.set);
  const { answer, failure } = useAnswer(JSON.stringify([board, changes]), ask, 0);
  const [name, setName] = useState("");
  const suggested = `Version ${(answer?.[0]?.number ?? 0) + 1}`;

  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    const chosen = name.trim() === "" ? suggested : name.trim();
    void attempt(async () => {
      await api.keepVersion(board, chosen);
      setName("");
    });
  };

  return (
    <>
      <form className="history-save" onSubmit={save}>
        <input
          aria-label="Name of the version"
          maxLength={100}
          placeholder={suggested}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" disabled={!answer && name.trim() === ""}>
          Save version
        </button>
      </form>
      {!answer && <p className="history-note">{failure ?? "Reading the versions"}</p>}
      {answer?.length === 0 && (
        <p className="history-note">
          No version has been saved yet. A version keeps the whole board under a name, to compare
          with and to go back to.
        </p>
      )}
      {answer && answer.length > 1 && (
        <button
          type="button"
          className="history-compare"
          onClick={() =>
            set({ compared: [answer[1]?.number ?? "now", answer[0]?.number ?? "now"] })
          }
        >
          Compare two versions
        </button>
      )}
      <ul className="history-versions">
        {answer?.map((entry) => (
          <Version key={entry.number} board={board} entry={entry} />
        ))}
      </ul>
    </>
  );
}

/** Do it, have the lists asked for anew, and say what went wrong if something did. */
async function attempt(job: () => Promise<void>): Promise<void> {
  try {
    await job();
  } catch (error) {
    const { notify } = useBoard.getState();
    if (error instanceof api.ApiError) error.problems.forEach((problem) => notify(problem));
    else notify(error instanceof Error ? error.message : String(error));
  }
  const { changes, set } = useHistory.getState();
  set({ changes: changes + 1 });
}

function Version({ board, entry }: { board: string; entry: VersionEntry }): ReactElement {
  const set = useHistory((state) => state.set);
  const [renaming, setRenaming] = useState<string | null>(null);
  const [doomed, setDoomed] = useState(false);
  const { number, name, made } = entry;

  const rename = (event: SubmitEvent): void => {
    event.preventDefault();
    const chosen = (renaming ?? "").trim();
    setRenaming(null);
    if (chosen !== "" && chosen !== name) {
      void attempt(() => api.renameVersion(board, number, chosen));
    }
  };
  const openAsNew = async (): Promise<void> => {
    const document = await api.fetchVersion(board, number);
    useBoard.getState().openBoard(await api.createBoard({ document }));
  };

  return (
    <li>
      {renaming === null ? (
        <p>
          <b>{name}</b> <small>{ago(made)}</small>
        </p>
      ) : (
        <form onSubmit={rename}>
          <input
            aria-label={`New name of ${name}`}
            maxLength={100}
            autoFocus
            value={renaming}
            onChange={(event) => setRenaming(event.target.value)}
            onBlur={() => setRenaming(null)}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              event.preventDefault();
              setRenaming(null);
            }}
          />
        </form>
      )}
      <div className="history-tools">
        <button type="button" onClick={() => set({ compared: [number, "now"] })}>
          Compare
        </button>
        <button
          type="button"
          onClick={() => void attempt(() => restoreVersion(board, number, name))}
        >
          Restore
        </button>
        <button type="button" onClick={() => void attempt(openAsNew)}>
          Open copy
        </button>
        <button type="button" onClick={() => setRenaming(name)}>
          Rename
        </button>
        <button
          type="button"
          onBlur={() => setDoomed(false)}
          onClick={() =>
            doomed ? void attempt(() => api.deleteVersion(board, number)) : setDoomed(true)
          }
        >
          {doomed ? "Delete for good" : "Delete"}
        </button>
      </div>
    </li>
  );
}
