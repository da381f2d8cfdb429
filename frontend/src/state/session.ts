import type { StoreApi } from "zustand";
import { connectBoard, type Connection, type ConnectionState, type Request } from "../wire/socket";
import type { Edited, Refused, Welcome } from "../wire/types";
import { emptyLedger, markSent, nextToSend, onEdited, onRefused, onWelcome, shown } from "./ledger";
import type { Ledger } from "./ledger";
import { emptyBoard, type BoardState } from "./types";

/**
 * Keeps the store and the server together: sends what waits, takes in what arrives. Nothing here
 * decides what an edit means; that is the ledger's.
 */

let store: StoreApi<BoardState> | null = null;
let connection: Connection | null = null;
let ref = 0;

export function attach(board: StoreApi<BoardState>): void {
  store = board;
}

export function nextRef(): number {
  return ++ref;
}

/** The name of this page at the server, empty while no board is open. */
export function clientName(): string {
  return connection?.client ?? "";
}

/** Leave the board that is open, if any, and open another one. */
export function open(id: string): void {
  if (!store) {
    return;
  }
  connection?.close();
  const { catalog, examples, boards, projector } = store.getState();
  store.setState({ ...emptyBoard, boardId: id, catalog, examples, boards, projector });
  connection = connectBoard(id, {
    welcome,
    edited,
    refused,
    status: (status) => store?.setState({ status }),
    halted: ({ problem }) => store?.setState({ halted: problem }),
    connection: changed,
  });
}

/** Ask for something that cannot wait: without a connection it is not done, and the person told. */
export function request(message: Request): void {
  flush();
  if (connection?.send(message) !== true) {
    store
      ?.getState()
      .notify("Not connected: try again when the server is back. Edits are kept until then.");
  }
}

/** Send the edits that may be sent now. */
export function flush(): void {
  if (!store) {
    return;
  }
  for (;;) {
    const { ledger } = store.getState();
    const next = nextToSend(ledger);
    if (!next || !connection) {
      return;
    }
    const { ref, edit, label, gesture } = next;
    const message = { type: "edit", ref, edit, label, gesture } as const;
    if (isTooLarge(message)) {
      refused({ type: "refused", ref, problems: [tooLarge] });
      return;
    }
    // Marked first: an answer must never find its edit unsent.
    store.setState({ ledger: markSent(ledger, ref) });
    if (!connection.send(message)) {
      store.setState({ ledger });
      return;
    }
  }
}

/** Bytes that the server takes in one message; it ends the connection over a larger one. */
const MAX_MESSAGE = 24 * 2 ** 20;
const tooLarge = {
  message:
    "This change is larger than 24 MiB and was taken back. Make it in parts, or save the board to a file, change it there and open it.",
  record: null,
  field: null,
};

function isTooLarge(message: Request): boolean {
  const text = JSON.stringify(message);
  // A character is at most three bytes: most texts need not be encoded to know.
  return 3 * text.length > MAX_MESSAGE && new TextEncoder().encode(text).byteLength > MAX_MESSAGE;
}

function welcome(message: Welcome): void {
  if (!store) {
    return;
  }
  take(onWelcome(store.getState().ledger, message.records, message.seq));
  store.setState({ history: message.history, status: message.status, halted: message.problem });
}

function edited(message: Edited): void {
  if (!store || !connection) {
    return;
  }
  take(onEdited(store.getState().ledger, message, connection.client));
  store.setState({ history: message.history });
  flush();
}

function refused(message: Refused): void {
  if (!store) {
    return;
  }
  take(onRefused(store.getState().ledger, message.ref));
  message.problems.forEach((problem) => store?.getState().notify(problem));
  flush();
}

function take(ledger: Ledger): void {
  if (!store) {
    return;
  }
  const records = shown(ledger);
  const { selection } = store.getState();
  const left = [...selection].filter((id) => records.has(id));
  store.setState({
    ledger,
    records,
    ...(left.length < selection.size ? { selection: new Set(left) } : {}),
  });
}

function changed(connection: ConnectionState): void {
  store?.setState({ connection });
  if (connection === "open") {
    flush();
  }
}

/** For tests: forget everything. */
export function close(): void {
  connection?.close();
  connection = null;
  store?.setState({ ledger: emptyLedger });
}
