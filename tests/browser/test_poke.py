"""The poke tool: a hand that kicks neurons."""

from playwright.sync_api import Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import box_of, centre, node
from tests.browser.views import open_board, run_for, table, trace


def _board() -> dict[str, object]:
    neuron = {"kind": "neurons", "model": "lif", "sign": "excitatory"}
    view = trace("t", {"node": "a", "variable": "V"}, {"node": "g", "variable": "V", "cells": [0]})
    return {
        "format": "neuroboard/1",
        "nodes": [
            {"id": "a", "x": 0, "y": 0, **neuron, "initial": {"V": -72}},
            {"id": "g", "x": 300, "y": 0, "size": 100, **neuron, "initial": {"V": -72}},
        ],
        "views": [{**view, "window": 3000}, {"id": "r", "kind": "raster", "of": [{"node": "g"}]}],
    }


def test_a_press_kicks_a_neuron_and_moves_nothing(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, _board())
    before = box_of(node(page, "a"))
    page.keyboard.press("e")
    bar = page.get_by_role("toolbar", name="Poke")
    expect(bar).to_be_visible()
    page.mouse.move(*centre(node(page, "a")))
    page.mouse.down()
    page.mouse.move(centre(node(page, "a"))[0] + 30, centre(node(page, "a"))[1])
    page.mouse.up()
    run_for(page, 300)
    values = [float(row[1]) for row in table(page, "t")[1:] if row[1]]
    assert min(values) == -75  # the kick made it spike, from rest and without any input
    assert box_of(node(page, "a")) == before
    page.keyboard.press("Escape")
    expect(bar).to_have_count(0)


def test_painting_over_a_population_kicks_the_cells_under_it(
    page: Page, app_server: AppServer
) -> None:
    open_board(page, app_server, _board())
    page.get_by_role("button", name="Poke", exact=True).click()
    kick = page.get_by_role("slider", name="Kick")
    kick.fill("40")
    grid = box_of(node(page, "g").locator("canvas"))
    run = page.get_by_role("button", name="Run")
    run.click()
    page.mouse.move(grid["x"] + 8, grid["y"] + 8)
    page.mouse.down()
    page.mouse.move(grid["x"] + grid["width"] - 8, grid["y"] + 8, steps=12)
    page.wait_for_timeout(300)
    page.mouse.up()
    page.get_by_role("button", name="Pause").click()
    cells = {int(row[2]) for row in table(page, "r")[1:]}
    assert len(cells) >= 8  # a stroke along the first rows
    assert max(cells) < 60
