"""A finger: what it presses is large enough; taps, pinches and rests do what they should."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser import hand
from tests.browser.app_server import AppServer
from tests.browser.views import circuit, eventually, open_board, run_for, trace

TARGET = 40
"""px across that a finger finds."""
TABLET = {"has_touch": True, "viewport": {"width": 1024, "height": 768}}
SMALL = """(whole) => {
    const what = "button, a[href], input, select, textarea, summary, [role=option], " +
        "[role=menuitem], [role=menuitemradio], [role=treeitem], [role=tab]";
    const small = [];
    for (const element of document.querySelectorAll(what)) {
        if (!element.checkVisibility({visibilityProperty: true}) || element.disabled) continue;
        if (element.closest(".visually-hidden, .skip-links, .react-flow__node")) continue;
        element.scrollIntoView({block: "center", inline: "nearest"});
        const box = element.getBoundingClientRect();
        const x = box.left + box.width / 2, y = box.top + box.height / 2;
        const owner = element.closest("label") ?? element;
        const hits = (dx, dy) => {
            const under = document.elementFromPoint(x + dx, y + dy);
            return under !== null && (owner.contains(under) || under === owner);
        };
        if (!hits(0, 0)) continue;  // under something else, or scrolled away
        const reach = TARGET / 2 - 1;
        // A box to tick is pressed by its words, too.
        const ticked = element.matches("label [type=checkbox], label [type=radio]");
        const {width, height} = (ticked ? owner : element).getBoundingClientRect();
        const across = hits(-reach, 0) && hits(reach, 0), down = hits(0, -reach) && hits(0, reach);
        const wide = across || (width >= TARGET && (ticked || !whole));
        const high = down || (height >= TARGET && (ticked || !whole));
        if (wide && high) continue;
        const name = element.getAttribute("aria-label") ?? element.textContent.trim();
        const size = `${Math.round(box.width)} x ${Math.round(box.height)}`;
        small.push(`${element.tagName.toLowerCase()}.${element.className} "${name}" ${size}`);
    }
    return small;
}""".replace("TARGET", str(TARGET))


@pytest.mark.browser_context_args(**TABLET)
def test_everything_to_press_is_large_enough(page: Page, app_server: AppServer) -> None:
    views = (
        trace("t", {"node": "A", "variable": "V"}, {"node": "B", "variable": "V"}),
        {"id": "r", "kind": "raster", "of": [{"node": "G"}]},
    )
    open_board(page, app_server, circuit(*views))
    assert page.evaluate("matchMedia('(pointer: coarse)').matches")

    def large_enough(screen: str, whole: bool = False) -> None:
        """`whole`: nothing covers or clips a part of it either, as an open menu may."""
        assert page.evaluate(SMALL, whole) == [], screen

    # What stands on the timeline lies on top of it as a whole, where a finger can press it.
    run_for(page, 300)
    moment = page.get_by_label("Moment to go to, in ms")
    moment.fill("50")
    moment.press("Enter")
    expect(page.get_by_role("button", name="Continue from here")).to_be_visible()
    large_enough("a past moment", whole=True)
    page.get_by_role("button", name="Back to now").tap()
    page.touchscreen.tap(*hand.centre(hand.node(page, "A")))
    expect(page.get_by_role("toolbar", name="Next with Neuron A")).to_be_visible()
    large_enough("neuron", whole=True)
    panel = page.get_by_role("complementary")
    panel.get_by_role("button", name="Neuron B").first.tap()
    expect(page.locator(".edge-editor")).to_be_visible()
    large_enough("connection")
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_role("dialog").get_by_role("gridcell").first).to_be_visible()
    large_enough("weight matrix")
    page.keyboard.press("Escape")
    panel.get_by_role("switch", name="Short-term plasticity").tap()
    expect(panel.get_by_role("img", name="Released by")).to_be_visible()
    large_enough("short-term plasticity")
    page.touchscreen.tap(*hand.centre(hand.node(page, "G")))
    expect(panel.get_by_label("Number of cells")).to_be_visible()
    large_enough("population")
    page.touchscreen.tap(*hand.centre(hand.node(page, "s")))
    expect(panel.get_by_role("region", name="Waveform")).to_be_visible()
    large_enough("stimulus")
    page.get_by_role("button", name="Type to add").tap()
    expect(hand.choices(page)).to_be_visible()
    large_enough("type to add")
    page.keyboard.press("Escape")
    page.keyboard.press("q")
    expect(page.get_by_role("tree")).to_be_visible()
    large_enough("circuit as text")
    page.keyboard.press("q")
    page.get_by_role("button", name="History").tap()
    expect(page.get_by_role("complementary", name="History")).to_be_visible()
    large_enough("history")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keys", exact=True).tap()
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    large_enough("keys")


class Hand:
    """Fingers on the screen, as the browser hears of them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.session = page.context.new_cdp_session(page)

    def put(self, kind: str, *points: hand.Point, when: float | None = None) -> None:
        """touchStart, touchMove, or touchEnd without points; `when` in s since 1970, else now."""
        at = [{"id": k, "x": x, "y": y} for k, (x, y) in enumerate(points)]
        told = {} if when is None else {"timestamp": when}
        event = {"type": kind, "touchPoints": at, **told}
        self.session.send("Input.dispatchTouchEvent", event)

    def tap_twice(self, at: hand.Point) -> None:
        """Two taps that follow each other soon, however slow the machine is."""
        begin = time.time() - 0.25
        for tap in (0, 0.15):
            self.put("touchStart", at, when=begin + tap)
            self.put("touchEnd", when=begin + tap + 0.05)

    def move(self, *ways: tuple[hand.Point, hand.Point]) -> None:
        """Fingers that move at once, each from a point to a point of the window."""
        steps = 10
        for i in range(steps + 1):
            part = i / steps
            points = [(a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for a, b in ways]
            self.put("touchStart" if i == 0 else "touchMove", *points)
        # Let go in mid-flight it would be a flick, which the browser ends with the next tap.
        for _ in range(3):
            self.page.wait_for_timeout(50)
            self.put("touchMove", *(stop for _, stop in ways))
        self.put("touchEnd")


def _zoom(page: Page) -> int:
    return int(str(page.locator(".zoom-value").text_content()).split()[0])


@pytest.mark.browser_context_args(**TABLET)
def test_a_circuit_is_built_and_moved_by_fingers(page: Page, app_server: AppServer) -> None:
    fingers = Hand(page)
    left, top = hand.open_empty(page, app_server)
    # Two taps on empty board ask what to add there; a tap chooses it.
    fingers.tap_twice((left + 200, top + 120))
    hand.choice(page, "Excitatory").tap()
    (first,) = hand.ids(page)
    assert hand.centre(hand.node(page, first)) == pytest.approx((left + 200, top + 120), abs=2)
    # A tap on the palette places in the middle, a drag where the finger lets go.
    start = hand.centre(page.get_by_role("button", name="Inhibitory", exact=True))
    fingers.move((start, (left + 460, top + 120)))
    expect(page.locator("[data-node-id]")).to_have_count(2)
    (second,) = set(hand.ids(page)) - {first}

    # A tap selects, one elsewhere does not; a line is drawn from a dot of what is selected.
    selected = page.locator(".react-flow__node.selected")
    page.touchscreen.tap(left + 300, top + 400)
    expect(selected).to_have_count(0)
    page.touchscreen.tap(*hand.centre(hand.node(page, first)))
    expect(selected).to_have_attribute("data-id", first)
    dot = hand.node(page, first).locator(".react-flow__handle").nth(hand.SIDES.index("right"))
    fingers.move((hand.centre(dot), hand.centre(hand.node(page, second))))
    edges = page.locator(".react-flow__edge")
    expect(edges).to_have_count(1)
    made = hand.record(app_server, page, str(edges.first.get_attribute("data-id")))
    assert (made["source"], made["target"]) == (first, second)
    editor = page.locator(".edge-editor")
    expect(editor).to_be_visible()
    # The number of the weight is reached by a tap, and the line too.
    weight = editor.get_by_label("Weight", exact=True).first
    weight.tap()
    expect(weight).to_be_focused()
    page.keyboard.type("55\n")
    expect(editor).to_have_count(0)
    assert hand.record(app_server, page, made["id"])["weight"] == 55
    page.touchscreen.tap(left + 300, top + 400)
    page.touchscreen.tap(*hand.on_line(page, made["id"]))
    expect(editor).to_be_visible()

    # A node goes with the finger, on its own; the first few px of a finger are no movement yet.
    x, y = hand.centre(hand.node(page, second))
    fingers.move(((x, y), (x, y + 150)))
    moved = hand.record(app_server, page, second)
    assert hand.centre(hand.node(page, second)) == pytest.approx((x, y + 150), abs=32)
    page.get_by_role("button", name="Undo").tap()
    expect(page.get_by_role("button", name="Redo")).to_be_enabled()
    assert hand.record(app_server, page, second)["y"] < moved["y"]


@pytest.mark.browser_context_args(**TABLET)
def test_fingers_pan_pinch_and_rest(page: Page, app_server: AppServer) -> None:
    fingers = Hand(page)
    left, top = hand.open_empty(page, app_server)
    start = hand.centre(page.get_by_role("button", name="Excitatory", exact=True))
    fingers.move((start, (left + 400, top + 120)))
    expect(page.locator("[data-node-id]")).to_have_count(1)
    (made,) = hand.ids(page)
    neuron = hand.node(page, made)
    place = hand.record(app_server, page, made)
    x, y = hand.centre(neuron)

    # One finger takes the board along, two fingers side by side too; nothing on it is moved.
    low = top + 420
    fingers.move(((left + 300, low), (left + 200, low + 40)))
    assert hand.centre(neuron) == pytest.approx((x - 100, y + 40), abs=15)
    x, y = hand.centre(neuron)
    fingers.move(((left + 200, low), (left + 300, low)), ((left + 300, low), (left + 400, low)))
    assert hand.centre(neuron) == pytest.approx((x + 100, y), abs=15)
    assert _zoom(page) == 100
    # Apart they zoom in, around the place between them; together again, out.
    x, y = hand.centre(neuron)
    near, far = ((x - 40, y + 90), (x + 40, y + 90)), ((x - 90, y + 90), (x + 90, y + 90))
    fingers.move((near[0], far[0]), (near[1], far[1]))
    expect(page.locator(".zoom-value")).not_to_have_text("100 %")
    larger = _zoom(page)
    assert 150 < larger < 260
    assert hand.centre(neuron)[0] == pytest.approx(x, abs=15)
    fingers.move((far[0], near[0]), (far[1], near[1]))
    eventually(page, lambda: _zoom(page) < larger / 1.5, True)
    assert hand.record(app_server, page, made) == place

    # A finger that rests opens the menu of what is under it, and chooses nothing when it is lifted,
    # not even where there is only room for the menu under the finger.
    before = hand.document(app_server, page)
    board = page.get_by_role("menu", name="Board")
    fingers.put("touchStart", (left + 430, top + 615))
    expect(board).to_be_visible()
    fingers.put("touchEnd")
    page.get_by_role("menuitem", name="Select everything").tap()
    expect(board).to_have_count(0)
    expect(page.locator(".react-flow__node.selected")).to_have_count(1)
    fingers.put("touchStart", hand.centre(neuron))
    menu = page.get_by_role("menu", name="Neuron A")
    expect(menu).to_be_visible()
    fingers.put("touchEnd")
    assert hand.document(app_server, page) == before
    menu.get_by_role("menuitem", name="Duplicate").tap()
    expect(page.locator("[data-node-id]")).to_have_count(2)
