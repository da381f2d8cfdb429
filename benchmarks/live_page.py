"""What is measured in one page: frames while a hand moves something, and the way of a parameter."""

from __future__ import annotations

import math
import statistics
import time
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page

WATCH = """
(() => {
  const seen = { bytes: 0, frames: 0, current: null, from: 0, waits: null, trips: [] };
  window.seen = seen;
  const Plain = WebSocket;
  const text = new TextDecoder();
  window.WebSocket = class extends Plain {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        if (typeof data === 'string') { seen.bytes += data.length; return; }
        seen.bytes += data.byteLength; seen.frames++;
        const length = new DataView(data).getUint32(4, true);
        const header = JSON.parse(text.decode(new Uint8Array(data, 8, length)));
        for (const part of header.sections) {
          if (part.kind !== 'samples' || part.node !== 's') continue;
          const values = new Float32Array(data, 8 + length + part.offset, part.count);
          const last = values[part.count - 1];
          if (seen.waits !== null && last !== seen.current) {
            const begun = seen.waits; seen.waits = null;
            requestAnimationFrame(() => {
              const after = new MessageChannel();
              after.port1.onmessage = () => seen.trips.push(performance.now() - begun);
              after.port2.postMessage(0);
            });
          }
          seen.current = last;
        }
      });
    }
  };
  window.addEventListener('keydown', ({ target }) => {
    if (target.type === 'range') seen.waits = performance.now();
  }, true);
})()
"""
"""Counts what arrives. From a key on a slider until the frame is drawn that holds a sample computed
with the new value: the trace is drawn in the animation frame after its message."""

COUNT = """
() => { const gaps = window.gaps = []; let last = performance.now();
  const tick = now => { gaps.push(now - last); last = now;
    window.counting = requestAnimationFrame(tick); };
  window.counting = requestAnimationFrame(tick); }
"""
COUNTED = "() => { cancelAnimationFrame(window.counting); return window.gaps.slice(1); }"


@dataclass(frozen=True)
class Moved:
    """Frames a second, time between two frames that 95 of 100 keep to (ms), and processor time of
    the page for one frame (ms)."""

    rate: float
    slow: float
    work: float


def _busy(cdp: CDPSession) -> float:
    metrics = cdp.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


def still(tab: Page, seconds: float) -> Moved:
    """Nothing is touched."""
    return _frames(tab, lambda: tab.wait_for_timeout(1000 * seconds))


def circling(tab: Page, x: float, y: float, seconds: float, radius: float = 60.0) -> Moved:
    """The button is held from (x, y) on, and the pointer goes round and round."""

    def go() -> None:
        end = time.perf_counter() + seconds
        turn = 0.0
        while time.perf_counter() < end:
            turn += 0.15
            tab.mouse.move(x + radius * math.sin(turn), y + radius * (1 - math.cos(turn)))

    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + 4, y + 4)
    try:
        return _frames(tab, go)
    finally:
        tab.mouse.move(x, y)
        tab.mouse.up()


def _frames(tab: Page, during: Any) -> Moved:
    cdp = tab.context.new_cdp_session(tab)
    cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = _busy(cdp)
    tab.evaluate(COUNT)
    during()
    gaps: list[float] = tab.evaluate(COUNTED)
    work = _busy(cdp) - before
    cdp.detach()
    return Moved(
        1000 * len(gaps) / sum(gaps), statistics.quantiles(gaps, n=20)[-1], work / len(gaps)
    )


def slider_trips(tab: Page, times: int) -> list[float]:
    """ms from a key on the slider of the current to the trace that shows it, sorted."""
    tab.locator('[data-node-id="s"]').click(force=True)
    slider = tab.get_by_role("slider", name="Amplitude").first
    slider.focus()
    for i in range(times):
        tab.evaluate("() => { seen.waits = null; }")
        count = tab.evaluate("() => seen.trips.length")
        tab.keyboard.press("ArrowRight" if i % 2 == 0 else "ArrowLeft")
        tab.wait_for_function("n => seen.trips.length > n", arg=count)
        tab.wait_for_timeout(40 + 7 * (i % 5))
    found: list[float] = tab.evaluate("() => seen.trips")
    return sorted(found)
