"""Stimuli by hand: drawn, dragged, imported; and spikes that can be heard."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import box_of, centre, drag, node, record
from tests.browser.views import open_board


def stimulus(model: str, **fields: Any) -> dict[str, Any]:
    return {"id": "s", "kind": "stimulus", "model": model, "x": 0, "y": 0, **fields}


def opened(page: Page, server: AppServer, *nodes: dict[str, Any]) -> None:
    open_board(page, server, {"format": "neuroboard/1", "nodes": list(nodes)})
    node(page, str(nodes[0]["id"])).click()


def test_a_current_is_drawn_in_one_undo_step(page: Page, app_server: AppServer) -> None:
    opened(page, app_server, stimulus("samples", params={"values": [0] * 51, "dt": 10}))

    def values() -> list[float]:
        found: list[float] = record(app_server, page, "s")["params"]["values"]
        return found

    page.get_by_role("button", name="Draw it larger").click()
    dialog = page.get_by_role("dialog", name="Draw a current")
    paper = dialog.get_by_role("slider", name="Draw the current")
    box = box_of(paper)
    low = (box["x"] + 0.3 * box["width"], box["y"] + 0.7 * box["height"])
    drag(page, low, (box["x"] + 0.7 * box["width"], box["y"] + 0.2 * box["height"]))
    drawn = values()
    middle = drawn[17:33]
    assert middle == sorted(middle)
    assert middle[-1] > middle[0] > 0
    assert drawn[0] == drawn[50] == 0
    # The keys do it too: a sample is chosen and raised.
    paper.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    expect(paper).to_have_attribute(
        "aria-valuetext", re.compile(r"sample 4 of 51, 30\sms, 0\.\d+\smV")
    )
    dialog.get_by_role("button", name="Close").click()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    assert values() == [0] * 51


def test_pulses_and_spikes_are_dragged_on_a_time_line(page: Page, app_server: AppServer) -> None:
    spikes = {**stimulus("spike_times", params={"times": [20, 60]}), "id": "t", "y": 200}
    opened(page, app_server, stimulus("pulse"), spikes)

    def params(name: str) -> dict[str, Any]:
        found: dict[str, Any] = record(app_server, page, name)["params"]
        return found

    stop = page.get_by_role("slider", name="Stop", exact=True).first
    expect(stop).to_have_attribute("aria-valuetext", "300\u2009ms")
    x, y = centre(stop)
    drag(page, (x, y), (x - 40, y))
    expect(stop).not_to_have_attribute("aria-valuetext", "300\u2009ms")
    stop.focus()
    page.keyboard.press("Shift+ArrowRight")
    page.get_by_role("button", name="Add a pulse").click()
    expect(page.get_by_role("slider", name="Pulse 2", exact=True)).to_be_visible()
    page.get_by_role("slider", name="Pulse 2", exact=True).focus()
    page.keyboard.press("ArrowUp")
    expression = params("s")["expression"]
    assert expression.startswith("4*window(t, 100, ")
    assert expression.count("window") == 2

    node(page, "t").click()
    line = page.get_by_role("group", name="Spikes on a time line")
    expect(line.get_by_role("slider")).to_have_count(2)
    x, y = centre(line.get_by_role("slider", name="Spike 1"))
    drag(page, (x, y), (x + 100, y))
    expect(line.get_by_role("slider", name="Spike 1")).to_have_attribute(
        "aria-valuetext", "60\u2009ms"
    )
    box = box_of(line)
    page.mouse.click(box["x"] + 0.9 * box["width"], y)
    expect(line.get_by_role("slider")).to_have_count(3)
    line.get_by_role("slider", name="Spike 1").focus()
    page.keyboard.press("Delete")
    expect(line.get_by_role("slider")).to_have_count(2)
    times = params("t")["times"]
    assert times == sorted(times)
    assert 60 < times[0] < times[1]


def test_arrays_and_tables_are_imported(page: Page, app_server: AppServer, tmp_path: Path) -> None:
    data = {**stimulus("dataset"), "id": "d", "y": 200}
    opened(page, app_server, stimulus("samples"), data)
    file = tmp_path / "recorded.npz"
    file.write_bytes(packed(V=np.linspace(-70, -60, 40), dt=np.float64(0.5)))
    page.get_by_role("button", name="Import a file").click()
    dialog = page.get_by_role("dialog", name="Import samples")
    dialog.get_by_label("File to import").set_input_files(file)
    dialog.get_by_label("Array").select_option(label="V: 40")
    expect(dialog.get_by_role("textbox", name="Interval", exact=True)).to_have_value("0.5")
    dialog.get_by_label("Factor").fill("2")
    dialog.get_by_label("Factor").press("Enter")
    dialog.get_by_role("button", name="Import", exact=True).click()
    expect(dialog).to_have_count(0)
    params = record(app_server, page, "s")["params"]
    assert params["dt"] == 0.5
    assert params["values"][0] == -140
    assert len(params["values"]) == 40

    node(page, "d").click()
    page.get_by_role("button", name="Import a data set").click()
    dialog = page.get_by_role("dialog", name="Import a data set")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("1,2\n3,now\n", encoding="utf-8")
    dialog.get_by_label("File to import").set_input_files(wrong)
    expect(dialog.get_by_role("alert")).to_contain_text("“now” in line 2 is not a number")
    file.write_bytes(packed(x=np.arange(12.0).reshape(4, 3), y=np.array([0, 1, 2, 1])))
    dialog.get_by_label("File to import").set_input_files(file)
    dialog.get_by_role("button", name="Import", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("4 samples of 3 features, 3 to learn from")).to_be_visible()
    assert record(app_server, page, "d")["size"] == 3


def packed(**arrays: Any) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()
