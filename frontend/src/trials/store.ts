import { create } from "zustand";
import { invalidate } from "../live/loop";
import { acknowledged } from "../state/acknowledged";
import { streamTrials } from "../state/api";
import { useBoard } from "../state/board";
import type { TrialDone, Trials } from "../wire/types";

/** Trials of a view, as far as they have come. */
export interface Made {
  /** The view as it was when they were begun. */
  readonly view: Trials;
  readonly trials: readonly TrialDone[];
  readonly state: "running" | "done" | "failed";
  /** Why there are no more. */
  readonly problem: string | null;
}

interface TrialsState {
  readonly made: ReadonlyMap<string, Made>;
  run: (view: Trials) => Promise<void>;
  cancel: (id: string) => void;
}

const running = new Map<string, AbortController>();

/** What trials have brought, by the id of the view; it is no part of the document. */
export const useTrials = create<TrialsState>()((set, get) => {
  const put = (id: string, made: Made): void => {
    set({ made: new Map(get().made).set(id, made) });
    invalidate();
  };
  return {
    made: new Map(),
    run: async (view) => {
      const { boardId } = useBoard.getState();
      if (boardId === null) return;
      running.get(view.id)?.abort();
      const stop = new AbortController();
      running.set(view.id, stop);
      let trials: TrialDone[] = [];
      let problem: string | null = null;
      put(view.id, { view, trials, state: "running", problem });
      try {
        // The server makes trials of the network that it has: what has just been changed is in it.
        await acknowledged();
        for await (const line of streamTrials(boardId, view.id, stop.signal)) {
          if (stop.signal.aborted) break;
          if (line.type === "end") {
            problem = line.problems[0]?.message ?? null;
          } else {
            trials = [...trials, line];
            put(view.id, { view, trials, state: "running", problem });
          }
        }
      } catch (error) {
        if (!stop.signal.aborted) problem = error instanceof Error ? error.message : String(error);
      }
      // Another run of the same view may have begun meanwhile.
      if (running.get(view.id) !== stop) return;
      running.delete(view.id);
      put(view.id, { view, trials, state: problem === null ? "done" : "failed", problem });
    },
    cancel: (id) => running.get(id)?.abort(),
  };
});

/** What was made for views that are gone is given up and forgotten. */
useBoard.subscribe(({ records }, before) => {
  if (records === before.records) return;
  const { made } = useTrials.getState();
  const left = [...made].filter(([id]) => records.has(id));
  if (left.length === made.size) return;
  for (const [id, stop] of running) {
    if (records.has(id)) continue;
    stop.abort();
    running.delete(id);
  }
  useTrials.setState({ made: new Map(left) });
});
