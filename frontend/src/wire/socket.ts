import { live } from "../live/live";
import { afterDraw } from "../live/loop";
import { attachWatch } from "../live/watch";
import { newId } from "../state/records";
import { backoff, isSilent } from "./backoff";
import { decodeFrame } from "./frames";
import type {
  Ack,
  ClientMessage,
  Edited,
  Halted,
  Hello,
  Refused,
  ServerMessage,
  Status,
  Watch,
  Welcome,
} from "./types";

/** The version of server/PROTOCOL.md that this page speaks. */
export const PROTOCOL = 1;

/**
 * `connecting`: a first or renewed attempt is under way; `open`: welcomed; `waiting`: lost, tried
 * again by itself; `outdated`: the server speaks another protocol, the page is to be reloaded;
 * `missing`: there is no such board; `closed`: by `close()`.
 */
export type ConnectionState = "connecting" | "open" | "waiting" | "outdated" | "missing" | "closed";

export interface Handlers {
  welcome: (message: Welcome) => void;
  edited: (message: Edited) => void;
  refused: (message: Refused) => void;
  status: (message: Status) => void;
  halted: (message: Halted) => void;
  connection: (state: ConnectionState) => void;
}

/** What the page itself asks for; greeting, watching and acknowledging are done here. */
export type Request = Exclude<ClientMessage, Hello | Ack | Watch>;

export interface Connection {
  /** The name of this page in `edited` messages. */
  readonly client: string;
  /** False when the socket is not open: the request was not sent. */
  send: (message: Request) => boolean;
  close: () => void;
}

const CHECK_EVERY = 1000;
const CLOSE_OUTDATED = 4000;

/** Connect to a board and stay connected. Frames go to `live`; a frame is acknowledged once it has
 * been drawn, so that a hidden page, which draws nothing, is sent nothing. */
export function connectBoard(boardId: string, handlers: Handlers): Connection {
  // Not randomUUID: browsers keep it from pages that come over plain HTTP from another machine.
  const client = newId("c");
  let socket: WebSocket | null = null;
  let attempt = 0;
  let greeted = false;
  let everGreeted = false;
  let running = false;
  let closed = false;
  let heard = performance.now();
  let checked = heard;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const transmit = (message: ClientMessage): boolean => {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  };
  const watch = attachWatch((message) => greeted && transmit(message));

  const receive = (message: ServerMessage): void => {
    switch (message.type) {
      case "welcome":
        greeted = true;
        attempt = 0;
        running = message.status.running;
        live.welcome(boardId, message.status.step);
        handlers.welcome(message);
        handlers.connection("open");
        everGreeted = true;
        watch.resend();
        break;
      case "edited":
        if (message.client === client) live.markEdit(message.label);
        live.forget(message.remove);
        handlers.edited(message);
        break;
      case "refused":
        handlers.refused(message);
        break;
      case "status":
        running = message.running;
        handlers.status(message);
        break;
      case "halted":
        running = false;
        handlers.halted(message);
        break;
    }
  };

  const open = (): void => {
    clearTimeout(retry);
    handlers.connection("connecting");
    greeted = false;
    heard = performance.now();
    const current = new WebSocket(socketAddress(boardId));
    socket = current;
    current.binaryType = "arraybuffer";
    current.onopen = () => {
      heard = performance.now();
      transmit({ type: "hello", protocol: PROTOCOL, client, have_step: live.haveStep(boardId) });
    };
    current.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
      if (current !== socket) return;
      heard = performance.now();
      if (typeof event.data === "string") {
        receive(JSON.parse(event.data) as ServerMessage);
        return;
      }
      const frame = decodeFrame(event.data);
      live.apply(frame);
      afterDraw(() => {
        if (current === socket) transmit({ type: "ack", frame: frame.frame });
      });
    };
    current.onclose = (event) => {
      if (current !== socket) return;
      socket = null;
      if (event.code === CLOSE_OUTDATED) finish("outdated");
      else if (!closed) void lost();
    };
  };

  const lost = async (): Promise<void> => {
    const reached = greeted || everGreeted;
    greeted = false;
    handlers.connection("waiting");
    if (!reached && (await isMissing(boardId))) finish("missing");
    if (isOver()) return;
    retry = setTimeout(open, backoff(attempt++));
  };
  const isOver = (): boolean => closed;

  const abandon = (): void => {
    const old = socket;
    socket = null;
    old?.close();
    if (!closed) void lost();
  };

  const check = setInterval(() => {
    const now = performance.now();
    const lateness = now - checked - CHECK_EVERY;
    checked = now;
    // While it is hidden nothing has to come (rule F9).
    if (lateness >= 2000 || document.visibilityState === "hidden") heard = now;
    if (socket && isSilent(running && greeted, now - heard, lateness)) abandon();
  }, CHECK_EVERY);

  const online = (): void => {
    if (socket || closed) return;
    attempt = 0;
    open();
  };
  window.addEventListener("online", online);

  const finish = (state: "outdated" | "missing" | "closed"): void => {
    if (closed) return;
    closed = true;
    clearTimeout(retry);
    clearInterval(check);
    window.removeEventListener("online", online);
    watch.detach();
    handlers.connection(state);
  };

  open();
  return {
    client,
    send: (message) => greeted && transmit(message),
    close: () => {
      finish("closed");
      const old = socket;
      socket = null;
      old?.close();
    },
  };
}

function socketAddress(boardId: string): string {
  const scheme = window.location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${window.location.host}/api/boards/${encodeURIComponent(boardId)}/socket`;
}

/** A browser hides why a socket was refused (rule C1), so that the document is asked for instead. */
async function isMissing(boardId: string): Promise<boolean> {
  try {
    const answer = await fetch(`/api/boards/${encodeURIComponent(boardId)}/document`);
    await answer.body?.cancel();
    return answer.status === 404;
  } catch {
    return false;
  }
}
