import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { NumberField } from "./NumberField";

let root: Root;
let field: HTMLInputElement;
let frames: FrameRequestCallback[] = [];

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => frames.push(callback));
  frames = [];
  const place = document.body.appendChild(document.createElement("div"));
  root = createRoot(place);
  act(() => {
    root.render(
      <NumberField
        value={40}
        step={1}
        low={-Infinity}
        high={Infinity}
        name="Weight"
        onChange={vi.fn()}
        onProblem={vi.fn()}
      />,
    );
  });
  field = document.querySelector("input") ?? document.createElement("input");
});

afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
});

function type(text: string): void {
  act(() => {
    field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
}

function draw(): void {
  for (const frame of frames.splice(0)) frame(0);
}

it("is replaced by what is typed, as a whole", () => {
  act(() => field.focus());
  draw();
  type("25");
  expect(field.value).toBe("25");
});

it("keeps what is typed before the next frame", () => {
  act(() => field.focus());
  type("-");
  draw();
  type("2");
  type("5");
  expect(field.value).toBe("-25");
});

it("lets the focus go on before the next frame", () => {
  act(() => field.focus());
  act(() => field.blur());
  const select = vi.spyOn(field, "select");
  draw();
  expect(select).not.toHaveBeenCalled();
});
