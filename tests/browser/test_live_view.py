"""The board while it lives: lines that follow a hand, and a page that nobody looks at."""

import re
from itertools import pairwise

from playwright.sync_api import Page, WebSocket, expect

from tests.browser import hand, views
from tests.browser.app_server import AppServer

SHOW_AS = """
state => { Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
  document.dispatchEvent(new Event('visibilitychange')); }
"""
"""What a browser says to a page whose tab goes behind others, and to one that comes back."""


def test_lines_are_pressed_and_follow_a_dragged_node(page: Page, app_server: AppServer) -> None:
    board = views.open_board(page, app_server, views.circuit())
    line = hand.edge(page, "AB")
    page.mouse.move(*hand.on_line(page, "AB"))
    expect(line.locator(".edge-halo")).not_to_have_css("display", "none")
    expect(line.locator(".edge-number")).not_to_have_css("display", "none")
    page.mouse.click(*hand.on_line(page, "AB"))
    expect(line).to_have_class(re.compile("selected"))
    expect(page.locator(".edge-editor")).to_be_visible()
    # With a key for several another one is added; pressed again it is taken away.
    for count in (2, 1):
        page.keyboard.down("Control")
        page.mouse.click(*hand.on_line(page, "sA"))
        page.keyboard.up("Control")
        expect(page.locator(".react-flow__edge.selected")).to_have_count(count)
    page.mouse.click(*hand.on_line(page, "sA"), button="right")
    expect(page.get_by_role("menu")).to_be_visible()
    page.keyboard.press("Escape")

    # The line goes with the node while the button is still held, and the node alone is selected.
    before = line.locator(".edge-line").first.get_attribute("d")
    x, y = hand.centre(hand.node(page, "B"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y + 5)
    page.mouse.move(x + 40, y + 110, steps=4)
    expect(line.locator(".edge-line").first).not_to_have_attribute("d", before or "")
    held = line.locator(".edge-line").first.get_attribute("d")
    page.mouse.up()
    expect(page.locator(".react-flow__edge.selected")).to_have_count(0)
    hand.saved(page)
    assert views.record(app_server, board, "nodes", "B")["y"] > 50
    expect(line.locator(".edge-line").first).to_have_attribute("d", held or "")
    page.get_by_role("button", name="Undo").click()
    expect(line.locator(".edge-line").first).to_have_attribute("d", before or "")


def test_a_hidden_page_gets_nothing_and_then_all(page: Page, app_server: AppServer) -> None:
    sockets: list[WebSocket] = []
    received: list[int] = []

    def listen(socket: WebSocket) -> None:
        sockets.append(socket)
        socket.on("framereceived", lambda data: received.append(len(data)))

    page.on("websocket", listen)
    shown = views.trace("v", {"node": "A", "variable": "V"}, window=1000)
    views.open_board(page, app_server, views.circuit(shown))
    page.get_by_role("button", name="Run", exact=True).click()
    page.wait_for_function(f"() => ({views.CLOCK})() > 60")
    page.evaluate(SHOW_AS, "hidden")
    page.wait_for_timeout(500)
    count, then = len(received), page.evaluate(views.CLOCK)
    page.wait_for_timeout(1500)
    assert len(received) == count
    assert page.evaluate(views.CLOCK) == then
    page.evaluate(SHOW_AS, "visible")
    page.wait_for_function(f"then => ({views.CLOCK})() > then + 150", arg=then)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_enabled()
    views.still(page, "v")
    times = [float(row[0]) for row in views.table(page, "v")[1:]]
    assert times[0] < then < times[-1]
    gaps = [b - a for a, b in pairwise(times)]
    assert max(gaps) < 1.0, f"a hole of {max(gaps)} ms"
    assert len(sockets) == 1
