"""Trials of a network, beside the run; and spikes that can be heard."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import document
from tests.browser.views import open_board, pixels, table, tile

PATIENCE = 60_000
"""ms that twelve short trials may take on a loaded machine."""


def test_trials_grow_on_screen_and_are_cancelled(page: Page, app_server: AppServer) -> None:
    view = {"id": "t", "kind": "trials", "of": [{"node": "p"}], "n": 1000, "span": 5000}
    source = {"id": "p", "kind": "stimulus", "model": "poisson", "params": {"rate": 1}}
    board = {
        "format": "neuroboard/1",
        "nodes": [{**source, "x": 0, "y": 0, "size": 200}],
        "edges": [],
        "views": [view],
    }
    open_board(page, app_server, board)
    shown = tile(page, "t")
    shown.get_by_role("button", name="Run 1000 trials").click(timeout=PATIENCE)
    progress = shown.get_by_role("progressbar", name="Trials")
    expect(progress).to_be_visible()
    empty = pixels(page, "t")
    page.wait_for_function("() => document.querySelector('progress').value > 2", timeout=PATIENCE)
    few = pixels(page, "t")
    assert few != empty
    page.wait_for_function(
        "seen => document.querySelector('[data-view-id=t] canvas').toDataURL() !== seen",
        arg=few,
        timeout=PATIENCE,
    )
    shown.get_by_role("button", name="Cancel").click()
    expect(shown.get_by_role("button", name="Run 1000 trials")).to_be_visible()
    expect(shown.get_by_role("alert")).to_have_count(0)
    shown.get_by_role("button", name="Export").click()
    expect(page.get_by_role("menuitem", name="Data in view")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Interactive figure")).to_have_count(0)
    page.keyboard.press("Escape")
    made = {row[0] for row in table(page, "t")[1:]}
    assert made == {str(k) for k in range(len(made))}
    assert 2 < len(made) < 1000

    shown.get_by_role("button", name="View options").click()
    begin = page.get_by_role("dialog", name="View options").get_by_label("Shown from")
    begin.fill("100000")
    begin.press("Enter")
    page.keyboard.press("Escape")
    shown.get_by_role("button", name="Run 1000 trials").click()
    problem = shown.get_by_role("alert")
    expect(problem).to_contain_text("1000 trials of 105000 ms at dt = 0.1 ms take more than 200")
    wide, shown_wide = problem.evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert wide <= shown_wide


def test_trials_build_up_and_spikes_can_be_heard(page: Page, app_server: AppServer) -> None:
    source: dict[str, Any] = {"kind": "stimulus", "model": "poisson", "params": {"rate": 100}}
    view = {
        "id": "t",
        "kind": "trials",
        "of": [{"node": "p"}, {"node": "a", "variable": "V"}],
        "n": 12,
        "span": 200,
    }
    drive = {"id": "e", "source": "p", "target": "a", "synapse": "exponential", "weight": 30}
    nodes = [
        {"id": "p", "x": 0, "y": 0, **source},
        {"id": "a", "kind": "neurons", "model": "lif", "x": 200, "y": 0},
    ]
    board = {"format": "neuroboard/1", "nodes": nodes, "edges": [drive], "views": [view]}
    open_board(page, app_server, board)
    shown = tile(page, "t")
    run = shown.get_by_role("button", name="Run 12 trials")
    run.click(timeout=PATIENCE)
    expect(shown.get_by_role("button", name="Cancel")).to_have_count(0, timeout=PATIENCE)
    expect(run).to_be_visible()
    rows = table(page, "t")
    spikes = [row for row in rows[1:] if len(row) == 4]
    assert {row[0] for row in spikes} == {str(k) for k in range(12)}
    # 12 trials of 200 ms at 100 Hz: 240 spikes, give or take four deviations.
    assert abs(len(spikes) - 240) < 62
    assert all(0 <= float(row[3]) < 200 for row in spikes)
    shown.get_by_role("button", name="View options").click()
    options = page.get_by_role("dialog", name="View options")
    options.get_by_label("Trials", exact=True).fill("5")
    options.get_by_label("Trials", exact=True).press("Enter")
    page.keyboard.press("Escape")
    expect(shown.get_by_text("Settings have changed since.")).to_be_visible()
    expect(shown.get_by_role("button", name="Run 5 trials")).to_be_visible()
    assert document(app_server, page)["views"][0]["n"] == 5

    sound = page.get_by_role("button", name="Sound of spikes")
    expect(sound).to_have_attribute("aria-pressed", "false")
    sound.click()
    page.get_by_role("dialog", name="Sound of spikes").get_by_role("switch").click()
    page.keyboard.press("Escape")
    expect(sound).to_have_attribute("aria-pressed", "true")
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("z")
    expect(sound).to_have_attribute("aria-pressed", "false")
