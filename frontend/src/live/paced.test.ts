import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Paced } from "./paced";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("shows the first at once and the last of those that follow closely", () => {
  let value = 0;
  const shown: number[] = [];
  const paced = new Paced(() => shown.push(value));
  for (value = 1; value <= 5; value += 1) {
    paced.ask(100);
    vi.advanceTimersByTime(10);
  }
  value = 5;
  expect(shown).toEqual([1]);
  vi.advanceTimersByTime(100);
  expect(shown).toEqual([1, 5]);
});

it("shows nothing after it was stopped", () => {
  const show = vi.fn();
  const paced = new Paced(show, 50);
  paced.ask(100);
  paced.stop();
  vi.advanceTimersByTime(500);
  expect(show).not.toHaveBeenCalled();
});
