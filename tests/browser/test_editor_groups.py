"""Notes and frames, single cells, splitting and grouping, finding, pasting, laying out."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import hand
from tests.browser.app_server import AppServer

SELECTED = ".react-flow__node.selected"


def note(page: Page, node_id: str) -> Any:
    return page.locator(f'[data-note-id="{node_id}"]')


def stored(page: Page, server: AppServer) -> dict[str, Any]:
    hand.saved(page)
    return hand.document(server, page)


def test_notes_and_frames(page: Page, app_server: AppServer) -> None:
    left, top = hand.open_empty(page, app_server)
    made = hand.place(page, "Excitatory", (left + 300, top + 200))
    # A note by its key, where the pointer is; what is typed is its text.
    page.mouse.move(left + 600, top + 120)
    page.keyboard.press("x")
    expect(page.get_by_label("Text of the note").first).to_be_focused()
    page.keyboard.type("Slow the inhibition")
    page.keyboard.press("Control+Enter")
    (text,) = stored(page, app_server)["notes"]
    assert text["text"] == "Slow the inhibition"
    expect(note(page, text["id"])).to_contain_text("Slow the inhibition")

    # A frame goes around what is selected, and takes it along.
    hand.node(page, made).click()
    page.keyboard.press("b")
    expect(page.get_by_label("Caption")).to_be_focused()
    page.keyboard.type("After Brunel 2000")
    page.keyboard.press("Enter")
    before = stored(page, app_server)
    frame = next(record for record in before["notes"] if record["kind"] == "frame")
    assert frame["caption"] == "After Brunel 2000"
    x, y = hand.centre(note(page, frame["id"]).locator(".frame-caption"))
    hand.drag(page, (x, y), (x + 80, y + 60))
    after = stored(page, app_server)
    moved = next(record for record in after["notes"] if record["id"] == frame["id"])
    step = moved["x"] - frame["x"], moved["y"] - frame["y"]
    assert step[0] > 60
    assert step[1] > 40
    node = {n["id"]: n for n in before["nodes"]}[made], {n["id"]: n for n in after["nodes"]}[made]
    assert (node[1]["x"] - node[0]["x"], node[1]["y"] - node[0]["y"]) == step
    still = next(record for record in after["notes"] if record["id"] == text["id"])
    assert still == text

    # A corner makes it larger, as one step; the node inside stays.
    corner = note(page, frame["id"]).locator(".corner.bottom.right")
    x, y = hand.centre(corner)
    hand.drag(page, (x, y), (x + 100, y + 40))
    sized = next(r for r in stored(page, app_server)["notes"] if r["id"] == frame["id"])
    assert (sized["width"] - frame["width"], sized["height"] - frame["height"]) != (0, 0)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    hand.saved(page)
    expect(note(page, frame["id"])).to_have_css("width", f"{frame['width']:g}px")

    # In place: a double click, another text; a note without text goes.
    note(page, text["id"]).dblclick()
    page.get_by_label("Text of the note").first.fill("")
    page.keyboard.press("Control+Enter")
    expect(note(page, text["id"])).to_have_count(0)


def test_cells_are_probed_split_and_grouped(page: Page, app_server: AppServer) -> None:
    left, top = hand.open_empty(page, app_server)
    stim = hand.place(page, "Constant current", (left + 120, top + 150))
    pop = hand.place(page, "Population", (left + 480, top + 150))
    hand.connect(page, stim, pop)
    page.keyboard.press("Escape")
    hand.node(page, pop).locator(".node-label").click()
    page.get_by_label("Number of cells").fill("6")
    page.keyboard.press("Enter")
    assert hand.record(app_server, page, pop)["size"] == 6

    cells = hand.box_of(hand.node(page, pop).locator("canvas"))
    third = cells["x"] + cells["width"] * 2.5 / 4, cells["y"] + cells["height"] * 0.25
    page.mouse.move(*third)
    expect(page.locator(".cell-tip")).to_contain_text("Cell 2")
    expect(page.locator(".cell-tip")).to_contain_text("mV", timeout=30_000)
    page.mouse.click(*third)
    expect(hand.node(page, pop).locator('rect[data-cell="2"]')).to_be_visible()
    (view,) = stored(page, app_server)["views"]
    assert (view["kind"], view["of"][0]["cells"]) == ("trace", [2])
    # The keyboard chooses the next one; its trace joins the view.
    page.keyboard.press("]")
    page.keyboard.press("t")
    expect(hand.node(page, pop).locator("rect.cell-chosen")).to_have_attribute("data-cell", "3")
    (view,) = stored(page, app_server)["views"]
    assert view["of"][0]["cells"] == [2, 3]

    # Spread shows the values that were drawn.
    page.get_by_role("button", name="Spread of tau_m").click()
    page.get_by_label("Kind of spread").select_option("normal")
    page.keyboard.press("Escape")
    expect(page.locator(".drawn")).to_contain_text("6 cells: mean")

    hand.node(page, pop).click(button="right", position={"x": 10, "y": 10})
    page.get_by_role("menuitem", name="Split into 6 neurons").click()
    expect(page.locator("[data-node-id]")).to_have_count(7, timeout=30_000)
    expect(page.locator(".react-flow__edge")).to_have_count(6)
    parted = stored(page, app_server)
    neurons = [n for n in parted["nodes"] if n["kind"] == "neurons"]
    assert len({n["params"]["tau_m"] for n in neurons}) == 6
    (view,) = parted["views"]
    assert [entry["node"] for entry in view["of"]] == [neurons[2]["id"], neurons[3]["id"]]
    expect(page.locator(SELECTED)).to_have_count(6)

    page.keyboard.press("Control+g")
    expect(page.locator("[data-node-id]")).to_have_count(2, timeout=30_000)
    (again,) = (n for n in stored(page, app_server)["nodes"] if n["kind"] == "neurons")
    assert again["params"]["tau_m"] == [n["params"]["tau_m"] for n in neurons]
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(hand.node(page, pop)).to_be_visible()


def test_find_paste_a_document_and_lay_out(page: Page, app_server: AppServer) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hand.open_empty(page, app_server)
    document = {
        "format": "neuroboard/1",
        "definitions": [
            {
                "id": "d",
                "name": "mine",
                "of": "neuron",
                "family": "graded",
                "title": "Mine",
                "states": [{"name": "V", "initial": -70, "unit": "mV"}],
                "equations": "dV/dt = (-70 - V + I)/10",
            }
        ],
        "nodes": [
            {"id": "s", "kind": "stimulus", "model": "constant", "label": "Drive", "x": 900},
            {"id": "a", "kind": "neurons", "model": "lif", "label": "Purkinje", "x": 850, "y": 20},
            {"id": "b", "kind": "neurons", "model": "mine", "label": "Granule", "x": 10, "y": 5},
        ],
        "edges": [
            {"id": "e", "source": "s", "target": "a"},
            {"id": "f", "source": "a", "target": "b", "synapse": "exponential"},
        ],
        "notes": [{"id": "t", "kind": "note", "text": "Read this first", "x": 400, "y": 300}],
    }
    page.evaluate("text => navigator.clipboard.writeText(text)", json.dumps(document))
    page.keyboard.press("Control+v")
    expect(page.locator("[data-node-id]")).to_have_count(3)
    expect(page.locator("[data-note-id]")).to_have_count(1)
    assert [d["name"] for d in stored(page, app_server)["definitions"]] == ["mine"]
    page.evaluate('navigator.clipboard.writeText(\'{"format": "neuroboard/1", "nodes": [{}]}\')')
    page.keyboard.press("Control+v")
    expect(page.locator(".toast")).to_contain_text("a node has no proper id")

    page.keyboard.press("Escape")
    page.keyboard.press("Shift+L")
    hand.saved(page)
    at: dict[str, float] = {}
    for _ in range(100):
        at = {n["label"]: n["x"] for n in stored(page, app_server)["nodes"]}
        if at["Drive"] < at["Purkinje"] < at["Granule"]:
            break
        page.wait_for_timeout(100)
    assert at["Drive"] < at["Purkinje"] < at["Granule"]

    page.keyboard.press("Control+f")
    bar = page.get_by_role("search", name="Find on the board")
    expect(bar.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("tau_m")
    expect(bar).to_contain_text("1 of")
    expect(page.locator(SELECTED)).to_contain_text("Purkinje")
    bar.get_by_role("textbox").fill("read first")
    expect(page.locator(f"{SELECTED} [data-note-id]")).to_contain_text("Read this first")
    canvas = hand.centre(page.locator(".react-flow"))
    page.wait_for_timeout(600)
    x, y = hand.centre(page.locator(f"{SELECTED} [data-note-id]"))
    assert abs(x - canvas[0]) < 40
    assert abs(y - canvas[1]) < 40
    page.keyboard.press("Escape")
    expect(bar).to_have_count(0)
