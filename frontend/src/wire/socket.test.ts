import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { live } from "../live/live";
import { connectBoard, PROTOCOL, type Handlers } from "./socket";
import { encodeFrame, headerOf } from "./testframes";
import type { ClientMessage, Welcome } from "./types";

/** A socket that a test plays the server of. */
class FakeSocket {
  static readonly OPEN = 1;
  static made: FakeSocket[] = [];
  readyState = 0;
  binaryType = "";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: ClientMessage[] = [];
  readonly url: string;

  constructor(url: string) {
    this.url = url;
    FakeSocket.made.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientMessage);
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  frame(frame: number, step: number): void {
    this.onmessage?.({ data: encodeFrame(headerOf([], { frame, step, t: step / 10 })) });
  }

  drop(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const status = {
  type: "status",
  running: true,
  runnable: true,
  speed: 1000,
  t: 0,
  step: 0,
  real_time_factor: null,
  preparing: null,
  progress: null,
  cancellable: false,
  clients: 1,
  present: null,
  earliest: null,
} as const;
const welcome: Welcome = {
  type: "welcome",
  protocol: 1,
  board: "b",
  seq: 0,
  records: [],
  history: { undo: null, redo: null },
  status,
  problem: null,
};

let frames: FrameRequestCallback[] = [];
/** The browser draws. */
function draw(): void {
  const now = frames;
  frames = [];
  for (const callback of now) callback(0);
}

const handlers = () => ({
  welcome: vi.fn<Handlers["welcome"]>(),
  edited: vi.fn<Handlers["edited"]>(),
  refused: vi.fn<Handlers["refused"]>(),
  status: vi.fn<Handlers["status"]>(),
  halted: vi.fn<Handlers["halted"]>(),
  connection: vi.fn<Handlers["connection"]>(),
});
const last = (): FakeSocket => {
  const socket = FakeSocket.made.at(-1);
  if (!socket) throw new Error("no socket was opened");
  return socket;
};
const acks = (socket: FakeSocket): number[] =>
  socket.sent.flatMap((message) => (message.type === "ack" ? [message.frame] : []));

describe("connectBoard", () => {
  let board = 0;
  let id = "";
  beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.made = [];
    id = `b${++board}`;
    vi.stubGlobal("WebSocket", FakeSocket);
    vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) =>
      frames.push(callback),
    );
    vi.stubGlobal(
      "fetch",
      vi.fn(() => Promise.resolve(new Response("{}"))),
    );
    draw();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("C2 greets first, and says which samples it holds when it returns (C5)", async () => {
    const on = handlers();
    const connection = connectBoard(id, on);
    last().open();
    const client = connection.client;
    expect(last().sent[0]).toEqual({ type: "hello", protocol: PROTOCOL, client, have_step: null });
    last().say(welcome);
    last().frame(1, 250);
    last().drop(1006);
    await vi.advanceTimersByTimeAsync(400);
    expect(FakeSocket.made).toHaveLength(2);
    last().open();
    expect(last().sent[0]).toMatchObject({ type: "hello", client, have_step: 250 });
    connection.close();
  });

  it("sends requests only once it was welcomed", () => {
    const connection = connectBoard(id, handlers());
    last().open();
    expect(connection.send({ type: "undo", ref: 1 })).toBe(false);
    last().say(welcome);
    expect(connection.send({ type: "undo", ref: 1 })).toBe(true);
    expect(last().sent.at(-1)).toEqual({ type: "undo", ref: 1 });
    connection.close();
  });

  it("F2 acknowledges a frame once it is drawn, and none while the page is hidden", () => {
    const connection = connectBoard(id, handlers());
    last().open();
    last().say(welcome);
    draw();
    last().frame(1, 10);
    last().frame(2, 20);
    expect(acks(last())).toEqual([]);
    expect(live.t).toBe(2);
    draw();
    expect(acks(last())).toEqual([1, 2]);
    draw();
    expect(acks(last())).toEqual([1, 2]);
    connection.close();
  });

  it("hands messages on and marks own edits", () => {
    const on = handlers();
    const connection = connectBoard(id, on);
    last().open();
    last().say(welcome);
    const edited = {
      type: "edited",
      seq: 1,
      put: [],
      remove: [],
      client: connection.client,
      ref: 1,
      label: "Move",
      history: { undo: null, redo: null },
    };
    last().say(edited);
    last().say({ ...edited, client: "somebody", label: "Other" });
    last().say({ type: "halted", t: 1, problem: { message: "x", record: null, field: null } });
    expect(on.edited).toHaveBeenCalledTimes(2);
    expect(on.halted).toHaveBeenCalledOnce();
    expect(live.edits.map((mark) => mark.label)).toEqual(["Move"]);
    connection.close();
  });

  it("waits longer after each failure and stops when it is closed", async () => {
    const on = handlers();
    const connection = connectBoard(id, on);
    last().open();
    last().say(welcome);
    last().drop(1006);
    for (let n = 2; n < 5; n++) {
      await vi.advanceTimersByTimeAsync(3000);
      expect(FakeSocket.made).toHaveLength(n);
      last().drop(1006);
    }
    connection.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.made).toHaveLength(4);
    expect(on.connection).toHaveBeenLastCalledWith("closed");
  });

  it("does not try again with another protocol, nor a board that is gone", async () => {
    const on = handlers();
    connectBoard(id, on);
    last().open();
    last().drop(4000);
    expect(on.connection).toHaveBeenLastCalledWith("outdated");
    vi.stubGlobal(
      "fetch",
      vi.fn(() => Promise.resolve(new Response("", { status: 404 }))),
    );
    const gone = handlers();
    connectBoard(`${id}x`, gone);
    last().drop(1006);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(gone.connection).toHaveBeenLastCalledWith("missing");
    expect(FakeSocket.made).toHaveLength(2);
  });

  it("R5 takes a silent running board for lost", async () => {
    const on = handlers();
    const connection = connectBoard(id, on);
    last().open();
    last().say(welcome);
    await vi.advanceTimersByTimeAsync(4500);
    expect(FakeSocket.made).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2500);
    expect(FakeSocket.made.length).toBeGreaterThan(1);
    connection.close();
  });
});
