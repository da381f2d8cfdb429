"""What moves by itself: a spike on its way, in slow motion and for those who want no motion; and
work that takes long, with its progress and an end to it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import hand, views
from tests.browser.app_server import AppServer

GOLD = """([left, top, width, height]) => {
    const canvas = document.querySelector("canvas.sparks");
    const { data } = canvas.getContext("2d").getImageData(left, top, width, height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4)
        if (data[i + 3] > 128 && data[i] > 180 && data[i + 1] > 120 && data[i + 2] < 90) count++;
    return count;
}"""
"""Pixels in the colour of a spike in a part of the board's canvas."""

MOST_GOLD = """async (parts) => {
    const gold = GOLD, most = parts.map(() => 0);
    for (let frame = 0; frame < 120; frame++) {
        await new Promise(requestAnimationFrame);
        parts.forEach((part, i) => { most[i] = Math.max(most[i], gold(part)); });
    }
    return most;
}""".replace("GOLD", GOLD)
"""The most of them in each of some parts, over a while."""


def _delayed() -> views.Document:
    """A neuron that fires once a millisecond or so, with a slow axon to the next one."""
    return {
        "format": "neuroboard/1",
        "title": "A slow axon",
        "settings": {"dt": 0.1, "method": "euler", "seed": 1},
        "nodes": [
            views.neuron("A", x=0, y=0, sign="excitatory", params={"I_ext": 100}),
            views.neuron("B", x=400, y=0, sign="excitatory"),
        ],
        "edges": [
            {
                "id": "AB",
                "source": "A",
                "target": "B",
                "synapse": "exponential",
                "weight": 1,
                "delay": 10,
            }
        ],
        "views": [],
    }


def _between(page: Page) -> list[float]:
    """The middle of the line from A to B, on the canvas."""
    canvas = hand.box_of(page.locator("canvas.sparks"))
    (left, y), (right, _) = (hand.centre(hand.node(page, name)) for name in "AB")
    quarter = (right - left) / 4
    return [left + quarter - canvas["x"], y - 12 - canvas["y"], 2 * quarter, 24]


def _run_slowly(page: Page, server: AppServer) -> None:
    views.open_board(page, server, _delayed())
    page.get_by_role("button", name="Speed:").click()
    page.get_by_role("menuitemradio", name="5 ms").click()
    page.get_by_role("button", name="Run", exact=True).click()


def test_a_spike_travels_along_a_delayed_connection(page: Page, app_server: AppServer) -> None:
    _run_slowly(page, app_server)
    page.wait_for_function(f"at => ({GOLD})(at) > 20", arg=_between(page))
    # Paused, it stays where it is.
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_enabled()


@pytest.mark.browser_context_args(reduced_motion="reduce")
def test_nothing_travels_where_motion_is_reduced(page: Page, app_server: AppServer) -> None:
    _run_slowly(page, app_server)
    canvas = hand.box_of(page.locator("canvas.sparks"))
    x, y = hand.centre(hand.node(page, "A"))
    around = [x - 45 - canvas["x"], y - 45 - canvas["y"], 90, 90]
    seen = page.evaluate(MOST_GOLD, [around, _between(page)])
    assert seen[0] > 20  # the spike itself is shown
    assert seen[1] == 0


def test_building_a_large_network_is_told_and_stopped(page: Page, app_server: AppServer) -> None:
    rule = {"rule": "fixed_probability", "p": 0.5}
    document = _delayed() | {
        "nodes": [views.neuron(name, x=400 * i, y=0, size=20_000) for i, name in enumerate("AB")],
        "edges": [
            {"id": "AB", "source": "A", "target": "B", "synapse": "exponential", "connect": rule}
        ],
    }
    views.open_board(page, app_server, document)
    bar = page.locator(".preparing")
    expect(bar).to_contain_text("Building the network")
    expect(bar.get_by_role("progressbar")).to_be_visible()
    bar.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Building the network was stopped.")).to_be_visible()
    # Without the connection it can be built.
    page.mouse.click(*hand.on_line(page, "AB"))
    page.keyboard.press("Delete")
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_enabled()
