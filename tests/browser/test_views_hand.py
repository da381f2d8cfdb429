"""What a hand does with views: floats them, measures, moves the axes, keeps runs, goes back."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import box_of, drag
from tests.browser.views import (
    Document,
    ask,
    circuit,
    eventually,
    open_board,
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


def _view(server: AppServer, board: str, name: str = "t") -> Document:
    return record(server, board, "views", name)


def _plot(page: Page, view: str = "t") -> tuple[float, float, float, float]:
    """Left, top, width and height of the canvas of a view."""
    box = box_of(tile(page, view).locator("canvas"))
    return box["x"], box["y"], box["width"], box["height"]


def test_a_view_floats_over_the_board_and_snaps_back(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit(trace("t", V_A), RASTER))
    start = box_of(tile(page, "t"))
    drag(page, (start["x"] + 60, start["y"] + 18), (start["x"] + 160, start["y"] - 300))
    eventually(page, lambda: _view(app_server, board)["floating"] is None, False)
    placed = box_of(tile(page, "t"))
    assert abs(placed["x"] - start["x"] - 100) < 3
    assert abs(placed["y"] - start["y"] + 318) < 3
    # It moves and is resized by hand and by keys, and what it lies on keeps its proportions.
    corner = (placed["x"] + placed["width"] - 5, placed["y"] + placed["height"] - 5)
    drag(page, corner, (corner[0] + 80, corner[1] + 40))
    eventually(page, lambda: round(box_of(tile(page, "t"))["width"] - placed["width"]), 80)
    before = _view(app_server, board)["floating"]["x"]
    tile(page, "t").locator("header").press("ArrowRight")
    eventually(page, lambda: round(_view(app_server, board)["floating"]["x"] - before, 3), 0.02)
    page.set_viewport_size({"width": 1024, "height": 768})
    small = box_of(tile(page, "t"))
    assert abs(small["x"] - 1024 * _view(app_server, board)["floating"]["x"]) < 2
    page.set_viewport_size({"width": 1440, "height": 900})
    # Back into the dock, behind the raster.
    header, raster = box_of(tile(page, "t")), box_of(tile(page, "r"))
    drag(
        page,
        (header["x"] + 60, header["y"] + 18),
        (raster["x"] + raster["width"] * 0.8, raster["y"] + 60),
    )
    eventually(page, lambda: _view(app_server, board)["floating"], None)
    assert _view(app_server, board)["order"] > 1
    page.get_by_role("button", name="Undo").click()
    eventually(page, lambda: _view(app_server, board)["floating"] is None, False)
    assert box_of(tile(page, "t"))["y"] < raster["y"] - 100
    tile(page, "t").get_by_role("button", name="Put into the dock").click()
    eventually(page, lambda: _view(app_server, board)["floating"], None)


def test_two_cursors_measure_a_trace(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit(trace("t", V_A)))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    run_for(page, 600)
    still(page, "t")
    _, *rows = table(page, "t")
    tile(page, "t").get_by_role("button", name="Measure").click()
    readings = page.get_by_role("region", name="Measured between the cursors")
    expect(readings).to_contain_text("Click in the trace to place two cursors")
    left, top, width, _ = _plot(page)
    page.mouse.click(left + width * 0.3, top + 100)
    page.mouse.click(left + width * 0.6, top + 100)
    expect(readings).to_contain_text(re.compile(r"\d+ spikes?, [\d.]+\u2009Hz"))
    times = [readings.get_by_label(f"Time of cursor {k}") for k in (1, 2)]
    # A time can be typed as well, a cursor dragged, and moved by keys.
    first = float(rows[0][0])
    for field, after in zip(times, (20, 70), strict=True):
        field.fill(str(round(first + after)))
        field.press("Enter")
    readings.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_text("The readings are on the clipboard")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    lines = [line.split("\t") for line in text.splitlines()]
    a, b = round(first + 20), round(first + 70)
    assert lines[1] == ["time", str(a), str(b), "50", "ms"]
    potentials = {round(float(row[0]), 1): float(row[1]) for row in rows}
    assert abs(float(lines[2][1]) - potentials[float(a)]) < 1e-3
    assert abs(float(lines[2][2]) - potentials[float(b)]) < 1e-3
    spikes = [float(t) for t in lines[4][1].split()]
    # The potential falls to its reset in the step that ends with a spike.
    resets = [
        t for t, v in potentials.items() if v == -75 and potentials.get(round(t - 0.1, 1)) != -75
    ]
    assert spikes
    assert all(min(abs(t - reset) for reset in resets) < 0.11 for t in spikes)
    assert abs(len(spikes) - sum(a <= t <= b for t in resets)) <= 1
    value = times[1].input_value()
    tile(page, "t").locator(".plot").press("Shift+ArrowRight")
    expect(times[1]).not_to_have_value(value)


def test_axes_move_under_the_hand_and_follow_again(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit(trace("t", V_A), RASTER))
    run_for(page, 700)
    latest = float(table(page, "t")[-1][0])
    left, top, width, _ = _plot(page)
    middle = (left + width / 2, top + 90)
    drag(page, middle, (middle[0] + width / 4, middle[1]))
    # Both views share the axis, and both have left the present.
    expect(page.get_by_role("button", name="Follow", exact=True)).to_have_count(2)
    assert float(table(page, "t")[-1][0]) < latest - 20
    page.mouse.move(*middle)
    page.mouse.wheel(0, -120)
    eventually(page, lambda: [_view(app_server, board, k)["window"] for k in "tr"], [50, 50])
    tile(page, "t").locator(".plot").press("-")
    eventually(page, lambda: _view(app_server, board, "r")["window"], 100)
    tile(page, "r").get_by_role("button", name="Follow", exact=True).click()
    expect(page.get_by_role("button", name="Follow", exact=True)).to_have_count(0)
    assert float(table(page, "t")[-1][0]) == latest
    # A view of its own axis moves alone.
    tile(page, "t").get_by_role("button", name="View options").click()
    page.get_by_label("Share the time axis").uncheck()
    page.keyboard.press("Escape")
    tile(page, "t").locator(".plot").press("ArrowLeft")
    expect(page.get_by_role("button", name="Follow", exact=True)).to_have_count(1)
    # The wheel over the value axis zooms it, and twice pressed it follows the data again.
    page.mouse.move(left + 12, top + 90)
    page.mouse.wheel(0, -120)
    eventually(page, lambda: list(_view(app_server, board)["scales"]), ["first mV"])
    low, high = _view(app_server, board)["scales"]["first mV"]
    drag(page, (left + 12, top + 90), (left + 12, top + 120))
    eventually(page, lambda: _view(app_server, board)["scales"]["first mV"][0] > low, True)
    moved = _view(app_server, board)["scales"]["first mV"]
    assert abs((moved[1] - moved[0]) - (high - low)) < 0.1
    page.mouse.dblclick(left + 12, top + 90)
    eventually(page, lambda: _view(app_server, board)["scales"], {})


def test_a_kept_run_lies_behind_the_next_one(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit(trace("t", V_A, window=1000)))
    options = tile(page, "t").get_by_role("button", name="View options")
    options.click()
    page.get_by_role("button", name="Keep this run").click()
    expect(page.get_by_text("There is no run to keep yet")).to_be_visible()
    run_for(page, 500)
    options.click()
    page.get_by_role("button", name="Keep this run").click()
    chip = page.get_by_role("list", name="Kept runs").get_by_role("listitem")
    expect(chip).to_have_count(1)
    expect(chip).to_contain_text("Δ V 0.0\u2009mV")
    page.get_by_role("button", name="Back to start").click()
    select(page, "s")
    amplitude = page.get_by_role("textbox", name="Amplitude, value")
    amplitude.fill("10")
    amplitude.press("Enter")
    run_for(page, 300)
    # At 10 mV the neuron comes to rest below its threshold, where it fired before.
    left, top, width, _ = _plot(page)
    page.mouse.move(left + width * 0.85, top + 90)
    expect(chip).to_contain_text(re.compile(r"Δ V [−\d]"))
    expect(chip).not_to_contain_text("Δ V 0.0\u2009mV")
    name = chip.get_by_label("Name of the run")
    name.fill("25 mV")
    name.press("Enter")
    chip.get_by_role("button", name="Remove 25 mV").click()
    expect(chip).to_have_count(0)


def test_a_moment_is_typed_and_the_past_begins_at_a_change_of_structure(
    page: Page, app_server: AppServer
) -> None:
    board = open_board(page, app_server, circuit(trace("t", V_A, window=3000)))
    run_for(page, 600)
    field: Locator = page.get_by_label("Moment to go to, in ms")
    field.fill("50")
    field.press("Enter")
    back = page.get_by_role("button", name="Back to now")
    expect(back).to_be_visible()
    expect(field).to_have_value("50.0")
    back.click()
    expect(back).to_have_count(0)
    # Another network from here on: what was before can only be looked at.
    nodes = ask(app_server, "GET", f"/api/boards/{board}/document")["nodes"]
    select(page, "G")
    page.keyboard.press("Delete")
    expect(page.locator("[data-node-id]")).to_have_count(len(nodes) - 1)
    run_for(page, 300)
    field.fill("50")
    field.press("Enter")
    expect(page.get_by_text("cannot be visited: a change at that time")).to_be_visible()
    expect(back).to_have_count(0)
    field.fill(str(float(table(page, "t")[-1][0]) - 20))
    field.press("Enter")
    expect(back).to_be_visible()
    page.get_by_role("button", name="Continue from here").click()
    expect(back).to_have_count(0)
    page.get_by_role("button", name="Pause").click()
