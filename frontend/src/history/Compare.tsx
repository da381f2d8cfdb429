import { useMemo, type ReactElement } from "react";
import { useAnswer } from "../models/useAnswer";
import { Dialog } from "../shared/Dialog";
import { fetchVersion, fetchVersions } from "../state/api";
import { useBoard } from "../state/board";
import type { Records } from "../state/records";
import { differences, type Difference } from "./differences";
import { MarkedList } from "./MarkedList";
import { Picture } from "./Picture";
import { recordsOf, useHistory, type Moment } from "./store";

const askList = (question: string, signal: AbortSignal) =>
  fetchVersions((JSON.parse(question) as [string])[0], signal);

const askVersion = async (question: string, signal: AbortSignal): Promise<Records | null> => {
  const [board, moment] = JSON.parse(question) as [string, Moment];
  return moment === "now" ? null : recordsOf(await fetchVersion(board, moment, signal));
};

/** What makes a thing as it was before. */
const BACK = { added: "Take out", removed: "Bring back", changed: "Set back" } as const;

/** Two versions side by side: what differs in words, and where it is in the circuit. */
export function Compare({ moments }: { moments: readonly [Moment, Moment] }): ReactElement {
  const board = useBoard((state) => state.boardId) ?? "";
  const now = useBoard((state) => state.records);
  const catalog = useBoard((state) => state.catalog);
  const edit = useBoard((state) => state.edit);
  const set = useHistory((state) => state.set);
  const changes = useHistory((state) => state.changes);
  const versions = useAnswer(JSON.stringify([board, changes]), askList, 0).answer ?? [];
  const [first, second] = moments;
  const left = useAnswer(JSON.stringify([board, first]), askVersion, 0);
  const right = useAnswer(JSON.stringify([board, second]), askVersion, 0);

  const before = first === "now" ? now : left.pending ? null : left.answer;
  const after = second === "now" ? now : right.pending ? null : right.answer;
  const found = useMemo(
    () => (before && after ? differences(before, after, catalog) : null),
    [before, after, catalog],
  );
  const failure = left.failure ?? right.failure;
  const close = (): void => set({ compared: null });
  const choice = (place: 0 | 1, name: string): ReactElement => (
    <label>
      {name}{" "}
      <select
        value={String(moments[place])}
        onChange={({ target: { value } }) => {
          const moment = value === "now" ? "now" : Number(value);
          set({ compared: place === 0 ? [moment, second] : [first, moment] });
        }}
      >
        {versions.map((entry) => (
          <option key={entry.number} value={entry.number}>
            {entry.name}
          </option>
        ))}
        <option value="now">The board now</option>
      </select>
    </label>
  );
  const takeBack = ({ id, before: old, mark, what }: Difference): void =>
    edit(old ? { put: [old] } : { remove: [id] }, { label: `${BACK[mark]} ${what}` });

  return (
    <Dialog name="Compare versions" className="compare" onClose={close}>
      <div className="compare-head">
        {choice(0, "From")}
        {choice(1, "to")}
      </div>
      {found === null || !before || !after ? (
        <p className="history-note">{failure ?? "Reading the versions"}</p>
      ) : (
        <div className="compare-columns">
          <Picture before={before} after={after} found={found} />
          <div className="compare-list" tabIndex={0} role="region" aria-label="What differs">
            <MarkedList
              items={found}
              {...(second === "now" && first !== "now"
                ? {
                    action: (item: Difference) => (
                      <button
                        type="button"
                        aria-label={`${BACK[item.mark]} ${item.what}`}
                        data-tip="Make this as it was in the version"
                        onClick={() => takeBack(item)}
                      >
                        {BACK[item.mark]}
                      </button>
                    ),
                  }
                : {})}
            />
          </div>
        </div>
      )}
    </Dialog>
  );
}
