"""Tiles in the dock: opening, arranging, freezing, exporting."""

import re
import struct
import xml.etree.ElementTree as ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import box_of, drag
from tests.browser.views import (
    circuit,
    eventually,
    export,
    open_board,
    pixels,
    record,
    run_for,
    select,
    still,
    table,
    tile,
    trace,
)

V_A = {"node": "A", "variable": "V"}
RASTER = {"id": "r", "kind": "raster", "of": [{"node": "G"}], "window": 100, "order": 1}
WEIGHTS = {"id": "w", "kind": "weights", "of": [{"edge": "GG"}], "order": 2}


def test_empty_dock_says_how_to_open_a_view(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit())
    dock = page.locator(".dock")
    expect(dock).to_contain_text("Views open here. Drag a neuron or a connection here.")
    assert box_of(dock)["height"] == 40
    select(page, "A")
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Show trace").click()
    expect(page.locator("[data-view-id]")).to_have_count(1)
    expect(page.get_by_role("region", name="Trace Neuron A")).to_contain_text("Neuron A")


def test_trace_holds_what_is_recorded(page: Page, app_server: AppServer) -> None:
    of = [V_A, {"node": "s", "variable": "I"}, {"edge": "AB", "variable": "I"}]
    open_board(page, app_server, circuit(trace("t", *of)))
    empty = pixels(page, "t")
    run_for(page, 800)
    assert pixels(page, "t") != empty
    head, *rows = table(page, "t")
    assert head == [
        "time (ms)",
        "V of Neuron A (mV)",
        "I of Input s (mV)",
        "I from Neuron A to Neuron B (mV)",
    ]
    times = [float(row[0]) for row in rows]
    assert len(times) >= 900  # 100 ms at 0.1 ms
    assert times[-1] - times[0] <= 100.001
    assert times == sorted(times)
    potentials = [float(row[1]) for row in rows]
    assert min(potentials) >= -75.01  # the reset of lif
    assert max(potentials) < -55  # and its threshold
    assert {float(row[2]) for row in rows} == {25.0}
    assert max(float(row[3]) for row in rows) > 1


def test_picture_and_drawing(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit(trace("t", V_A), RASTER, WEIGHTS))
    run_for(page, 600)
    for view, shape in (("t", "path"), ("r", "path"), ("w", "rect")):
        canvas = box_of(tile(page, view).locator("canvas"))
        png = export(page, view, "Picture").read_bytes()
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        width, height = struct.unpack(">II", png[16:24])
        assert width == pytest.approx(2 * canvas["width"], abs=2)
        assert height == pytest.approx(2 * canvas["height"], abs=2)
        svg = ElementTree.fromstring(export(page, view, "Drawing").read_text(encoding="utf-8"))
        tags = {element.tag.rpartition("}")[2] for element in svg.iter()}
        assert {shape, "text"} <= tags
        assert "image" not in tags


def test_raster_and_weights_as_tables(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit(RASTER, WEIGHTS))
    run_for(page, 600)
    head, *spikes = table(page, "r")
    assert head == ["time (ms)", "population", "cell"]
    assert len(spikes) > 5
    assert {row[1] for row in spikes} == {"Neuron G"}
    assert {int(row[2]) for row in spikes} <= set(range(5))
    head, *rows = table(page, "w")
    assert head == ["to \\ from (mV ms)", *(f"Neuron G {k}" for k in range(5))]
    assert rows[0] == ["Neuron G 0", "", "4", "", "", "2"]
    assert rows[4] == ["Neuron G 4", "", "", "6", "", ""]


def test_frozen_view_stays_while_the_others_go_on(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit(trace("t", V_A), trace("u", V_A, order=1)))
    run_for(page, 400)
    tile(page, "t").get_by_role("button", name="Freeze").click()
    kept = table(page, "t")
    run_for(page, 400)
    assert table(page, "t") == kept
    assert float(table(page, "u")[1][0]) > float(kept[1][0])
    tile(page, "t").get_by_role("button", name="Follow again").click()
    assert table(page, "t") == table(page, "u")


def test_cursor_is_shared(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit(trace("t", V_A), RASTER))
    run_for(page, 400)
    before = still(page, "r")
    box = box_of(tile(page, "t").locator("canvas"))
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 60)
    assert still(page, "r") != before
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] - 200)
    assert still(page, "r") == before


