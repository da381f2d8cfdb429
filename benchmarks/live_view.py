"""How fast the live view is: frames while something is dragged, and the way of a parameter.

    python -m benchmarks.live_view [--runs 3] [--seconds 4] [--only small,large,cells,slider,hidden]

A real server, a headless Chromium that draws in software, 1440x900. Each run measures an empty
board beside the full ones, so that the noise of the machine shows: the ratio is what counts.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.live_boards import Document, board
from benchmarks.live_page import WATCH, Moved, circling, slider_trips, still
from scripts import chromium, page
from tests.browser.app_server import AppServer
from tests.browser.conftest import CHROMIUM_ARGS
from tests.browser.views import ask

TICKS = os.sysconf("SC_CLK_TCK")


def processor(pid: int) -> float:
    """s of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def opened(browser: Browser, server: AppServer, document: Document | None) -> Iterator[Page]:
    """A fresh page that shows a board, running in real time where there is something to run."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    tab = context.new_page()
    tab.add_init_script(WATCH)
    try:
        if document is None:
            tab.goto(server.url)
            tab.get_by_text("Start with one neuron").wait_for()
        else:
            made = ask(server, "POST", "/api/boards", {"document": document})["id"]
            tab.goto(f"{server.url}/b/{made}")
            tab.locator('[data-node-id="s"]').wait_for()
            tab.get_by_role("button", name="Speed:").click()
            tab.get_by_role("menuitemradio", name="real time").click()
            tab.get_by_role("button", name="Run", exact=True).click()
            tab.wait_for_function("() => window.seen.frames > 10")
        yield tab
        # A board goes on without its page for a while: it must not run beside the next one.
        if document is not None and tab.url != "about:blank":
            tab.get_by_role("button", name="Pause", exact=True).click()
            tab.get_by_role("button", name="Run", exact=True).wait_for()
    finally:
        context.close()


def said(name: str, moved: Moved, empty: Moved) -> None:
    print(
        f"  {name:34} {moved.rate:5.1f}/s  {moved.rate / empty.rate:4.2f} of empty  "
        f"p95 {moved.slow:5.1f} ms  page {moved.work:5.1f} ms a frame",
        flush=True,
    )


def middle_of(tab: Page, node: str) -> tuple[float, float]:
    box = tab.locator(f'[data-node-id="{node}"]').bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def gap_of(tab: Page, nodes: int) -> tuple[float, float]:
    """A place of the bare board: beside the first node, outside of the grid."""
    x, y = middle_of(tab, "n0")
    return x - 25, y - 25


def empty_board(browser: Browser, server: AppServer, seconds: float) -> Moved:
    with opened(browser, server, None) as tab:
        moved = still(tab, seconds)
    said("empty board", moved, moved)
    return moved


def crowd(
    browser: Browser, server: AppServer, nodes: int, edges: int, empty: Moved, seconds: float
) -> None:
    """Frames while a node in the middle, and the whole board, are dragged."""
    with opened(browser, server, board(nodes, edges, 4)) as tab:
        title = f"{nodes} nodes, {edges} connections"
        said(f"{title}, still", still(tab, seconds), empty)
        at = middle_of(tab, f"n{nodes // 2}")
        said(f"{title}, node", circling(tab, *at, seconds), empty)
        at = gap_of(tab, nodes)
        said(f"{title}, board", circling(tab, *at, seconds), empty)


def cells(browser: Browser, server: AppServer, empty: Moved, seconds: float) -> None:
    """What 100 000 cells beside sixty nodes cost the page and the server."""
    assert server.process is not None
    for count in (0, 100_000):
        with opened(browser, server, board(60, 150, 4, count)) as tab:
            tab.wait_for_timeout(1000)
            before = processor(server.process.pid)
            moved = still(tab, seconds)
            used = processor(server.process.pid) - before
            said(f"60 nodes and {count} cells", moved, empty)
            print(f"    server {100 * used / seconds:.0f} % of a processor", flush=True)


def slider(browser: Browser, server: AppServer) -> None:
    """From a key on a slider to the trace."""
    with opened(browser, server, board(60, 150, 4)) as tab:
        trips = slider_trips(tab, 40)
        print(
            f"  slider to trace: {statistics.median(trips):.1f} ms in the middle, "
            f"{trips[int(0.9 * len(trips))]:.1f} ms at 90 %",
            flush=True,
        )


def hidden(browser: Browser, server: AppServer, seconds: float) -> None:
    """What a hidden page costs the server."""
    assert server.process is not None
    pid = server.process.pid
    with opened(browser, server, board(60, 150, 4)) as tab:
        for state in ("shown", "hidden"):
            if state == "hidden":
                tab.evaluate(HIDE)
            tab.wait_for_timeout(1500)
            bytes_before, before = tab.evaluate("() => seen.bytes"), processor(pid)
            began = time.perf_counter()
            tab.wait_for_timeout(1000 * seconds)
            used = (processor(pid) - before) / (time.perf_counter() - began)
            got = tab.evaluate("() => seen.bytes") - bytes_before
            print(f"  {state}: server {100 * used:.1f} % of a processor, {got / 1000:.1f} kB")
        board_id = tab.url.rsplit("/b/", 1)[1]
        tab.goto("about:blank")
        time.sleep(1)
        before = processor(pid)
        time.sleep(seconds)
        used = processor(pid) - before
        print(f"  no page at all: server {100 * used / seconds:.1f} % of a processor ({board_id})")


HIDE = """
() => { Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
  Object.defineProperty(document, 'hidden', { configurable: true, value: true });
  window.requestAnimationFrame = () => 1;
  document.dispatchEvent(new Event('visibilitychange')); }
"""
"""As a browser does with a tab that is not on screen."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--only", default="small,large,cells,slider,hidden")
    options = parser.parse_args()
    wanted = options.only.split(",")
    program = chromium.find()
    assert program is not None, "no Chromium: `make test` says how to get one"
    page.build()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = AppServer(Path(folder) / "data", Path(folder) / "server.log")
        server.start()
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGS)
        try:
            for run in range(options.runs):
                print(f"run {run + 1}, load {os.getloadavg()[0]:.1f}", flush=True)
                empty = empty_board(browser, server, options.seconds)
                if "small" in wanted:
                    crowd(browser, server, 60, 150, empty, options.seconds)
                if "large" in wanted:
                    crowd(browser, server, 300, 1000, empty, options.seconds)
                if "cells" in wanted:
                    cells(browser, server, empty, options.seconds)
                if "slider" in wanted:
                    slider(browser, server)
                if "hidden" in wanted:
                    hidden(browser, server, options.seconds)
        finally:
            browser.close()
            server.stop()


if __name__ == "__main__":
    main()
