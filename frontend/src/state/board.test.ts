import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Handlers, Request } from "../wire/socket";
import type { AnyRecord, Neurons, Status } from "../wire/types";
import { fileName, useBoard } from "./board";
import { boardInAddress } from "./start";
import { emptyBoard } from "./types";

const wire = vi.hoisted(() => ({
  handlers: null as Handlers | null,
  sent: [] as Request[],
  open: true,
}));

vi.mock("../wire/socket", () => ({
  connectBoard: (_id: string, handlers: Handlers) => {
    wire.handlers = handlers;
    return {
      client: "me",
      send: (message: Request) => {
        if (wire.open) wire.sent.push(message);
        return wire.open;
      },
      close: () => undefined,
    };
  },
}));

const neuron = (id: string, over: Partial<Neurons> = {}): Neurons => ({
  id,
  kind: "neurons",
  model: "eif",
  size: 1,
  x: 0,
  y: 0,
  label: id,
  layout: "grid",
  channels: [],
  sign: null,
  params: {},
  initial: {},
  ...over,
});

const status: Status = {
  type: "status",
  running: false,
  runnable: true,
  speed: 200,
  t: 0,
  step: 0,
  real_time_factor: null,
  preparing: null,
  progress: null,
  cancellable: false,
  clients: 1,
  present: null,
  earliest: null,
};

const history = { undo: null, redo: null };

function welcome(...records: AnyRecord[]): void {
  wire.handlers?.welcome({
    type: "welcome",
    protocol: 1,
    board: "b",
    seq: 1,
    records,
    history,
    status,
    problem: null,
  });
  wire.handlers?.connection("open");
}

const board = useBoard.getState;

beforeEach(() => {
  useBoard.setState(emptyBoard);
  wire.open = true;
  board().openBoard("b");
  welcome(neuron("a"));
  wire.sent.length = 0;
});

describe("the store", () => {
  it("shows an edit at once, sends it, and rolls it back when it is refused", () => {
    board().edit({ put: [neuron("a", { x: 9 })] }, { label: "Move" });
    expect(board().records.get("a")).toMatchObject({ x: 9 });
    const [sent] = wire.sent;
    expect(sent).toMatchObject({ type: "edit", label: "Move", edit: { put: [{ x: 9 }] } });
    wire.handlers?.refused({
      type: "refused",
      ref: sent?.ref ?? 0,
      problems: [{ message: "No.", record: "a", field: "x" }],
    });
    expect(board().records.get("a")).toMatchObject({ x: 0 });
    expect(board().notices.map(({ problem }) => problem.message)).toEqual(["No."]);
  });

  it("keeps edits while there is no connection and sends them when it is back", () => {
    wire.open = false;
    wire.handlers?.connection("waiting");
    board().edit({ put: [neuron("b")] }, { label: "Add" });
    board().edit({ put: [neuron("c")] }, { label: "Add" });
    expect(wire.sent).toEqual([]);
    expect([...board().records.keys()]).toEqual(["a", "b", "c"]);
    wire.open = true;
    welcome(neuron("a", { label: "renamed" }));
    expect(wire.sent.map((message) => message.type)).toEqual(["edit", "edit"]);
    expect(board().records.get("a")).toMatchObject({ label: "renamed" });
  });

  it("sends a gesture no faster than it is answered", () => {
    for (let x = 1; x <= 5; x++) {
      board().edit({ put: [neuron("a", { x })] }, { label: "Move", gesture: "g" });
    }
    expect(wire.sent).toHaveLength(1);
    wire.handlers?.edited({
      type: "edited",
      seq: 2,
      put: [neuron("a", { x: 1 })],
      remove: [],
      client: "me",
      ref: wire.sent[0]?.ref ?? 0,
      label: "Move",
      history,
    });
    expect(wire.sent).toHaveLength(2);
    expect(wire.sent[1]).toMatchObject({ edit: { put: [{ x: 5 }] } });
    expect(board().records.get("a")).toMatchObject({ x: 5 });
  });

  it("takes back an edit that is too large for a message, and says so", () => {
    const label = "x".repeat(25 * 2 ** 20);
    board().edit({ put: [neuron("b", { label })] }, { label: "Add" });
    expect(wire.sent).toEqual([]);
    expect([...board().records.keys()]).toEqual(["a"]);
    expect(board().notices[0]?.problem.message).toMatch(/larger than 24 MiB/);
  });

  it("says so when something cannot wait for the connection", () => {
    wire.open = false;
    board().undo();
    expect(board().notices[0]?.problem.message).toMatch(/Not connected/);
  });

  it("forgets the selection of what is gone", () => {
    board().select(["a"]);
    wire.handlers?.edited({
      type: "edited",
      seq: 2,
      put: [],
      remove: ["a"],
      client: "other",
      ref: 1,
      label: "",
      history,
    });
    expect(board().selection.size).toBe(0);
  });

  it("opens views to the right of the others and does not repeat an entry", () => {
    const first = board().openView("trace", [{ node: "a", variable: "V" }]);
    const second = board().openView("raster", [{ node: "a" }]);
    board().openView("trace", [{ node: "a", variable: "V" }], first);
    expect(board().records.get(first)).toMatchObject({ order: 0, of: [{ node: "a" }] });
    expect(board().records.get(second)).toMatchObject({ order: 1 });
  });

  it("keeps a halt until the network runs again", () => {
    wire.handlers?.halted({
      type: "halted",
      t: 3,
      problem: { message: "V left the range.", record: "a", field: "V" },
    });
    expect(board().halted?.record).toBe("a");
    board().control("run");
    expect(board().halted).toBeNull();
  });

  it("shows one sentence once", () => {
    board().notify("Same.");
    board().notify("Same.");
    expect(board().notices).toHaveLength(1);
  });
});

describe("addresses and file names", () => {
  it.each([
    ["/b/kvQm_-1", "kvQm_-1"],
    ["/b/abc/", "abc"],
    ["/", null],
    ["/b/", null],
    ["/b/a b", null],
    ["/b/a/c", null],
  ])("%s names the board %s", (path, id) => {
    expect(boardInAddress(path)).toBe(id);
  });

  it.each([
    ["Two neurons", "Two neurons"],
    ["a/b\\c:d", "a b c d"],
    ["  ", "board"],
    ["../..", "board"],
    ["Übung 3", "Übung 3"],
  ])("%j is saved as %j", (title, name) => {
    expect(fileName(title)).toBe(name);
  });

  it("says what is wrong with a file that is not a document", async () => {
    await board().openFile(new File(["no json"], "picture.png"));
    expect(board().notices.at(-1)?.problem.message).toContain("picture.png");
  });
});
