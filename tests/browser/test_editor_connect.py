"""Connections: drawing them, their defaults, and the editor on the line."""

import re

from playwright.sync_api import Page, expect

from tests.browser import hand
from tests.browser.app_server import AppServer
from tests.browser.views import circuit, open_board


def two_neurons(page: Page, server: AppServer) -> tuple[str, str]:
    left, top = hand.open_empty(page, server)
    first = hand.place(page, "Undetermined", (left + 200, top + 250))
    second = hand.place(page, "Excitatory", (left + 560, top + 250))
    return first, second


def test_defaults_follow_from_what_is_connected(page: Page, app_server: AppServer) -> None:
    left, top = hand.open_empty(page, app_server)
    pulse = hand.place(page, "Step current", (left + 120, top + 150))
    inhibitory = hand.place(page, "Inhibitory", (left + 400, top + 150))
    excitatory = hand.place(page, "Excitatory", (left + 700, top + 150))
    many = hand.place(page, "Population", (left + 400, top + 480))
    current = hand.record(app_server, page, hand.connect(page, pulse, inhibitory))
    assert (current["synapse"], current["weight"]) == (None, 1)
    page.keyboard.press("Escape")
    synapse = hand.record(app_server, page, hand.connect(page, inhibitory, excitatory))
    assert synapse["synapse"] == "exponential"
    assert synapse["weight"] < 0
    page.keyboard.press("Escape")
    page.mouse.click(*hand.centre(hand.node(page, many)), button="right")
    page.get_by_role("menuitem", name="Connect to itself").click()
    expect(page.locator(".react-flow__edge")).to_have_count(3)
    hand.saved(page)
    edges = hand.document(app_server, page)["edges"]
    loop = next(item for item in edges if item["source"] == many)
    assert loop["connect"]["rule"] == "fixed_probability"
    assert loop["connect"]["allow_autapses"] is False


def test_undetermined_becomes_what_its_first_connection_is(
    page: Page, app_server: AppServer
) -> None:
    first, second = two_neurons(page, app_server)
    expect(hand.node(page, first)).to_have_class(re.compile("undetermined"))
    hand.connect(page, first, second)
    expect(hand.node(page, first)).to_have_class(re.compile("excitatory"))
    field = page.locator(".edge-editor").get_by_label("Weight", exact=True).first
    field.fill("-30")
    field.press("Enter")
    expect(hand.node(page, first)).to_have_class(re.compile("inhibitory"))
    # Until it has gone the field has the keys, and its own undo.
    expect(page.locator(".edge-editor")).to_have_count(0)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(hand.node(page, first)).to_have_class(re.compile("undetermined"))


def test_nothing_connects_to_a_stimulus(page: Page, app_server: AppServer) -> None:
    left, top = hand.open_empty(page, app_server)
    stimulus = hand.place(page, "Sine", (left + 150, top + 200))
    neuron = hand.place(page, "Excitatory", (left + 450, top + 200))
    page.mouse.move(*hand.centre(hand.node(page, neuron)))
    dot = hand.node(page, neuron).locator(".react-flow__handle").first
    hand.drag(page, hand.centre(dot), hand.centre(hand.node(page, stimulus)))
    expect(page.locator(".toast")).to_contain_text("Sine is an input from outside")
    expect(page.locator(".react-flow__edge")).to_have_count(0)


