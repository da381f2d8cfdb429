import type { ConnectionState } from "../wire/socket";
import type {
  AnyRecord,
  BoardEntry,
  Catalog,
  ControlRequest,
  ExampleEntry,
  HistoryState,
  Problem,
  Status,
  Watched,
} from "../wire/types";
import { emptyLedger, type Ledger } from "./ledger";
import type { Records, ViewKind } from "./records";

/** A sentence to the person, shown as a toast until it is dismissed or has had its time. */
export interface Notice {
  readonly id: string;
  readonly tone: "error" | "info";
  readonly problem: Problem;
}

export interface EditOptions {
  /** What undo says it takes back, as a verb: "Move Neuron A". */
  label: string;
  /** Edits with the same gesture are one undo step; ids from `newId("g")`. */
  gesture?: string | null;
}

export interface BoardData {
  /** Null until the board is known. */
  boardId: string | null;
  connection: ConnectionState;
  /** What the person sees: confirmed records with the unconfirmed edits of this page on top. */
  records: Records;
  ledger: Ledger;
  selection: ReadonlySet<string>;
  catalog: Catalog | null;
  examples: readonly ExampleEntry[];
  boards: readonly BoardEntry[];
  status: Status | null;
  history: HistoryState;
  /** What halted the run, until it runs again or is edited. */
  halted: Problem | null;
  notices: readonly Notice[];
  /** Inspector and palette hidden, everything larger. */
  projector: boolean;
}

export interface BoardActions {
  /** Change the document: at once here, then at the server, which may refuse. */
  edit: (
    change: { put?: readonly AnyRecord[]; remove?: readonly string[] },
    options: EditOptions,
  ) => void;
  undo: () => void;
  redo: () => void;
  /** Undo or redo until the steps of the history before number `to` are in force. */
  travel: (to: number) => void;
  control: (action: ControlRequest["action"], steps?: number) => void;
  /** Look at a past moment in ms; null comes back to the present. */
  visit: (t: number | null) => void;
  /** Add `amount` to the first state of some cells, now. */
  kick: (node: string, cells: readonly number[], amount: number) => void;
  /** Model milliseconds per second; null is as fast as it goes. */
  setSpeed: (speed: number | null) => void;
  select: (ids: Iterable<string>) => void;
  /** Open a view, or add to the view `into` of the kind; `more` are settings of a new one. Returns
   * the view's id. */
  openView: (
    kind: ViewKind,
    of: readonly Partial<Watched>[],
    into?: string,
    more?: object,
  ) => string;
  openBoard: (id: string) => void;
  newBoard: () => Promise<void>;
  openExample: (id: string) => Promise<void>;
  openFile: (file: File) => Promise<void>;
  saveFile: () => Promise<void>;
  refreshBoards: () => Promise<void>;
  notify: (problem: Problem | string, tone?: Notice["tone"]) => void;
  dismiss: (id: string) => void;
  setProjector: (on: boolean) => void;
}

export type BoardState = BoardData & BoardActions;

export const emptyBoard: BoardData = {
  boardId: null,
  connection: "connecting",
  records: new Map(),
  ledger: emptyLedger,
  selection: new Set(),
  catalog: null,
  examples: [],
  boards: [],
  status: null,
  history: { undo: null, redo: null },
  halted: null,
  notices: [],
  projector: false,
};
