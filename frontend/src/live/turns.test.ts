import { describe, expect, it } from "vitest";
import { Turns } from "./turns";

/** Three pictures that take `cost` ms each; which of them each frame draws. */
function frames(cost: number, gap: number, count: number, hand: boolean): string[] {
  const turns = new Turns();
  let time = 0;
  let drawn = "";
  for (const name of "abc") {
    turns.add(() => {
      time += cost;
      drawn += name;
      return false;
    });
  }
  return Array.from({ length: count }, (_, i) => {
    const now = (i + 1) * gap;
    time = now;
    drawn = "";
    if (hand) turns.handMoves(now);
    const { done } = turns.run(now, () => time);
    return drawn + (done ? "." : "");
  });
}

describe("pictures", () => {
  it("are all drawn in every frame while there is time", () => {
    expect(frames(2, 16, 3, true)).toEqual(["abc.", "abc.", "abc."]);
  });

  it("take turns when frames come late under a hand", () => {
    const last = frames(3, 40, 20, true).slice(-6);
    expect(last.join("")).toMatch(/abc\.a|bc\.ab|c\.abc/);
    expect(last.map((drawn) => drawn.replace(".", "").length)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it("do not when nothing is moved", () => {
    expect(new Set(frames(3, 40, 20, false))).toEqual(new Set(["abc."]));
  });

  it("that are taken out are not waited for", () => {
    const turns = new Turns();
    const end = turns.add(() => true);
    turns.add(() => false);
    end();
    expect(turns.run(10, () => 10)).toEqual({ done: true, again: false });
  });
});
