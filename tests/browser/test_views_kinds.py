"""Rates, histograms, pictures and the other kinds of views: opened, set up, looked at, undone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import open_empty
from tests.browser.views import (
    circuit,
    eventually,
    open_board,
    pixels,
    record,
    run_for,
    select,
    table,
    tile,
)

OF_G = {"node": "G", "variable": "V"}


def kind(name: str, view: str, *of: object, **more: object) -> dict[str, object]:
    """A record of a view."""
    return {"id": view, "kind": name, "of": list(of), **more}


def choose(page: Page, name: str) -> None:
    """An item of the menu of views."""
    page.get_by_role("menu", name="Views").get_by_role("menuitem", name=name).click()


def test_views_are_added_from_menus_and_keys_and_undone(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit())
    # The list tells what can be shown as the catalog has it.
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Add view").click()
    choose(page, "Population rate")
    expect(page.get_by_role("region", name="Rate")).to_be_visible()
    select(page, "G")
    page.keyboard.press("Shift+V")
    choose(page, "Activity image")
    expect(page.get_by_role("region", name="Activity Neuron G")).to_be_visible()
    page.locator('[data-node-id="G"]').click(button="right", position={"x": 12, "y": 12})
    page.get_by_role("menuitem", name="Other views").click()
    choose(page, "Pixel image")
    expect(page.get_by_role("region", name="Picture Neuron G")).to_be_visible()
    for left in (2, 1, 0):
        page.keyboard.press("Control+z")
        expect(page.locator("[data-view-id]")).to_have_count(left)


def test_the_menu_of_views_says_why_it_has_nothing_to_show(
    page: Page, app_server: AppServer
) -> None:
    open_empty(page, app_server)
    page.keyboard.press("Shift+V")
    menu = page.get_by_role("menu", name="Views")
    expect(menu.get_by_text("There is nothing to show yet. Place a neuron first.")).to_be_visible()
    item = menu.get_by_role("menuitem", name="Bars")
    expect(item).to_have_attribute("aria-disabled", "true")
    item.click(force=True)
    expect(page.locator(".toast")).to_contain_text("Select neurons or units first")
    expect(page.locator("[data-view-id]")).to_have_count(0)


def test_rate_histogram_and_scatter_tell_what_happened(page: Page, app_server: AppServer) -> None:
    board = open_board(
        page,
        app_server,
        circuit(
            kind("rate", "r", {"node": "G"}, window=500, bin=10),
            kind("histogram", "h", {"node": "G"}, what="intervals", order=1),
            kind("scatter", "xy", {"node": "B", "variable": "V"}, OF_G, order=2),
        ),
    )
    run_for(page, 900)
    head, *rows = table(page, "r")
    assert head == ["begin of bin (ms)", "rate of Neuron G (Hz)"]
    assert all(float(row[0]) % 10 == 0 for row in rows)
    # Five cells: one spike in a bin of 10 ms is 20 Hz.
    assert max(float(row[1]) for row in rows) > 0
    assert {round(float(row[1]) % 20, 3) for row in rows} == {0}
    assert len(table(page, "xy")) > 100
    counts = [int(row[2]) for row in table(page, "h")[1:]]
    assert len(counts) == 30
    assert sum(counts) > 10
    tile(page, "h").get_by_role("button", name="View options").click()
    options = page.get_by_role("dialog", name="View options")
    options.get_by_label("Bins").select_option("10")
    options.get_by_label("Counts").select_option("cells")
    options.get_by_label("Shows").select_option(label="V of Neuron G")
    page.keyboard.press("Escape")

    def stored() -> list[object]:
        view = record(app_server, board, "views", "h")
        return [view["bins"], view["what"], [entry.get("variable") for entry in view["of"]]]

    eventually(page, stored, [10, "cells", ["V"]])

    def counted() -> int:
        return sum(int(row[2]) for row in table(page, "h")[1:])

    eventually(page, counted, 5)


def test_pictures_and_bars_follow_the_run(page: Page, app_server: AppServer) -> None:
    views = (
        kind("image", "vi", OF_G, window=200),
        kind("pixels", "vp", OF_G, order=1, columns=3),
        kind("bars", "vb", OF_G, order=2),
    )
    open_board(page, app_server, circuit(*views))
    before = {view: pixels(page, view) for view in ("vi", "vp", "vb")}
    run_for(page, 700)
    for view, old in before.items():
        assert pixels(page, view) != old, view
    image, picture, bars = (table(page, view) for view in ("vi", "vp", "vb"))
    assert image[0] == ["time (ms)", *(f"cell {k}" for k in range(5))]
    times = [float(row[0]) for row in image[1:]]
    assert times == pytest.approx([times[0] + 2 * k for k in range(len(times))])
    now = [float(row[3]) for row in bars[1:]]
    assert len(now) == 5
    assert [float(v) for row in picture[1:] for v in row[1:] if v] == now


def test_weights_over_time_and_components(page: Page, app_server: AppServer) -> None:
    document = circuit(
        kind("weight_history", "w", {"edge": "GG"}),
        kind("components", "c", {"node": "G"}, order=1, bin=10, span=500),
    )
    document["edges"][2]["plasticity"] = {"rule": "stdp", "params": {"w_max": 10.0}}
    document["nodes"][3]["params"] = {"I_ext": {"uniform": [20, 40]}}
    board = open_board(page, app_server, document)
    tile(page, "w").get_by_role("button", name="View options").click()
    options = page.get_by_role("dialog", name="View options")
    options.get_by_label("Synapses").fill("9-0")
    options.get_by_label("Synapses").press("Enter")
    expect(options.get_by_role("alert")).to_have_text("The source has the cells 0 to 4.")
    options.get_by_label("Synapses").fill("1-0")
    options.get_by_label("Synapses").press("Enter")
    page.keyboard.press("Escape")
    eventually(page, lambda: record(app_server, board, "views", "w")["of"][0]["cells"], [1])
    run_for(page, 1500)
    head, *rows = table(page, "w")
    assert head[1] == "Neuron G to Neuron G mean (mV ms)"
    assert head[4] == "Neuron G to Neuron G 1 to 0 (mV ms)"
    assert len(rows) > 5
    assert len({row[1] for row in rows}) > 1, "the weights learn"
    path = table(page, "c")
    assert path[0] == ["begin of bin (ms)", "component 1", "component 2"]
    assert len(path) > 20
    tile(page, "c").get_by_role("button", name="Export").click()
    page.get_by_role("menuitem", name="Interactive figure").click()
    figure = page.get_by_role("dialog")
    expect(figure.locator(".main-svg").first).to_be_visible(timeout=30_000)
