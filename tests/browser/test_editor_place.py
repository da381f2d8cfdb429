"""Placing nodes: by drag, by press, by key, by name, by finger."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import hand
from tests.browser.app_server import AppServer
from tests.browser.views import ask

PALETTE = [
    ("Excitatory", "neurons", "eif"),
    ("Inhibitory", "neurons", "eif"),
    ("Undetermined", "neurons", "eif"),
    ("Population", "neurons", "eif"),
    ("Step current", "stimulus", "pulse"),
    ("Constant current", "stimulus", "constant"),
    ("Sine", "stimulus", "sine"),
    ("Noise current", "stimulus", "noise"),
    ("Formula", "stimulus", "formula"),
    ("Poisson spikes", "stimulus", "poisson"),
    ("Spike times", "stimulus", "spike_times"),
]


def test_everything_in_the_palette_lands_where_it_is_dropped(
    page: Page, app_server: AppServer
) -> None:
    left, top = hand.open_empty(page, app_server)
    for i, (name, kind, model) in enumerate(PALETTE):
        at = (left + 120 + 170 * (i % 5), top + 180 + 260 * (i // 5))
        added = hand.place(page, name, at)
        x, y = hand.centre(hand.node(page, added))
        assert abs(x - at[0]) < 2
        assert abs(y - at[1]) < 2
        assert hand.record(app_server, page, added)["kind"] == kind
        assert hand.record(app_server, page, added)["model"] == model
    expect(page.locator(".toast")).to_have_count(0)


def test_a_press_places_in_the_middle_and_a_key_under_the_pointer(
    page: Page, app_server: AppServer
) -> None:
    left, top = hand.open_empty(page, app_server)
    page.get_by_role("button", name="Sine", exact=True).click()
    expect(page.locator("[data-node-id]")).to_have_count(1)
    page.mouse.move(left + 100, top + 100)
    page.keyboard.press("i")
    expect(page.locator("[data-node-id]")).to_have_count(2)
    x, y = hand.centre(hand.node(page, hand.ids(page)[1]))
    assert abs(x - left - 100) < 2
    assert abs(y - top - 100) < 2


def test_typing_a_name_adds_it(page: Page, app_server: AppServer) -> None:
    left, top = hand.open_empty(page, app_server)
    page.mouse.move(left + 640, top + 160)
    page.keyboard.press("/")
    page.keyboard.type("hodgkin")
    expect(hand.choice(page, "Hodgkin-Huxley")).to_be_visible()
    page.keyboard.press("Enter")
    (first,) = hand.ids(page)
    assert hand.centre(hand.node(page, first)) == pytest.approx((left + 640, top + 160), abs=2)
    page.keyboard.press("/")
    page.keyboard.type("flux capacitor")
    expect(page.get_by_text("Nothing by that name")).to_be_visible()
    page.keyboard.press("Escape")
    expect(hand.choices(page)).to_have_count(0)

    # What was used last is on top, the arrows choose, a press elsewhere closes.
    page.mouse.dblclick(left + 640, top + 460)
    options = hand.choices(page).get_by_role("option")
    expect(options.first).to_have_accessible_name("Hodgkin-Huxley")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.mouse.click(left + 200, top + 500)
    expect(hand.choices(page)).to_have_count(0)
    page.mouse.dblclick(left + 640, top + 460)
    page.keyboard.type("trace of")
    page.keyboard.press("Enter")
    expect(page.locator("[data-view-id]")).to_have_count(1)
    expect(page.locator("[data-node-id]")).to_have_count(1)
    assert hand.record(app_server, page, first)["model"] == "hh"


def test_run_is_grey_until_something_can_run(page: Page, app_server: AppServer) -> None:
    left, top = hand.open_empty(page, app_server)
    run = page.get_by_role("button", name="Run", exact=True)
    expect(run).to_be_disabled()
    page.keyboard.press("Space")
    expect(page.locator(".toast")).to_contain_text("nothing to run yet")
    hand.place(page, "Excitatory", (left + 300, top + 200))
    expect(run).to_be_enabled()


def test_an_example_opens_with_one_press_and_runs(page: Page, app_server: AppServer) -> None:
    hand.open_empty(page, app_server)
    examples = page.get_by_role("region", name="Examples")
    there_are = len(ask(app_server, "GET", "/api/examples"))
    expect(examples.get_by_role("button")).to_have_count(there_are)
    examples.get_by_role("button").first.click()
    expect(page.locator("[data-node-id]").first).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Start with one neuron")).to_be_visible()


def touch(page: Page, start: hand.Point, stop: hand.Point) -> None:
    """Drag with one finger."""
    session = page.context.new_cdp_session(page)
    steps = 12
    for i in range(steps + 1):
        at = {
            "x": start[0] + (stop[0] - start[0]) * i / steps,
            "y": start[1] + (stop[1] - start[1]) * i / steps,
        }
        kind = "touchStart" if i == 0 else "touchMove"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


@pytest.mark.browser_context_args(has_touch=True, viewport={"width": 1024, "height": 768})
def test_a_finger_places_moves_and_connects(page: Page, app_server: AppServer) -> None:
    left, top = hand.open_empty(page, app_server)
    nodes = page.locator("[data-node-id]")
    for i, name in enumerate(("Excitatory", "Inhibitory")):
        start = hand.centre(page.get_by_role("button", name=name, exact=True))
        touch(page, start, (left + 150 + 250 * i, top + 250))
        expect(nodes).to_have_count(i + 1)
    first, second = hand.ids(page)
    before = hand.centre(hand.node(page, first))
    touch(page, before, (before[0], before[1] - 120))
    x, y = hand.centre(hand.node(page, first))
    assert abs(x - before[0]) < 2
    assert y < before[1] - 80
    page.touchscreen.tap(*hand.centre(hand.node(page, first)))
    dot = hand.node(page, first).locator(".react-flow__handle").nth(1)
    touch(page, hand.centre(dot), hand.centre(hand.node(page, second)))
    expect(page.locator(".react-flow__edge")).to_have_count(1)
