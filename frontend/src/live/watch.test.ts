import { describe, expect, it, vi } from "vitest";
import type { Watch } from "../wire/types";
import { attachWatch, watchInspected, watchNodes } from "./watch";

const turn = (): Promise<void> => Promise.resolve();

describe("watch", () => {
  it("says once what is on screen, when it changes, and again after a welcome", async () => {
    const send = vi.fn<(message: Watch) => boolean>(() => true);
    const watch = attachWatch(send);
    watchNodes(["b", "a", "b"]);
    watchInspected("c");
    await turn();
    expect(send.mock.calls).toEqual([
      [{ type: "watch", nodes: ["a", "b", "c"], inspected: "c", weights: [], hidden: false }],
    ]);
    watchNodes(["a", "b"]);
    await turn();
    expect(send).toHaveBeenCalledTimes(1);
    watch.resend();
    await turn();
    expect(send).toHaveBeenCalledTimes(2);
    watch.detach();
    watchInspected(null);
    watchNodes([]);
    await turn();
    expect(send).toHaveBeenCalledTimes(2);
  });

  it("says when the page is hidden, and when it is back", async () => {
    const send = vi.fn<(message: Watch) => boolean>(() => true);
    const watch = attachWatch(send);
    watchNodes(["a"]);
    await turn();
    const state = vi.spyOn(document, "visibilityState", "get");
    for (const now of ["hidden", "visible"] as const) {
      state.mockReturnValue(now);
      document.dispatchEvent(new Event("visibilitychange"));
      await turn();
    }
    expect(send.mock.calls.map(([{ hidden }]) => hidden)).toEqual([false, true, false]);
    watch.detach();
  });

  it("tries again what could not be sent", async () => {
    const send = vi.fn<(message: Watch) => boolean>(() => false);
    const watch = attachWatch(send);
    watchNodes(["a"]);
    await turn();
    watchNodes(["a"]);
    await turn();
    expect(send).toHaveBeenCalledTimes(2);
    watch.detach();
  });

  it("names at most 2000 nodes", async () => {
    const send = vi.fn<(message: Watch) => boolean>(() => true);
    const watch = attachWatch(send);
    watchNodes(Array.from({ length: 3000 }, (_, i) => `n${i}`));
    await turn();
    expect(send.mock.calls[0]?.[0].nodes).toHaveLength(2000);
    watch.detach();
  });
});
