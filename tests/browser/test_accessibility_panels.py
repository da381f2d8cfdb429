"""What axe-core finds in panels, dialogs and modes: nothing that keeps anybody out."""

import re

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.app_server import AppServer
from tests.browser.axe import accessible
from tests.browser.hand import box_of, node, on_line
from tests.browser.views import Document, circuit, neuron, open_board, tile, trace

V_A = {"node": "A", "variable": "V"}


def test_history_and_compared_versions(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit())
    page.keyboard.press("y")
    panel = page.get_by_role("complementary", name="History")
    panel.get_by_role("tab", name="Versions").click()
    panel.get_by_label("Name of the version").fill("Before")
    page.keyboard.press("Enter")
    expect(panel.get_by_text("Before")).to_be_visible()
    accessible(page, "versions")
    page.keyboard.press("Escape")
    node(page, "B").click()
    page.keyboard.press("Delete")
    expect(node(page, "B")).to_have_count(0)
    page.keyboard.press("y")
    panel.get_by_role("tab", name="Steps").click()
    panel.get_by_role("button", name="What changed").first.click()
    expect(panel).to_contain_text("Removed Neuron B")
    accessible(page, "steps")
    panel.get_by_role("tab", name="Versions").click()
    panel.get_by_role("button", name="Compare", exact=True).click()
    dialog = page.get_by_role("dialog", name="Compare versions")
    expect(dialog.locator("figcaption")).to_contain_text("removed")
    accessible(page, "compared versions")


def test_weight_matrix(page: Page, app_server: AppServer) -> None:
    document = circuit()
    rule = {"rule": "fixed_probability", "p": 0.5}
    drawn = {"source": "A", "target": "G", "synapse": "exponential", "weight": 3, "connect": rule}
    document["edges"].append({"id": "AG", **drawn})
    open_board(page, app_server, document)
    page.mouse.click(*on_line(page, "GG"))
    page.keyboard.press("Shift+Enter")
    dialog = page.get_by_role("dialog")
    cell = dialog.get_by_role("gridcell").first
    expect(cell).to_be_visible()
    cell.click()
    page.keyboard.type("-3\n")
    expect(dialog.get_by_role("alert")).to_contain_text("would be negative")
    accessible(page, "weight matrix")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    # One that a rule draws asks before it becomes a matrix.
    page.mouse.click(*on_line(page, "AG"))
    page.keyboard.press("Shift+Enter")
    expect(cell).to_be_visible()
    cell.click()
    page.keyboard.type("9\n")
    expect(dialog.get_by_role("alertdialog", name="Make it a matrix")).to_be_visible()
    accessible(page, "question in a dialog")


def _stimulus(name: str, model: str, y: float, **fields: object) -> Document:
    return {"id": name, "kind": "stimulus", "model": model, "x": 0, "y": y, **fields}


def test_stimuli_by_hand(page: Page, app_server: AppServer) -> None:
    nodes = [
        _stimulus("s", "samples", 0, params={"values": [0] * 51, "dt": 10}),
        _stimulus("p", "pulse", 150),
        _stimulus("t", "spike_times", 300, params={"times": [20, 60]}),
        _stimulus("d", "dataset", 450),
    ]
    open_board(page, app_server, {"format": "neuroboard/1", "nodes": nodes})
    for name, model in (("p", "pulse"), ("t", "spike times"), ("d", "data set")):
        node(page, name).click()
        expect(page.locator(".app-inspector .inspector-section").first).to_be_visible()
        accessible(page, model)
    page.get_by_role("button", name="Import a data set").click()
    dialog = page.get_by_role("dialog", name="Import a data set")
    file: FilePayload = {"name": "x.csv", "mimeType": "text/csv", "buffer": b"1,2\n3,now\n"}
    dialog.get_by_label("File to import").set_input_files(file)
    expect(dialog.get_by_role("alert")).to_contain_text("is not a number")
    accessible(page, "import that fails")
    file = {**file, "buffer": b"1,2\n3,4\n"}
    dialog.get_by_label("File to import").set_input_files(file)
    expect(dialog.get_by_role("button", name="Import", exact=True)).to_be_enabled()
    accessible(page, "import")
    page.keyboard.press("Escape")
    node(page, "s").click()
    accessible(page, "samples")
    page.get_by_role("button", name="Draw it larger").click()
    expect(page.get_by_role("dialog", name="Draw a current")).to_be_visible()
    accessible(page, "drawing")


def test_views_measured_floating_and_added(page: Page, app_server: AppServer) -> None:
    raster = {"id": "r", "kind": "raster", "of": [{"node": "G"}]}
    open_board(page, app_server, circuit(trace("t", V_A), raster))
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_test_id("clock")).to_contain_text(re.compile(r"= \d{3,}\."), timeout=30_000)
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_enabled()
    tile(page, "t").get_by_role("button", name="Measure").click()
    box = box_of(tile(page, "t").locator("canvas"))
    for part in (0.3, 0.6):
        page.mouse.click(box["x"] + part * box["width"], box["y"] + 100)
    readings = page.get_by_role("region", name="Measured between the cursors")
    expect(readings).to_contain_text(re.compile(r"\d+ spikes?"))
    accessible(page, "cursors")
    tile(page, "r").get_by_role("button", name="Let it float").click()
    expect(tile(page, "r").get_by_role("button", name="Put into the dock")).to_be_visible()
    accessible(page, "floating view")
    tile(page, "r").get_by_role("button", name="View options").click()
    accessible(page, "view options")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Add view").click()
    expect(page.get_by_role("menu")).to_be_visible()
    accessible(page, "add view")


def test_notes_find_and_projector(page: Page, app_server: AppServer) -> None:
    document = {
        "format": "neuroboard/1",
        "nodes": [neuron("A", x=0, y=0, sign="excitatory")],
        "notes": [
            {"id": "n", "kind": "note", "text": "Read *this* first", "x": 200, "y": 0},
            {"id": "f", "kind": "frame", "caption": "A frame", "x": 0, "y": 0},
        ],
    }
    open_board(page, app_server, document)
    page.locator('[data-note-id="n"]').click()
    accessible(page, "note")
    page.locator('[data-note-id="n"]').dblclick()
    expect(page.get_by_label("Text of the note").first).to_be_focused()
    accessible(page, "note that is written")
    page.keyboard.press("Escape")
    page.locator('[data-note-id="f"] .frame-caption').click()
    accessible(page, "frame")
    page.keyboard.press("Control+f")
    expect(page.get_by_role("search", name="Find on the board")).to_be_visible()
    page.keyboard.type("tau_m")
    accessible(page, "find")
    page.keyboard.press("Escape")
    page.keyboard.press("h")
    expect(page.locator(".app.projector")).to_be_visible()
    accessible(page, "projector")