def test_enter_keeps_and_esc_restores(page: Page, app_server: AppServer) -> None:
    first, second = two_neurons(page, app_server)
    made = hand.connect(page, first, second)
    editor = page.locator(".edge-editor")
    editor.get_by_label("Delay", exact=True).fill("2.5")
    editor.get_by_label("Delay", exact=True).press("Enter")
    expect(editor).to_have_count(0)
    assert hand.record(app_server, page, made)["delay"] == 2.5

    page.mouse.move(5, 5)
    page.keyboard.press("Enter")
    expect(editor).to_be_visible()
    editor.get_by_label("Synapse").focus()
    editor.get_by_label("Synapse").select_option("delta")
    expect(editor.get_by_label("Synapse")).to_have_value("delta")
    expect(editor.get_by_label("Weight", exact=True).first).not_to_have_value("40")
    editor.get_by_label("Weight", exact=True).first.press("Escape")
    expect(editor).to_have_count(0)
    restored = hand.record(app_server, page, made)
    assert (restored["synapse"], restored["weight"], restored["delay"]) == ("exponential", 40, 2.5)


def test_a_whole_drag_of_the_slider_is_one_step_of_undo(page: Page, app_server: AppServer) -> None:
    first, second = two_neurons(page, app_server)
    made = hand.connect(page, first, second)
    slider = hand.box_of(page.locator(".edge-editor").get_by_role("slider", name="Weight"))
    middle = slider["y"] + slider["height"] / 2
    start = slider["x"] + slider["width"] * 0.7
    hand.drag(page, (start, middle), (slider["x"] + slider["width"] * 0.95, middle))
    changed = hand.record(app_server, page, made)["weight"]
    assert changed > 60
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".react-flow__edge")).to_have_count(1)
    page.wait_for_timeout(200)
    assert hand.record(app_server, page, made)["weight"] in (40, changed)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".react-flow__edge")).to_have_count(0)


def test_an_excitatory_neuron_keeps_its_sign(page: Page, app_server: AppServer) -> None:
    first, second = two_neurons(page, app_server)
    made = hand.connect(page, second, first, side="left")
    field = page.locator(".edge-editor").get_by_label("Weight", exact=True).first
    field.fill("-5")
    field.press("Enter")
    expect(page.locator(".edge-problem")).to_contain_text("is excitatory")
    assert hand.record(app_server, page, made)["weight"] == 40


def test_keys_connect_many_with_many(page: Page, app_server: AppServer) -> None:
    left, top = hand.open_empty(page, app_server)
    sources = [hand.place(page, "Excitatory", (left + 150, top + 150 + 150 * i)) for i in range(2)]
    targets = [hand.place(page, "Inhibitory", (left + 500, top + 150 + 150 * i)) for i in range(2)]
    for group, key in ((sources, "1"), (targets, "2")):
        hand.node(page, group[0]).click()
        hand.node(page, group[1]).click(modifiers=["Shift"])
        page.keyboard.press(key)
    expect(page.locator(".react-flow__edge")).to_have_count(4)
    hand.saved(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".react-flow__edge")).to_have_count(0)


def test_lines_begin_at_nodes_that_were_never_selected(page: Page, app_server: AppServer) -> None:
    document = circuit()
    document["notes"] = [{"id": "n", "kind": "note", "text": "Read me", "x": 440, "y": 200}]
    open_board(page, app_server, document)
    for source, target, reason in (
        ("B", "G", None),
        ("s", "B", None),
        ("G", "A", None),
        ("A", "s", "Input s is an input from outside"),
        ("A", "n", "A note is only there to be read"),
    ):
        if reason is None:
            hand.connect(page, source, target)
            page.keyboard.press("Escape")
            continue
        page.mouse.move(*hand.centre(hand.node(page, source)))
        dot = hand.node(page, source).locator(".react-flow__handle").first
        end = page.locator(f'.react-flow__node[data-id="{target}"]')
        hand.drag(page, hand.centre(dot), hand.centre(end))
        told = page.locator(".toast", has_text=reason)
        expect(told).to_be_visible()
    # The bar that finds is not covered by what is said.
    page.keyboard.press("Control+f")
    bar = hand.box_of(page.get_by_role("search", name="Find on the board"))
    expect(page.locator(".toast")).not_to_have_count(0)
    for toast in page.locator(".toast").all():
        assert hand.box_of(toast)["y"] >= bar["y"] + bar["height"]
