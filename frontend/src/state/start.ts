import * as api from "./api";
import { useBoard } from "./board";

/** The board that an address names, or null: `/b/{id}`. */
export function boardInAddress(path: string): string | null {
  const found = /^\/b\/([A-Za-z0-9_-]{1,64})\/?$/.exec(path);
  return found?.[1] ?? null;
}

/** Open the board of the address, or a new one, and fetch what can be placed on it. */
export async function start(): Promise<void> {
  window.addEventListener("popstate", () => {
    const id = boardInAddress(window.location.pathname);
    if (id !== null && id !== useBoard.getState().boardId) {
      useBoard.getState().openBoard(id);
    }
  });
  void load(api.fetchCatalog, (catalog) => useBoard.setState({ catalog }));
  void load(api.fetchExamples, (examples) => useBoard.setState({ examples }));

  const id = boardInAddress(window.location.pathname);
  if (id !== null) {
    useBoard.getState().openBoard(id);
    return;
  }
  await load(
    () => api.createBoard({}),
    (made) => {
      // The empty address is not a place to go back to.
      window.history.replaceState(null, "", `/b/${made}`);
      useBoard.getState().openBoard(made);
    },
  );
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;

/** Ask until the server answers; say once why it does not. */
async function load<T>(ask: () => Promise<T>, take: (answer: T) => void): Promise<void> {
  for (let wait = FIRST_WAIT; ; wait = Math.min(LONGEST_WAIT, 2 * wait)) {
    try {
      take(await ask());
      return;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      useBoard.getState().notify(message);
      await new Promise((resume) => setTimeout(resume, wait));
    }
  }
}
