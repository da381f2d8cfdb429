"""The editor of a weight matrix: weights that learn, files, and cells of a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import real_time
from tests.browser.test_inspector_edges import inspect
from tests.browser.test_matrix import GG, cell, open_matrix, weights_of
from tests.browser.views import circuit, eventually, open_board, record

PATIENCE = 30_000


def test_learned_weights_move_live_and_are_kept(page: Page, app_server: AppServer) -> None:
    doc = circuit()
    noise = {"id": "n", "kind": "stimulus", "model": "poisson", "size": 5, "x": 0, "y": 220}
    doc["nodes"].append({**noise, "params": {"rate": 60}})
    drive = {"id": "nG", "source": "n", "target": "G", "synapse": "exponential", "weight": 40}
    doc["edges"].append({**drive, "connect": {"rule": "one_to_one"}})
    rule = {"rule": "stdp", "params": {"A_plus": 0.3, "A_minus": 0.1, "w_max": 20}}
    doc["edges"][2]["plasticity"] = rule
    board = open_board(page, app_server, doc)
    real_time(page)
    page.get_by_role("button", name="Run", exact=True).click()
    dialog, grid = open_matrix(page, inspect(page, "G", "Neuron G"))
    moving = cell(grid, 1, 0)
    expect(dialog.get_by_text("As the network has it now.")).to_be_visible(timeout=PATIENCE)
    seen = moving.inner_text()
    expect(moving).not_to_have_text(seen, timeout=PATIENCE)
    assert record(app_server, board, "edges", "GG")["weight"] == GG
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_enabled()

    learned = weights_of(app_server, board, "GG")
    started = np.array(GG, float)
    assert np.array_equal(np.isnan(learned), started == 0)
    assert np.nanmax(np.abs(learned - started)) > 0.05
    dialog, grid = open_matrix(page, page.get_by_role("complementary", name="Inspector"))
    dialog.get_by_role("button", name="Keep these weights").click()

    def stored() -> Any:
        return record(app_server, board, "edges", "GG")["weight"]

    eventually(page, stored, np.nan_to_num(learned).tolist())
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Back to start").click()
    expect(page.get_by_test_id("clock")).to_contain_text("= 0.0")
    np.testing.assert_array_equal(weights_of(app_server, board, "GG"), learned)
    page.keyboard.press("Control+z")
    eventually(page, stored, GG)


def choose(dialog: Locator, name: str, content: str) -> None:
    """Hand a file to the import of the editor."""
    file = FilePayload(name=name, mimeType="text/csv", buffer=content.encode())
    dialog.get_by_label("File with weights").set_input_files(file)


def test_files_are_written_and_read(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit())
    dialog, grid = open_matrix(page, inspect(page, "G", "Neuron G"))

    def saved(button: str) -> tuple[str, list[list[str]]]:
        with page.expect_download() as waiting:
            dialog.get_by_role("button", name=button).click()
        file = waiting.value
        with Path(file.path()).open(newline="", encoding="utf-8") as text:
            return file.suggested_filename, list(csv.reader(text))

    def stored() -> Any:
        found = record(app_server, board, "edges", "GG")
        return found["weight"], found["delay"]

    name, matrix = saved("Export matrix")
    assert name == "Neuron-G-to-Neuron-G-weights.csv"
    assert matrix == [[str(w) if w else "" for w in row] for row in GG]
    name, lines = saved("Export triplets")
    assert name == "Neuron-G-to-Neuron-G-synapses.csv"
    delay = stored()[1]
    assert lines[0] == ["source", "target", "weight", "delay"]
    assert [tuple(map(float, line)) for line in lines[1:]] == [
        (source, target, w, delay)
        for target, row in enumerate(GG)
        for source, w in enumerate(row)
        if w
    ]

    # What was exported, changed in a spreadsheet of a country with decimal commas, comes back.
    matrix[4] = ["1,5", "", "", "", "2.25"]
    choose(dialog, "mine.csv", "\ufeff" + "\r\n".join(";".join(row) for row in matrix) + "\r\n")
    imported = [*GG[:4], [1.5, 0, 0, 0, 2.25]]
    eventually(page, stored, (imported, delay))
    expect(cell(grid, 0, 4)).to_have_text("1.5")
    expect(cell(grid, 2, 4)).to_have_attribute("aria-label", "from 2 to 4: no synapse")

    choose(dialog, "few.csv", "1,2\n3,4\n")
    expect(dialog.get_by_role("alert")).to_have_text(
        "“few.csv” was not taken. The file has 2 rows and 2 columns; this connection has 5 rows "
        "and 5 columns, a row for each target cell."
    )
    choose(dialog, "words.csv", "1,2,3,4,5\n1,two,3,4,5\n")
    expect(dialog.get_by_role("alert")).to_contain_text("Line 2, column 2: “two” is not a number")
    choose(dialog, "minus.csv", "source,target,weight\n0,0,-1\n")
    expect(dialog.get_by_role("alert")).to_contain_text("from cell 0 to cell 0 would be negative")
    assert stored() == (imported, delay)

    choose(dialog, "synapses.csv", "source,target,weight,delay\n0,1,2.5,3\n4,2,1,0.5\n")
    sparse = np.zeros((5, 5))
    late = np.zeros((5, 5))
    sparse[1, 0], sparse[2, 4], late[1, 0], late[2, 4] = 2.5, 1, 3, 0.5
    eventually(page, stored, (sparse.tolist(), late.tolist()))
    grid.focus()
    for before in ((imported, delay), (GG, delay)):
        page.keyboard.press("Control+z")
        eventually(page, stored, before)


def test_cells_of_a_spreadsheet_are_pasted(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit())
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    dialog, grid = open_matrix(page, inspect(page, "G", "Neuron G"))
    # As spreadsheets copy: tabs, lines that end with CR LF, an empty cell, a decimal comma.
    page.evaluate("text => navigator.clipboard.writeText(text)", "1.25\t\r\n0,5\t3e-1\r\n")
    cell(grid, 2, 3).click()
    page.keyboard.press("Control+v")
    pasted: list[Any] = [*GG[:3], [1, 1, 1.25, 0, 0], [0, 0, 0.5, 0.3, 0]]
    eventually(page, lambda: record(app_server, board, "edges", "GG")["weight"], pasted)
    expect(cell(grid, 2, 4)).to_have_text("0.5")
    expect(cell(grid, 3, 4)).to_have_attribute("aria-selected", "true")
    page.evaluate("() => navigator.clipboard.writeText('1\\tx')")
    page.keyboard.press("Control+v")
    expect(dialog.get_by_role("alert")).to_contain_text("Line 1, column 2: “x” is not a number")
    page.evaluate("() => navigator.clipboard.writeText('7')")
    cell(grid, 0, 0).click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+v")
    filled = [[7, *pasted[0][1:]], [7, *pasted[1][1:]], *pasted[2:]]
    eventually(page, lambda: record(app_server, board, "edges", "GG")["weight"], filled)
