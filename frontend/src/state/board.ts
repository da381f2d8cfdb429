import { create } from "zustand";
import type { AnyRecord, Problem, Watched } from "../wire/types";
import * as api from "./api";
import { propose, shown } from "./ledger";
import { freshView } from "./newview";
import { boardOf, newId, nodesOf, viewsOf, type ViewRecord } from "./records";
import * as session from "./session";
import { emptyBoard, type BoardState, type Notice } from "./types";

export type { BoardState, EditOptions, Notice } from "./types";

const MAX_NOTICES = 4;
/** Bytes of a file to open; the server refuses more (rule H8). */
const MAX_FILE = 64 * 2 ** 20;

/** The one store of the page: the document, what is selected, and what the server says of it. */
export const useBoard = create<BoardState>()((set, get) => {
  const report = (error: unknown): void => {
    const problems =
      error instanceof api.ApiError
        ? error.problems
        : [api.sentence(error instanceof Error ? error.message : String(error))];
    problems.forEach((problem) => get().notify(problem));
  };
  const openMade = async (make: () => Promise<string>): Promise<void> => {
    try {
      get().openBoard(await make());
    } catch (error) {
      report(error);
    }
  };

  return {
    ...emptyBoard,

    edit: ({ put = [], remove = [] }, { label, gesture = null }) => {
      if (put.length + remove.length === 0) {
        return;
      }
      const edit = { put: [...put], remove: [...remove] };
      const ledger = propose(get().ledger, { ref: session.nextRef(), edit, label, gesture });
      set({ ledger, records: shown(ledger), halted: null });
      session.flush();
    },

    undo: () => session.request({ type: "undo", ref: session.nextRef() }),
    redo: () => session.request({ type: "redo", ref: session.nextRef() }),

    travel: (to) => session.request({ type: "travel", ref: session.nextRef(), to }),

    control: (action, steps = 1) => {
      if (action === "run" || action === "reset") {
        set({ halted: null });
      }
      session.request({ type: "control", ref: session.nextRef(), action, steps });
    },

    visit: (t) => {
      // Whatever halted the run comes later than a past moment.
      if (t !== null) set({ halted: null });
      session.request({ type: "visit", ref: session.nextRef(), t });
    },

    kick: (node, cells, amount) =>
      session.request({ type: "kick", ref: session.nextRef(), node, cells: [...cells], amount }),

    setSpeed: (speed) => session.request({ type: "speed", ref: session.nextRef(), speed }),

    select: (ids) => {
      const selection = new Set(ids);
      const old = get().selection;
      if (selection.size !== old.size || [...selection].some((id) => !old.has(id))) {
        set({ selection });
      }
    },

    openView: (kind, of, into, more) => {
      const { records } = get();
      const watched = of.map((entry) => ({ ...nothingWatched, ...entry }));
      const old = into === undefined ? undefined : records.get(into);
      const view =
        old?.kind === kind
          ? addTo(old, watched)
          : freshView(kind, watched, lastOrder(records), more);
      get().edit({ put: [view] }, { label: old ? "Add to view" : "Open view" });
      return view.id;
    },

    openBoard: (id) => {
      const address = `/b/${encodeURIComponent(id)}`;
      if (window.location.pathname !== address) {
        window.history.pushState(null, "", address);
      }
      session.open(id);
    },

    newBoard: () => openMade(() => api.createBoard({})),
    openExample: (id) => openMade(() => api.createBoard({ example: id })),
    openFile: (file) => openMade(async () => api.createBoard({ document: await parse(file) })),

    saveFile: async () => {
      const { boardId, records } = get();
      if (boardId === null) {
        return;
      }
      try {
        const file = await api.fetchDocument(boardId);
        download(file, `${fileName(boardOf(records)?.title ?? "")}.json`);
      } catch (error) {
        report(error);
      }
    },

    refreshBoards: async () => {
      try {
        set({ boards: await api.fetchBoards() });
      } catch (error) {
        report(error);
      }
    },

    notify: (what: Problem | string, tone: Notice["tone"] = "error") => {
      const problem = typeof what === "string" ? api.sentence(what) : what;
      const others = get().notices.filter((notice) => notice.problem.message !== problem.message);
      set({ notices: [...others, { id: newId("g"), tone, problem }].slice(-MAX_NOTICES) });
    },
    dismiss: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
    setProjector: (projector) => set({ projector }),
  };
});

session.attach(useBoard);

const nothingWatched: Watched = { node: null, edge: null, variable: null, cells: null };

function lastOrder(records: BoardState["records"]): number {
  return Math.max(-1, ...viewsOf(records).map((view) => view.order)) + 1;
}

function addTo(view: ViewRecord, of: readonly Watched[]): AnyRecord {
  const key = (entry: Watched): string => JSON.stringify(entry, Object.keys(nothingWatched));
  const known = new Set(view.of.map(key));
  return { ...view, of: [...view.of, ...of.filter((entry) => !known.has(key(entry)))] };
}

async function parse(file: File): Promise<unknown> {
  const what = `“${file.name}” is not a Neuroboard file`;
  if (file.size > MAX_FILE) {
    throw new Error(`${what} that can be opened: it is larger than 64 MiB.`);
  }
  try {
    return JSON.parse(await file.text()) as unknown;
  } catch {
    throw new Error(`${what}: it is not JSON. Open a file that “Save to file” has made.`);
  }
}

/** A title as a file name that every system takes. */
export function fileName(title: string): string {
  const clean = title
    .replace(/[^\p{L}\p{N} ._-]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 80);
  return clean === "" || clean.startsWith(".") ? "board" : clean;
}

function download(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** True once there is something that can run. */
export function isEmpty(records: BoardState["records"]): boolean {
  return nodesOf(records).length === 0;
}
