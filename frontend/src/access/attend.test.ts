import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useBoard } from "../state/board";
import { attendSelection } from "./attend";

let frames: FrameRequestCallback[] = [];
let stop: () => void;

function add(id: string): HTMLElement {
  const element = document.createElement("div");
  element.className = "react-flow__node";
  element.dataset["id"] = id;
  element.tabIndex = 0;
  document.querySelector(".react-flow")?.append(element);
  return element;
}

function draw(): void {
  for (const frame of frames.splice(0)) frame(0);
}

beforeEach(() => {
  frames = [];
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => frames.push(callback));
  const board = document.createElement("div");
  board.className = "react-flow";
  const field = document.createElement("input");
  field.id = "field";
  document.body.replaceChildren(board, field);
  useBoard.setState({ selection: new Set() });
  stop = attendSelection();
});

afterEach(() => stop());

it("goes from node to what is selected, once that is drawn", () => {
  const first = add("a");
  first.focus();
  useBoard.setState({ selection: new Set(["b"]) });
  expect(document.activeElement).toBe(document.body);
  draw();
  const second = add("b");
  draw();
  expect(document.activeElement).toBe(second);
});

it("leaves the focus where it is outside of the board, and where several are selected", () => {
  const first = add("a");
  add("b");
  const field = document.querySelector<HTMLElement>("#field");
  field?.focus();
  useBoard.setState({ selection: new Set(["a"]) });
  draw();
  expect(document.activeElement).toBe(field);
  first.focus();
  useBoard.setState({ selection: new Set(["a", "b"]) });
  draw();
  expect(document.activeElement).toBe(first);
});

it("does not take the focus back from where it went meanwhile", () => {
  add("a").focus();
  add("b");
  useBoard.setState({ selection: new Set(["b"]) });
  const field = document.querySelector<HTMLElement>("#field");
  field?.focus();
  draw();
  expect(document.activeElement).toBe(field);
});
