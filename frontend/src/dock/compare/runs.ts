import { create } from "zustand";
import { live } from "../../live/live";
import { invalidate } from "../../live/loop";
import type { Series } from "../../live/series";
import type { SpikeTrain } from "../../live/spikes";
import { useBoard } from "../../state/board";
import { newId } from "../../state/records";
import type { ColorName } from "../paint/palette";
import type { Signal } from "../trace/signals";

/** What a trace has recorded in a run, kept to lie behind the ones that follow. */
export interface KeptRun {
  readonly id: string;
  readonly name: string;
  /** Place among the looks of kept runs. */
  readonly look: number;
  readonly series: ReadonlyMap<string, Series>;
  readonly spikes: ReadonlyMap<string, SpikeTrain>;
}

/** Runs that a view keeps at most. */
export const MOST_RUNS = 4;

/** Kept runs are told apart by their dashes first: colour belongs to what is measured now. */
const LOOKS: readonly { color: ColorName; dash: readonly number[] }[] = [
  { color: "ink-3", dash: [7, 3] },
  { color: "ink-2", dash: [2, 2] },
  { color: "stim", dash: [10, 3, 2, 3] },
  { color: "ink-3", dash: [4, 2, 1, 2] },
];

export function lookOf(run: KeptRun): { color: ColorName; dash: readonly number[] } {
  return LOOKS[run.look % LOOKS.length] ?? { color: "ink-3", dash: [] };
}

/** The kept runs of each view, the oldest first; no part of the document. */
export const useRuns = create<{ readonly of: ReadonlyMap<string, readonly KeptRun[]> }>()(() => ({
  of: new Map(),
}));

const none: readonly KeptRun[] = [];

export function runsOf(view: string): readonly KeptRun[] {
  return useRuns.getState().of.get(view) ?? none;
}

/** Keep what has been recorded of some signals since t = 0. A sentence says why nothing was kept. */
export function keepRun(view: string, signals: readonly Signal[]): string | null {
  const runs = runsOf(view);
  if (runs.length >= MOST_RUNS) {
    return `A view keeps at most ${MOST_RUNS} runs. Remove one of them first.`;
  }
  const series = new Map<string, Series>();
  const spikes = new Map<string, SpikeTrain>();
  for (const { key, owner } of signals) {
    const samples = live.series.get(key);
    if (samples && live.t > 0) series.set(key, samples.copy(0, live.t));
    const train = live.spikes.get(owner);
    if (train) spikes.set(owner, train.copy(0, live.t));
  }
  if (series.size === 0) return "There is no run to keep yet: press Space to run the network.";
  const free = LOOKS.findIndex((_, look) => runs.every((run) => run.look !== look));
  const names = new Set(runs.map(({ name }) => name));
  let number = 1;
  while (names.has(`Run ${number}`)) number += 1;
  const run = { id: newId("g"), name: `Run ${number}`, look: Math.max(0, free), series, spikes };
  put(view, [...runs, run]);
  return null;
}

export function removeRun(view: string, id: string): void {
  put(
    view,
    runsOf(view).filter((run) => run.id !== id),
  );
}

export function renameRun(view: string, id: string, name: string): void {
  put(
    view,
    runsOf(view).map((run) => (run.id === id ? { ...run, name: name.trim() || run.name } : run)),
  );
}

function put(view: string, runs: readonly KeptRun[]): void {
  // What views of other boards, or of views that are gone, have kept is let go.
  const { records } = useBoard.getState();
  const kept = [...useRuns.getState().of].filter(([id]) => records.has(id) && id !== view);
  useRuns.setState({ of: new Map(runs.length > 0 ? [...kept, [view, runs]] : kept) });
  invalidate();
}
