import { beforeEach, describe, expect, it, vi } from "vitest";
import { useBoard, type BoardState } from "../../state/board";
import type { Trace } from "../../wire/types";
import { recordsOf } from "../testdata";
import { dock, floatSomewhere, movedByKey, placeStyle, toParts } from "./place";

const view: Trace = {
  id: "v",
  kind: "trace",
  of: [],
  window: 100,
  scale: "auto",
  scales: {},
  order: 0,
  share: 1,
  floating: null,
  linked: true,
};
const page = { width: 1000, height: 800 };

describe("places of floating views", () => {
  it("are parts of the page, within it, and not too small", () => {
    expect(toParts({ left: 100, top: 200, width: 400, height: 400 }, page)).toEqual({
      x: 0.1,
      y: 0.25,
      width: 0.4,
      height: 0.5,
    });
    expect(toParts({ left: -50, top: 900, width: 10, height: 10 }, page)).toEqual({
      x: 0,
      y: 0.9,
      width: 0.26,
      height: 0.1875,
    });
  });

  it("keep a header on every screen", () => {
    const style = placeStyle({ x: 0.5, y: 0.25, width: 0.3, height: 0.4 });
    expect(style.left).toBe("min(50vw, 100vw - 80px)");
    expect(style.width).toBe("max(260px, 30vw)");
  });

  it("move and resize by arrow keys", () => {
    const at = { x: 0.5, y: 0.5, width: 0.4, height: 0.4 };
    expect(movedByKey(at, "ArrowLeft", false)?.x).toBeCloseTo(0.48, 3);
    expect(movedByKey(at, "ArrowDown", true)?.height).toBeCloseTo(0.42, 3);
    expect(movedByKey(at, "Enter", false)).toBeNull();
  });
});

describe("views that leave the dock and come back", () => {
  const edit = vi.fn<BoardState["edit"]>();
  beforeEach(() => {
    edit.mockReset();
    useBoard.setState({ edit });
  });

  it("lie beside those that float already", () => {
    const other: Trace = { ...view, id: "w", floating: { x: 0, y: 0, width: 1, height: 1 } };
    useBoard.setState({ records: recordsOf(view, other) });
    floatSomewhere(view);
    const floating = { x: 0.33, y: 0.17, width: 0.34, height: 0.36 };
    expect(edit).toHaveBeenCalledWith(
      { put: [{ ...view, floating }] },
      expect.objectContaining({ label: "Let view float" }),
    );
  });

  it("stand where they are put among the others, else last", () => {
    const floating = { x: 0.1, y: 0.1, width: 0.3, height: 0.3 };
    const flying: Trace = { ...view, floating, order: 1 };
    const [left, right] = [
      { ...view, id: "l", order: 4 },
      { ...view, id: "r", order: 6 },
    ];
    useBoard.setState({ records: recordsOf(flying, left, right) });
    dock(flying, 1);
    dock(flying);
    const orders = edit.mock.calls.map(([change]) => {
      const [put] = change.put ?? [];
      return put?.kind === "trace" ? put.order : null;
    });
    expect(orders).toEqual([5, 7]);
  });
});
