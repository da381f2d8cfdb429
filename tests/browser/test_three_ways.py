"""One circuit by mouse, by keyboard and by the protocol: the documents are equal."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import hand
from tests.browser.app_server import AppServer
from tests.browser.views import ask
from tests.server.page import Page as Wire

Document = dict[str, Any]
Place = tuple[float, float]
TAU, AMPLITUDE = 20, 25
EXCITES, INHIBITS = 60, -25


def _document(server: AppServer, page: Page) -> Document:
    hand.saved(page)
    return _numbered(hand.document(server, page))


def _numbered(document: Document) -> Document:
    """The same document with its ids numbered in the order of the records. They are random, so that
    what one person pastes is new to the other: no two hands have the same. All else is compared."""
    records = [*document["nodes"], *document["edges"], *document["views"]]
    text = json.dumps(document)
    for number, record in enumerate(records):
        text = text.replace(f'"{record["id"]}"', f'"{number}"')
    numbered: Document = json.loads(text)
    return numbered


def _walk_to(page: Page, name: str) -> None:
    """Press Tab until the field of that name has the focus."""
    for _ in range(40):
        at = page.evaluate("document.activeElement.ariaLabel ?? ''")
        if at.startswith(name) and page.evaluate("document.activeElement.type") == "text":
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {name}")


def _weigh_by_keys(page: Page, weight: float) -> None:
    """Give the connection that has just been made another weight."""
    editor = page.locator(".edge-editor")
    expect(editor).to_be_visible()
    page.keyboard.press("Enter")
    expect(editor.get_by_label("Weight", exact=True).first).to_be_focused()
    page.keyboard.type(f"{weight}\n")
    expect(editor).to_have_count(0)


def _type_by_keys(page: Page, parameter: str, value: float) -> None:
    """Go from the selected node to a parameter of it, and back to the board."""
    page.keyboard.press("Enter")
    expect(page.locator(".app-inspector .number-field input").first).to_be_focused()
    _walk_to(page, parameter)
    page.keyboard.type(f"{value}\n")
    page.keyboard.press("Shift+F6")


def _by_keyboard(page: Page, server: AppServer) -> Document:
    """No pointer at all."""
    hand.open_empty(page, server)
    # A neuron with a current and a trace; the next one is connected from it.
    for key in ("p", "d", "t", "1", "i", "2"):
        page.keyboard.press(key)
    _weigh_by_keys(page, EXCITES)
    # A population behind it, which it inhibits.
    for key in ("g", "ArrowLeft", "1", "ArrowRight", "2"):
        page.keyboard.press(key)
    _weigh_by_keys(page, INHIBITS)
    # From the connection to its source, and on to the first neuron and its current.
    for key in ("ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    _type_by_keys(page, "tau_m", TAU)
    page.keyboard.press("ArrowLeft")
    _type_by_keys(page, "amplitude", AMPLITUDE)
    return _document(server, page)


def _weigh_by_mouse(page: Page, weight: float) -> None:
    field = page.locator(".edge-editor").get_by_label("Weight", exact=True).first
    field.click()
    field.fill(str(weight))
    field.press("Enter")


def _type_by_mouse(page: Page, node: str, parameter: str, value: float) -> None:
    hand.node(page, node).click()
    field = page.get_by_role("complementary").get_by_role("textbox", name=parameter).first
    field.click()
    field.fill(str(value))
    field.press("Enter")


def _by_mouse(page: Page, server: AppServer, places: list[Place]) -> Document:
    """Presses and drags, let go exactly where the keys have placed; only numbers are typed."""
    left, top = hand.open_empty(page, server)
    first_place, _, second_place, many_place = ((left + x, top + y) for x, y in places)
    first = hand.place(page, "Excitatory", first_place)
    page.get_by_role("button", name="Inject current").click()
    expect(page.locator(".react-flow__edge")).to_have_count(1)
    (current,) = set(hand.ids(page)) - {first}
    page.get_by_role("button", name="Show its trace").click()
    expect(page.locator("[data-view-id]")).to_have_count(1)
    second = hand.place(page, "Inhibitory", second_place)
    hand.connect(page, first, second)
    _weigh_by_mouse(page, EXCITES)
    many = hand.place(page, "Population", many_place)
    hand.connect(page, second, many)
    _weigh_by_mouse(page, INHIBITS)
    _type_by_mouse(page, first, "tau_m", TAU)
    _type_by_mouse(page, current, "amplitude", AMPLITUDE)
    return _document(server, page)


def _by_wire(server: AppServer, places: list[Place]) -> Document:
    """Edits as messages, each with no more than what differs from the defaults of a record. The
    protocol knows no canvas: where things are, and how they are called, it is told."""
    neuron = {"kind": "neurons", "model": "eif"}
    step = {"start": 100, "stop": 300, "amplitude": AMPLITUDE, "period": 500}
    nodes: list[Document] = [
        {
            **neuron,
            "id": "first",
            "label": "Neuron A",
            "sign": "excitatory",
            "params": {"tau_m": TAU},
        },
        {
            "id": "current",
            "kind": "stimulus",
            "model": "pulse",
            "label": "Step current",
            "params": step,
        },
        {**neuron, "id": "second", "label": "Neuron B", "sign": "inhibitory"},
        {**neuron, "id": "many", "label": "Population", "size": 100},
    ]
    placed = [{**node, "x": x, "y": y} for node, (x, y) in zip(nodes, places, strict=True)]
    synapse: Document = {"kind": "projection", "synapse": "exponential"}
    edges: list[Document] = [
        {"id": "in", "kind": "projection", "source": "current", "target": "first", "weight": 1},
        {**synapse, "id": "e", "source": "first", "target": "second", "weight": EXCITES},
        {**synapse, "id": "i", "source": "second", "target": "many", "weight": INHIBITS},
    ]
    view: Document = {
        "id": "v",
        "kind": "trace",
        "of": [{"node": "first", "variable": "V"}],
        "order": 0,
    }
    board = str(ask(server, "POST", "/api/boards", {})["id"])
    with Wire(server.port, board) as wire:
        wire.hello()
        for record in (*placed, *edges, view):
            answer = wire.edit(put=[record], label="Add")
            assert answer["type"] == "edited", answer
    return _numbered(ask(server, "GET", f"/api/boards/{board}/document"))


def test_the_same_circuit_by_mouse_by_keyboard_and_by_wire(
    page: Page, app_server: AppServer
) -> None:
    by_keyboard = _by_keyboard(page, app_server)
    places = [(node["x"], node["y"]) for node in by_keyboard["nodes"]]
    assert _by_mouse(page, app_server, places) == by_keyboard
    assert _by_wire(app_server, places) == by_keyboard
    # And it is the circuit that was meant.
    first, current, second, many = by_keyboard["nodes"]
    assert [node["params"] for node in (first, second, many)] == [{"tau_m": TAU}, {}, {}]
    assert [node["sign"] for node in (first, second, many)] == ["excitatory", "inhibitory", None]
    assert current["params"]["amplitude"] == AMPLITUDE
    assert many["size"] == 100
    assert len(set(places)) == 4
    ends = [(edge["source"], edge["target"], edge["weight"]) for edge in by_keyboard["edges"]]
    assert ends == [("1", "0", 1), ("0", "2", EXCITES), ("2", "3", INHIBITS)]
    (view,) = by_keyboard["views"]
    assert (view["kind"], view["of"][0]["node"]) == ("trace", "0")
