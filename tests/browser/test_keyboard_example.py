"""No pointer: the first example, from the empty board to a past moment; focus always shows."""

import re

from playwright.sync_api import Page, expect

from tests.browser import hand
from tests.browser.app_server import AppServer

FOCUS_SHOWS = """() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return "nothing has the focus";
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const inside = box.bottom > 0 && box.right > 0 &&
        box.top < innerHeight && box.left < innerWidth && box.width > 0;
    const drawn = element.querySelector(".node-focus, .focus-ring");
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const around = element.closest("label, .slider, .react-flow__edge") ?? element;
    const ringed = getComputedStyle(around).boxShadow !== "none" ||
        getComputedStyle(around).outlineStyle !== "none";
    const grip = getComputedStyle(element, "::before").outlineStyle !== "none";
    const noted = drawn !== null && getComputedStyle(drawn).opacity !== "0";
    const shows = outlined || ringed || grip || noted || element.matches(".react-flow__edge");
    return inside && shows ? "" : `${element.outerHTML.slice(0, 160)} ${style.outline} ${inside}`;
}"""
WHERE = """() => {
    const regions = [".canvas", ".app-inspector", ".app-dock", ".topbar", ".palette"];
    return regions.find((region) => document.activeElement?.closest(region)) ?? null;
}"""


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def _focus_shows(page: Page) -> None:
    hidden = page.evaluate(FOCUS_SHOWS)
    assert hidden == "", f"the focus does not show: {hidden}"


def _go(page: Page, region: str) -> None:
    """Go round the regions until this one has the focus, which is seen in each."""
    for _ in range(6):
        page.keyboard.press("F6")
        _focus_shows(page)
        if page.evaluate(WHERE) == region:
            return
    raise AssertionError(f"F6 never comes to {region}")


def test_the_first_example_by_keyboard_alone(page: Page, app_server: AppServer) -> None:
    hand.open_empty(page, app_server)
    examples = page.get_by_role("region", name="Examples").get_by_role("button")
    title = str(examples.first.inner_text()).split("\n")[0]
    _press(page, "/")
    page.keyboard.type(title)
    expect(hand.choice(page, title)).to_be_visible()
    _press(page, "Enter")
    expect(page.get_by_role("button", name=f"Title: {title}")).to_be_visible()
    nodes = page.locator("[data-node-id]")
    expect(nodes.first).to_be_visible()

    run = page.get_by_role("button", name="Run", exact=True)
    expect(run).to_be_enabled()
    _press(page, "Space")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(page.get_by_test_id("announcer")).to_contain_text("Running")
    expect(page.get_by_test_id("clock")).not_to_have_text(re.compile(r"= 0\.0"))

    # Through every node, from left to right, while it runs.
    seen = set()
    for _ in range(nodes.count()):
        _press(page, "ArrowRight")
        selected = page.locator(".react-flow__node.selected")
        expect(selected).to_have_count(1)
        expect(selected).to_be_focused()
        _focus_shows(page)
        seen.add(selected.get_attribute("data-id"))
    assert len(seen) == nodes.count()

    # The last one is a neuron: a parameter of it, then the weight of what feeds it.
    before = hand.document(app_server, page)
    _press(page, "Enter")
    first = page.locator(".app-inspector .number-field input").first
    expect(first).to_be_focused()
    _focus_shows(page)
    _press(page, "ArrowUp")
    hand.saved(page)
    changed = hand.document(app_server, page)
    assert changed["nodes"] != before["nodes"]
    for _ in range(80):
        if page.evaluate("document.activeElement.classList.contains('connection')"):
            break
        _press(page, "Tab")
        _focus_shows(page)
    _press(page, "Enter")
    editor = page.locator(".edge-editor")
    expect(editor).to_be_visible()
    _go(page, ".canvas")
    _press(page, "Enter")
    expect(editor.locator("input").first).to_be_focused()
    _press(page, "ArrowUp", "Enter")
    expect(editor).to_have_count(0)
    hand.saved(page)
    heavier = hand.document(app_server, page)
    assert heavier["edges"] != before["edges"]
    # Arrow keys change the weight of a connection that is selected, too.
    _press(page, "ArrowDown")
    hand.saved(page)
    assert hand.document(app_server, page)["edges"] != heavier["edges"]

    # Undo, while it runs, to where it began.
    for _ in range(3):
        _press(page, "Control+z")
    expect(page.get_by_test_id("announcer")).to_contain_text("Undone")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    hand.saved(page)
    assert hand.document(app_server, page) == before

    # A view of what feeds that neuron.
    views = page.locator("[data-view-id]")
    shown = views.count()
    _press(page, "ArrowLeft", "t")
    expect(views).to_have_count(shown + 1)

    # Pause; a past moment by the keys of the timeline; on from there.
    _press(page, "Space")
    expect(run).to_be_visible()
    zoom = page.locator(".zoom-value").inner_text()
    _press(page, "+")
    expect(page.locator(".zoom-value")).not_to_have_text(zoom)
    for region in (".app-inspector", ".app-dock", ".topbar", ".palette", ".canvas"):
        _go(page, region)
    _press(page, "Shift+Tab")
    while not page.evaluate("document.activeElement.matches('.timeline-track')"):
        _press(page, "Shift+Tab")
        assert page.evaluate("document.activeElement !== document.body")
    _focus_shows(page)
    _press(page, "Home")
    expect(page.get_by_role("button", name="Back to now")).to_be_visible()
    expect(page.get_by_label("Moment to go to, in ms")).to_have_value("0.0")
    _press(page, "End")
    expect(page.get_by_role("button", name="Back to now")).to_have_count(0)
    _press(page, "c")
    expect(page.get_by_test_id("clock")).to_contain_text(re.compile(r"= 0\.0"))
