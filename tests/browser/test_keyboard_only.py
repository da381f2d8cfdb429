"""No pointer: arrow keys on the board, and the circuit as text."""

import re

from playwright.sync_api import Page, expect

from tests.browser import hand
from tests.browser.app_server import AppServer


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_arrow_keys_kick_and_shift_moves(page: Page, app_server: AppServer) -> None:
    hand.open_empty(page, app_server)
    _press(page, "p")
    neuron = hand.node(page, hand.ids(page)[0])
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_enabled()
    expect(neuron).to_contain_text("70.0")
    _press(page, "ArrowUp")
    expect(neuron).to_contain_text("69.0")
    x = hand.record(app_server, page, hand.ids(page)[0])["x"]
    _press(page, "Shift+ArrowRight", "Control+ArrowRight")
    assert hand.record(app_server, page, hand.ids(page)[0])["x"] == x + 24


def test_the_circuit_as_text_is_walked_through(page: Page, app_server: AppServer) -> None:
    hand.open_empty(page, app_server)
    _press(page, "p", "d", "t", "3", "q")
    text = page.get_by_role("region", name="Circuit as text")
    line = text.get_by_role("treeitem")
    expect(line.first).to_be_focused()
    expect(text).to_contain_text("Neuron A, excitatory, Exponential integrate-and-fire")
    expect(text).to_contain_text("Neuron A to Neuron B: excitatory, Exponential, weight 40 mV ms")
    expect(text).to_contain_text("View 1: Trace of Neuron A, V")

    nodes = text.get_by_role("treeitem", name="3 nodes")
    for _ in range(20):
        if nodes.evaluate("line => line === document.activeElement"):
            break
        _press(page, "ArrowDown")
    _press(page, "ArrowRight")
    expect(text.get_by_role("treeitem", name=re.compile("^Neuron A, "))).to_be_focused()
    first = page.locator(".react-flow__node.selected")
    expect(first).to_have_count(1)
    expect(first).to_contain_text("Neuron A")
    _press(page, "ArrowRight", "ArrowRight")
    expect(text.get_by_role("treeitem", name=re.compile("^tau_m"))).to_be_focused()
    expect(text).to_contain_text("From Step current: current, weight 1")

    # What is told follows the circuit, and keys act on what is selected.
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_enabled()
    _press(page, "ArrowLeft", "Delete")
    expect(text).to_contain_text("2 nodes")
    expect(page.get_by_test_id("announcer")).to_contain_text("Removed Neuron A")
    _press(page, "Space")
    expect(line.first).to_contain_text("Running")
    _press(page, "Space")
    expect(line.first).to_contain_text("Paused")
    line.first.focus()
    _press(page, "Escape")
    expect(text).to_have_count(0)
