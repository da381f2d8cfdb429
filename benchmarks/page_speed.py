"""Frames per second of the page and model time of the server, with every view of an example open.

    .venv/bin/python -m benchmarks.page_speed [--example TITLE] [--seconds 10] [--runs 3]

A real server, a headless Chromium that draws in software, 1440x900. Each run measures an empty
board and the example in turn, so that the noise of the machine shows: the ratio is what counts.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from scripts import chromium, page
from tests.browser.app_server import AppServer
from tests.browser.conftest import CHROMIUM_ARGS

COUNT_FRAMES = """
seconds => new Promise(done => {
  const gaps = []; let last = performance.now(); const stop = last + 1000 * seconds;
  const tick = now => { gaps.push(now - last); last = now;
    if (now < stop) requestAnimationFrame(tick); else done(gaps); };
  requestAnimationFrame(tick);
})
"""
CLOCK = """
() => Number(document.querySelector('[data-testid=clock]').textContent.replace(/[^0-9.]/g, ''))
"""


def frames(tab: Page, seconds: float) -> tuple[float, float]:
    """Frames per second, and the 95th percentile of the time between two frames in ms."""
    gaps: list[float] = tab.evaluate(COUNT_FRAMES, seconds)[1:]
    return 1000 * len(gaps) / sum(gaps), statistics.quantiles(gaps, n=20)[-1]


def measure(browser: Browser, url: str, example: str | None, seconds: float) -> dict[str, Any]:
    """One measurement in a fresh page: the empty board, or the example running in real time."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    tab = context.new_page()
    tab.goto(url)
    tab.get_by_text("Start with one neuron").wait_for()
    views, ratio = 0, None
    start, begun = 0.0, time.perf_counter()
    if example is not None:
        tab.locator(".empty-row", has_text=example).first.click()
        tab.locator("[data-view-id]").first.wait_for()
        set_real_time(tab)
        tab.get_by_role("button", name="Run", exact=True).click()
        tab.wait_for_function("() => (" + CLOCK + ")() > 1000")
        views = tab.locator("[data-view-id]").count()
        start, begun = tab.evaluate(CLOCK), time.perf_counter()
    rate, slow = frames(tab, seconds)
    if example is not None:
        ratio = (tab.evaluate(CLOCK) - start) / (1000 * (time.perf_counter() - begun))
    context.close()
    return {"views": views, "rate": rate, "slow": slow, "real_time": ratio}


def set_real_time(tab: Page) -> None:
    """Choose "1 s shows 1 s" in the speed menu."""
    tab.get_by_role("button", name="Speed:").click()
    tab.get_by_role("menuitemradio", name="real time").click()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--example", default="Excitation and inhibition in balance")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    program = chromium.find()
    assert program is not None, "no Chromium: `make test` says how to get one"
    page.build()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = AppServer(Path(folder) / "data", Path(folder) / "server.log")
        server.start()
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGS)
        try:
            print("run   empty page        example           views   model time / real time")
            for run in range(options.runs):
                empty = measure(browser, server.url, None, options.seconds)
                full = measure(browser, server.url, options.example, options.seconds)
                print(
                    f"{run + 1:3}   {empty['rate']:4.1f}/s p95 {empty['slow']:4.1f} ms"
                    f"  {full['rate']:4.1f}/s p95 {full['slow']:4.1f} ms"
                    f"  {full['views']:4}   {full['real_time']:.3f}"
                )
        finally:
            browser.close()
            server.stop()


if __name__ == "__main__":
    main()