def test_full_screen_and_back(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit(trace("t", V_A)))
    tile(page, "t").get_by_role("button", name="Full screen").click()
    assert box_of(tile(page, "t"))["height"] == 900
    page.keyboard.press("Escape")
    expect(tile(page, "t").get_by_role("button", name="Full screen")).to_be_visible()
    assert box_of(tile(page, "t"))["height"] < 400


def test_options_change_the_view(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit(trace("t", V_A), RASTER))
    tile(page, "t").get_by_role("button", name="View options").click()
    options = page.get_by_role("dialog", name="View options")
    options.get_by_label("I from Input s").check()
    options.get_by_label("Time window of all views").select_option("200")
    options.get_by_label("Scale").select_option("fixed")
    options.get_by_label("Lower bound").fill("−90")
    options.get_by_label("Lower bound").press("Enter")
    options.get_by_label("Add").select_option("G")
    options.get_by_role("textbox", name=re.compile("Cells")).fill("1-3")
    options.get_by_role("textbox", name=re.compile("Cells")).press("Enter")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)

    def stored() -> list[object]:
        view = record(app_server, board, "views", "t")
        nodes = [(entry.get("node"), entry.get("cells")) for entry in view["of"]]
        return [view["scale"], view["window"], *nodes]

    eventually(page, stored, [[-90, 20], 200, ("A", None), ("s", None), ("G", [1, 2, 3])])
    assert record(app_server, board, "views", "r")["window"] == 200


def test_wheel_widens_the_window_of_all_views(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit(trace("t", V_A), RASTER))
    box = box_of(tile(page, "t").locator("canvas"))
    page.wait_for_timeout(500)
    page.mouse.move(box["x"] + 100, box["y"] + 60)
    page.mouse.wheel(0, 120)

    def windows() -> list[float]:
        return [record(app_server, board, "views", name)["window"] for name in "tr"]

    eventually(page, windows, [200, 200])
    page.get_by_role("button", name="Undo").click()
    eventually(page, windows, [100, 100])


def test_cells_that_are_none_are_answered(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit(trace("t", {"node": "G", "variable": "V"})))
    tile(page, "t").get_by_role("button", name="View options").click()
    cells = page.get_by_role("textbox", name=re.compile("Cells"))
    cells.fill("7")
    cells.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("There are 5 cells, numbered 0 to 4.")


def test_close_and_undo(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit(trace("t", V_A), RASTER))
    tile(page, "t").get_by_role("button", name="Close view").click()
    expect(page.locator("[data-view-id]")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-view-id]")).to_have_count(2)


def test_tiles_are_arranged_by_hand(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit(trace("t", V_A), RASTER, WEIGHTS))
    start = box_of(tile(page, "t"))
    divider = box_of(page.get_by_role("separator", name="Border between two views").first)
    at = (divider["x"], divider["y"] + 80)
    drag(page, at, (at[0] - 60, at[1]))
    assert box_of(tile(page, "t"))["width"] == pytest.approx(start["width"] - 60, abs=2)
    handle = box_of(page.get_by_role("separator", name="Height of the views"))
    top = (handle["x"] + 100, handle["y"] + 5)
    drag(page, top, (top[0], top[1] - 80))
    assert box_of(tile(page, "t"))["height"] == pytest.approx(start["height"] + 80, abs=2)
    header = box_of(tile(page, "t").locator("header"))
    last = box_of(tile(page, "w"))
    drag(
        page,
        (header["x"] + 40, header["y"] + 18),
        (last["x"] + last["width"] * 0.8, header["y"] + 18),
    )
    expect(page.locator("[data-view-id]").last).to_have_attribute("data-view-id", "t")
    eventually(page, lambda: record(app_server, board, "views", "t")["order"] > 2, True)


@pytest.mark.browser_context_args(viewport={"width": 1024, "height": 768}, color_scheme="dark")
def test_narrow_page_keeps_tools_inside_their_tiles(page: Page, app_server: AppServer) -> None:
    views = [trace(f"t{k}", V_A, order=k) for k in range(5)]
    open_board(page, app_server, circuit(*views))
    for k in range(5):
        outer = box_of(tile(page, f"t{k}"))
        close = box_of(tile(page, f"t{k}").get_by_role("button", name="Close view"))
        assert close["x"] + close["width"] <= outer["x"] + outer["width"] + 0.5
        expect(tile(page, f"t{k}").get_by_role("button", name="Export")).to_be_hidden()
    tile(page, "t0").get_by_role("button", name="Full screen").click()
    expect(tile(page, "t0").get_by_role("button", name="Export")).to_be_visible()
