import { useBoard } from "./board";

const PATIENCE = 10_000;

/** Resolves when every edit of this page is stored, or has had its time. */
export function acknowledged(): Promise<void> {
  if (useBoard.getState().ledger.pending.length === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, PATIENCE);
    const stop = useBoard.subscribe((state) => {
      if (state.ledger.pending.length === 0) done();
    });
  });
}
