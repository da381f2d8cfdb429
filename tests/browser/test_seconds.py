"""A circuit in seconds: from the blank page to neurons that spike, counted in gestures."""

import re
import time

from playwright.sync_api import Page, expect

from tests.browser import hand
from tests.browser.app_server import AppServer
from tests.browser.views import eventually
from tests.server.page import decode

GESTURES = 8
"""A press, a drag or a key each."""
SECONDS = 20.0
"""A person's time, of which page and server may take all: the hand of a test needs none."""
BUSY = 10
"""On a machine that is busy with other things: so many times what opening the blank page took."""


class Gestures:
    """A hand that counts what it does."""

    def __init__(self, page: Page, server: AppServer) -> None:
        opening = time.monotonic()
        self.spiking: set[str] = set()
        page.on("websocket", lambda socket: socket.on("framereceived", self._frame))
        self.left, self.top = hand.open_empty(page, server)
        self.page = page
        self.count = 0
        self.start = time.monotonic()
        self.bound = max(SECONDS, BUSY * (self.start - opening))

    def press(self, name: str) -> None:
        self.count += 1
        self.page.get_by_role("button", name=name, exact=True).click()

    def choose(self, name: str) -> None:
        self.count += 1
        hand.choice(self.page, name).click()

    def drag(self, start: hand.Point, stop: hand.Point) -> None:
        self.count += 1
        hand.drag(self.page, start, stop)

    def key(self, key: str) -> None:
        self.count += 1
        self.page.keyboard.press(key)

    def _frame(self, message: bytes | str) -> None:
        """Which neurons spiked in a frame that the page got: their rings last for some ms only."""
        if isinstance(message, str):
            return
        frame = decode(message)
        for section in frame.sections("activity"):
            if frame.bytes_after(section, section["n"], section["n"]).any():
                self.spiking.add(section["node"])

    def finish(self, server: AppServer) -> None:
        """Two connected neurons spike, one of them is traced, within gestures and time."""
        expect(self.page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
        expect(self.page.get_by_test_id("clock")).not_to_have_text(re.compile(r"= 0\.0"))
        seconds = time.monotonic() - self.start
        stored = hand.document(server, self.page)
        neurons = [node["id"] for node in stored["nodes"] if node["kind"] == "neurons"]
        assert len(neurons) == 2
        assert (neurons[0], neurons[1]) in [
            (edge["source"], edge["target"]) for edge in stored["edges"]
        ]
        (view,) = stored["views"]
        assert view["kind"] == "trace"
        assert [entry["node"] for entry in view["of"]] == neurons[:1]
        eventually(self.page, lambda: self.spiking == set(neurons), True)
        assert self.count <= GESTURES
        assert seconds < self.bound


def test_by_mouse_alone(page: Page, app_server: AppServer) -> None:
    by = Gestures(page, app_server)
    left, top = by.left, by.top
    excitatory = page.get_by_role("button", name="Excitatory", exact=True)
    by.drag(hand.centre(excitatory), (left + 300, top + 220))
    (first,) = hand.ids(page)
    by.press("Inject current")
    by.press("Show its trace")
    page.mouse.move(*hand.centre(hand.node(page, first)))
    dot = hand.node(page, first).locator(".react-flow__handle").nth(1)
    by.drag(hand.centre(dot), (left + 560, top + 220))
    by.choose("Excitatory")
    by.press("Inject current")
    by.press("Run")
    by.finish(app_server)


def test_by_keyboard_alone(page: Page, app_server: AppServer) -> None:
    by = Gestures(page, app_server)
    for key in ("p", "d", "t", "3", "d", "Space"):
        by.key(key)
    by.finish(app_server)


def test_a_line_let_go_on_empty_board_offers_what_fits(page: Page, app_server: AppServer) -> None:
    left, top = hand.open_empty(page, app_server)
    neuron = hand.place(page, "Inhibitory", (left + 400, top + 200))
    page.mouse.move(*hand.centre(hand.node(page, neuron)))
    dot = hand.node(page, neuron).locator(".react-flow__handle").first
    hand.drag(page, hand.centre(dot), (left + 160, top + 200))
    page.keyboard.type("noise")
    page.keyboard.press("Enter")
    expect(page.locator(".react-flow__edge")).to_have_count(1)
    hand.saved(page)
    stored = hand.document(app_server, page)
    noise = next(node for node in stored["nodes"] if node["kind"] == "stimulus")
    (edge,) = stored["edges"]
    assert (edge["source"], edge["target"]) == (noise["id"], neuron)  # an input feeds the neuron
    assert (noise["model"], edge["synapse"]) == ("noise", None)
    page.keyboard.press("Control+z")  # both were one step
    expect(page.locator("[data-node-id]")).to_have_count(1)
    page.mouse.move(*hand.centre(hand.node(page, neuron)))
    hand.drag(page, hand.centre(dot), (left + 160, top + 200))
    expect(page.get_by_role("dialog", name="Connect with Neuron A")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-node-id]")).to_have_count(1)
