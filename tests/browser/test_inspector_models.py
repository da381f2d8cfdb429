"""The inspector of what models are made of: presets, channels, functions, learning."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import centre, drag, ids, node, open_empty
from tests.browser.views import (
    Document,
    circuit,
    eventually,
    neuron,
    open_board,
    record,
    run_for,
    select,
    still,
    stimulus,
)


def inspector(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Inspector")


def edge_inspector(page: Page, node_id: str) -> Locator:
    """Select the first connection that leaves a node."""
    select(page, node_id)
    panel = inspector(page)
    panel.get_by_role("group", name="Outgoing").get_by_role("button").first.click()
    expect(panel.get_by_role("region", name="Weight")).to_be_visible()
    return panel


def with_model(model: str, **more: object) -> Document:
    """The circuit with another model of its neuron A."""
    document = circuit()
    document["nodes"][1] |= {"model": model, **more}
    return document


def test_preset_is_one_step_and_says_whether_it_holds(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, with_model("izhikevich"))
    select(page, "A")
    panel = inspector(page)
    preset = panel.get_by_role("combobox", name="Preset")
    expect(preset.locator("option:checked")).to_have_text("Tonic spiking")
    preset.select_option(label="Tonic bursting")
    bursting = {"a": 0.02, "b": 0.2, "c": -50, "d": 2}
    eventually(page, lambda: record(app_server, board, "nodes", "A")["params"], bursting)
    expect(panel.locator(".preset-note")).to_contain_text("burst")
    field = panel.locator('[data-parameter="d"]').get_by_role("textbox")
    field.fill("3")
    field.press("Enter")
    expect(preset.locator("option:checked")).to_have_text("Values of its own")
    undo = page.get_by_role("button", name="Undo")
    undo.click()
    expect(preset.locator("option:checked")).to_have_text("Tonic bursting")
    undo.click()
    eventually(page, lambda: record(app_server, board, "nodes", "A")["params"], {})
    expect(preset.locator("option:checked")).to_have_text("Tonic spiking")


def test_channels_are_added_blocked_and_removed(page: Page, app_server: AppServer) -> None:
    document = with_model("hh")
    document["settings"]["dt"] = 0.02
    board = open_board(page, app_server, document)
    select(page, "A")
    panel = inspector(page)

    def channels() -> object:
        return record(app_server, board, "nodes", "A").get("channels")

    panel.get_by_role("button", name="Add channels").click()
    page.get_by_role("menuitem", name="Potassium, M-type").click()
    part = panel.locator('[data-channel="potassium_m"]')
    expect(part.locator(".katex").first).to_be_visible()
    block = part.locator('[data-parameter="block"]').get_by_role("textbox")
    block.fill("0.75")
    block.press("Enter")
    expect(part.locator("summary")).to_contain_text("75 % blocked")
    wanted = {"channel": "potassium_m", "name": None, "params": {"block": 0.75}, "number": None}
    eventually(page, channels, [wanted])
    panel.get_by_text("Initial values").click()
    expect(panel.get_by_role("textbox", name=re.compile("initial potassium_m_"))).to_have_count(1)
    # The model with these channels is compiled first.
    expect(page.locator(".preparing")).to_have_count(0, timeout=120_000)
    run_for(page, 500)
    expect(panel.get_by_test_id("reading")).not_to_have_text("−65.0")
    part.get_by_role("button", name="Remove Potassium, M-type").click()
    eventually(page, channels, [])


def test_function_of_a_rate_unit_by_name_and_by_formula(page: Page, app_server: AppServer) -> None:
    document = circuit()
    document["nodes"].append(neuron("R", "rate", x=0, y=220))
    board = open_board(page, app_server, document)
    select(page, "R")
    panel = inspector(page)
    part = panel.locator('[data-parameter="f"]')
    expect(part.get_by_role("img")).to_be_visible()
    choice = part.get_by_role("combobox")
    choice.select_option("tanh")
    eventually(page, lambda: record(app_server, board, "nodes", "R")["params"], {"f": "tanh"})
    choice.select_option(label="Formula")
    formula = part.get_by_role("textbox")
    formula.fill("0.01*max(I, 0)^0.5")
    formula.press("Enter")
    wanted = {"f": "0.01*max(I, 0)^0.5"}
    eventually(page, lambda: record(app_server, board, "nodes", "R")["params"], wanted)
    formula.fill("0.01*now")
    formula.press("Enter")
    expect(part.get_by_role("alert")).to_contain_text("now")
    assert record(app_server, board, "nodes", "R")["params"] == wanted


def test_short_term_plasticity_release_and_spread_of_delays(
    page: Page, app_server: AppServer
) -> None:
    board = open_board(page, app_server, circuit())
    panel = edge_inspector(page, "A")
    panel.get_by_role("switch", name="Short-term plasticity").check()
    train = panel.get_by_role("img", name=re.compile("Released by 10 spikes"))
    depressing = train.get_attribute("aria-label")
    recovery = panel.locator('[data-parameter="tau_rec"]').get_by_role("textbox")
    recovery.fill("100")
    recovery.press("Enter")
    expect(train).not_to_have_attribute("aria-label", str(depressing))
    release = panel.locator('[data-parameter="release"]').get_by_role("textbox")
    release.fill("0.5")
    release.press("Enter")

    def stored() -> tuple[object, ...]:
        edge = record(app_server, board, "edges", "AB")
        return edge["short_term"], edge["release"]

    eventually(page, stored, ({"U": 0.5, "tau_rec": 100, "tau_facil": 0}, 0.5))
    panel = edge_inspector(page, "G")
    panel.get_by_role("region", name="Delay").get_by_role("button", name="Spread").click()
    page.get_by_role("dialog").get_by_role("combobox").select_option("uniform")
    page.keyboard.press("Escape")

    def spread() -> list[str]:
        delay = record(app_server, board, "edges", "GG")["delay"]
        return list(delay) if isinstance(delay, dict) else []

    eventually(page, spread, ["uniform"])


def test_a_learning_rule_moves_the_weights_that_a_view_shows(
    page: Page, app_server: AppServer
) -> None:
    document = circuit({"id": "w", "kind": "weights", "of": [{"edge": "GG"}]})
    board = open_board(page, app_server, document)
    panel = edge_inspector(page, "G")
    panel.get_by_role("combobox", name="Learning rule").select_option("stdp")
    gain = panel.locator('[data-parameter="A_plus"]').get_by_role("textbox")
    gain.fill("2")
    gain.press("Enter")

    def plasticity() -> tuple[object, ...]:
        stored = record(app_server, board, "edges", "GG")["plasticity"] or {}
        return stored.get("rule"), stored.get("params"), stored.get("active")

    eventually(page, plasticity, ("stdp", {"A_plus": 2}, True))
    before = still(page, "w")
    run_for(page, 1500)
    assert still(page, "w") != before
    panel.get_by_role("switch", name="Learning").uncheck()
    eventually(page, plasticity, ("stdp", {"A_plus": 2}, False))
    held = still(page, "w")
    run_for(page, 500)
    assert still(page, "w") == held
    panel.get_by_role("combobox", name="Learning rule").select_option("")
    eventually(page, lambda: record(app_server, board, "edges", "GG")["plasticity"], None)


def test_a_junction_is_drawn_both_ways(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit())
    panel = edge_inspector(page, "A")
    panel.get_by_role("combobox", name="Synapse").select_option("gap_junction")
    eventually(page, lambda: record(app_server, board, "edges", "AB")["synapse"], "gap_junction")
    expect(panel.get_by_role("switch", name="Short-term plasticity")).to_have_count(0)
    edges = page.locator(".react-flow__edge")
    expect(edges).to_have_count(3)
    panel.get_by_role("button", name="Draw the opposite connection too").click()
    expect(edges).to_have_count(4)
    expect(panel.get_by_role("button", name=re.compile("opposite"))).to_have_count(0)
    run_for(page, 300)


def test_samples_are_pasted_and_imported(page: Page, app_server: AppServer, tmp_path: Path) -> None:
    document = circuit()
    document["nodes"].append(stimulus("m", "samples", x=0, y=220))
    board = open_board(page, app_server, document)
    select(page, "m")
    panel = inspector(page)
    text = panel.get_by_role("textbox", name=re.compile("Samples"))
    text.fill("1 2 three")
    text.blur()
    expect(panel.get_by_role("alert")).to_contain_text("“three” in line 1 is not a number")
    text.fill("0 5 10 5 0")
    text.blur()
    eventually(
        page,
        lambda: record(app_server, board, "nodes", "m")["params"].get("values"),
        [0, 5, 10, 5, 0],
    )
    series = tmp_path / "input.csv"
    series.write_text("time,a,b\n0,1,4\n2,2,5\n4,3,6\n", encoding="utf-8")
    panel.get_by_role("button", name="Import a file").click()
    dialog = page.get_by_role("dialog", name="Import samples")
    dialog.get_by_label("File to import").set_input_files(series)
    dialog.get_by_label("b", exact=True).check()
    dialog.get_by_role("button", name="Import", exact=True).click()

    def imported() -> tuple[object, ...]:
        stored = record(app_server, board, "nodes", "m")
        return stored["size"], stored["params"].get("dt"), stored["params"]["values"]

    eventually(page, imported, (2, 2, [[1, 2, 3], [4, 5, 6]]))
    expect(panel).to_contain_text("3 values in 2 cells")


def test_a_family_opens_beside_the_palette(page: Page, app_server: AppServer) -> None:
    x, y = open_empty(page, app_server)
    family = page.get_by_role("button", name="Conductance", exact=True)
    family.click()
    models = page.get_by_role("dialog", name="Conductance")
    drag(page, centre(models.get_by_role("button", name="Morris-Lecar")), (x + 300, y + 200))
    expect(models).to_have_count(0)
    expect(page.locator("[data-node-id]")).to_have_count(1)
    expect(node(page, ids(page)[0])).to_be_visible()
    family.click()
    page.keyboard.press("Escape")
    expect(models).to_have_count(0)
    expect(family).to_be_focused()
    page.get_by_role("button", name="Iterated units").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-node-id]")).to_have_count(2)


def test_light_needs_channels_that_it_opens(page: Page, app_server: AppServer) -> None:
    document = circuit()
    document["nodes"].append(stimulus("L", "light", x=0, y=220))
    open_board(page, app_server, document)
    select(page, "L")
    page.keyboard.press("1")
    select(page, "B")
    page.keyboard.press("2")
    expect(page.locator(".toast", has_text="Channelrhodopsin")).to_be_visible()
    panel = inspector(page)
    panel.get_by_role("button", name="Add channels").click()
    page.get_by_role("menuitem", name="Channelrhodopsin").click()
    page.keyboard.press("2")
    expect(page.locator(".react-flow__edge")).to_have_count(4)
