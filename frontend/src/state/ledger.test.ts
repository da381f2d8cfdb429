import { describe, expect, it } from "vitest";
import type { AnyRecord, Edited, Neurons } from "../wire/types";
import {
  emptyLedger,
  markSent,
  merge,
  nextToSend,
  onEdited,
  onRefused,
  onWelcome,
  propose,
  shown,
  type Ledger,
} from "./ledger";

const ME = "me";

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

const opened = (...records: AnyRecord[]): Ledger => onWelcome(emptyLedger, records, 1);

const put = (
  ledger: Ledger,
  ref: number,
  record: AnyRecord,
  gesture: string | null = null,
): Ledger => propose(ledger, { ref, edit: { put: [record], remove: [] }, label: "", gesture });

const edited = (
  seq: number,
  put: AnyRecord[],
  ref = 0,
  client = ME,
  remove: string[] = [],
): Edited => ({
  type: "edited",
  seq,
  put,
  remove,
  client,
  ref,
  label: "",
  history: { undo: null, redo: null },
});

const x = (ledger: Ledger, id: string): number | undefined => {
  const record = shown(ledger).get(id);
  return record?.kind === "neurons" ? record.x : undefined;
};

describe("an edit", () => {
  it("is shown at once and confirmed later", () => {
    const proposed = put(opened(neuron("a")), 7, neuron("a", { x: 3 }));
    expect(x(proposed, "a")).toBe(3);
    expect(proposed.confirmed.get("a")).toMatchObject({ x: 0 });
    const done = onEdited(markSent(proposed, 7), edited(2, [neuron("a", { x: 3 })], 7), ME);
    expect(done.pending).toEqual([]);
    expect(done.seq).toBe(2);
    expect(x(done, "a")).toBe(3);
  });

  it("that is refused leaves what was there before, and what came after it", () => {
    let ledger = put(opened(neuron("a")), 1, neuron("a", { x: 3 }));
    ledger = put(ledger, 2, neuron("b"));
    const left = onRefused(ledger, 1);
    expect(x(left, "a")).toBe(0);
    expect(shown(left).has("b")).toBe(true);
  });

  it("of somebody else lies below ours until ours is answered", () => {
    let ledger = markSent(put(opened(neuron("a")), 1, neuron("a", { x: 3 })), 1);
    ledger = onEdited(ledger, edited(2, [neuron("a", { x: 100 })], 9, "other"), ME);
    expect(x(ledger, "a")).toBe(3);
    expect(x(onRefused(ledger, 1), "a")).toBe(100);
  });

  it("with the number of another client's edit is not taken for ours", () => {
    let ledger = markSent(put(opened(neuron("a")), 1, neuron("a", { x: 3 })), 1);
    ledger = onEdited(ledger, edited(2, [neuron("b")], 1, "other"), ME);
    expect(ledger.pending).toHaveLength(1);
  });
});

describe("a gesture", () => {
  const drag = (): Ledger => {
    let ledger = put(opened(neuron("a")), 1, neuron("a", { x: 1 }), "g");
    ledger = markSent(ledger, 1);
    ledger = put(ledger, 2, neuron("a", { x: 2 }), "g");
    return put(ledger, 3, neuron("a", { x: 3 }), "g");
  };

  it("faster than the server leaves one edit under way and one that waits", () => {
    const ledger = drag();
    expect(ledger.pending.map(({ ref }) => ref)).toEqual([1, 2]);
    expect(x(ledger, "a")).toBe(3);
    expect(nextToSend(ledger)).toBeNull();
  });

  it("goes on as soon as its last edit is answered", () => {
    const ledger = onEdited(drag(), edited(2, [neuron("a", { x: 1 })], 1), ME);
    const next = nextToSend(ledger);
    expect(next?.ref).toBe(2);
    expect(next?.edit.put).toMatchObject([{ id: "a", x: 3 }]);
  });

  it("does not hold up, nor swallow, an edit of its own", () => {
    const ledger = put(drag(), 4, neuron("b"));
    expect(ledger.pending.map(({ ref }) => ref)).toEqual([1, 2, 4]);
  });
});

describe("after a lost connection", () => {
  it("an edit that the server has stored is not sent again", () => {
    const lost = markSent(put(opened(neuron("a")), 1, neuron("a", { x: 3 })), 1);
    const back = onWelcome(lost, [neuron("a", { x: 3 })], 2);
    expect(back.pending).toEqual([]);
  });

  it("an edit that got lost is sent again, on top of what others did", () => {
    const lost = markSent(put(opened(neuron("a")), 1, neuron("a", { x: 3 })), 1);
    const back = onWelcome(lost, [neuron("a", { label: "new name" })], 5);
    expect(nextToSend(back)?.edit.put).toMatchObject([{ x: 3, label: "new name" }]);
  });

  it("a change to what somebody removed is dropped, a new record is kept", () => {
    let lost = put(opened(neuron("a")), 1, neuron("a", { x: 3 }));
    lost = put(lost, 2, neuron("b"));
    const back = onWelcome(lost, [], 5);
    expect(back.pending.map(({ ref }) => ref)).toEqual([2]);
    expect([...shown(back).keys()]).toEqual(["b"]);
  });

  it("edits of one record on top of each other keep their order", () => {
    let lost = put(opened(neuron("a")), 1, neuron("a", { x: 3 }));
    lost = put(lost, 2, neuron("a", { x: 3, y: 4 }));
    const back = onWelcome(lost, [neuron("a", { label: "z" })], 5);
    expect(shown(back).get("a")).toMatchObject({ x: 3, y: 4, label: "z" });
  });

  it("removing what is already gone is done", () => {
    const ledger = propose(opened(neuron("a")), {
      ref: 1,
      edit: { put: [], remove: ["a"] },
      label: "",
      gesture: null,
    });
    expect(onWelcome(ledger, [], 3).pending).toEqual([]);
  });
});

describe("merge", () => {
  it("takes changed parameters one by one and forgets removed ones", () => {
    const old = neuron("a", { params: { tau_m: 10, E_L: -70, V_T: -50 } });
    const mine = neuron("a", { params: { tau_m: 20, E_L: -70 } });
    const theirs = neuron("a", { params: { tau_m: 10, E_L: -65, V_T: -50 }, model: "lif" });
    expect(merge(old, mine, theirs)).toMatchObject({
      model: "lif",
      params: { tau_m: 20, E_L: -65 },
    });
    expect(merge(old, mine, theirs)).not.toHaveProperty("params.V_T");
  });
});
