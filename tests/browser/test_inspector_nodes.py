"""The inspector of neurons, populations, stimuli and the board."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import box_of, drag
from tests.browser.views import (
    ask,
    circuit,
    eventually,
    open_board,
    record,
    run_for,
    select,
    stimulus,
)


def inspector(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Inspector")


def row(page: Page, name: str) -> Locator:
    return inspector(page).locator(f'[data-parameter="{name}"]')


def number(page: Page, name: str) -> Locator:
    return row(page, name).get_by_role("textbox")


def test_nothing_selected_shows_the_board(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit())
    panel = inspector(page)
    expect(panel.get_by_role("heading", name="Board")).to_be_visible()
    expect(panel.locator("kbd").first).to_have_text("/")
    panel.get_by_label("Integrator").select_option("rk4")
    step = panel.get_by_role("textbox", name="Time step, value")
    step.fill("0.05")
    step.press("Enter")
    seed = panel.get_by_role("textbox", name="Random seed")
    seed.fill("7")
    seed.press("Enter")
    panel.get_by_label("Weights of the wrong sign").select_option("clip")
    path = f"/api/boards/{board}/document"
    wanted = {"dt": 0.05, "method": "rk4", "seed": 7, "trial": 0, "dale": "clip"}
    eventually(page, lambda: ask(app_server, "GET", path)["settings"], wanted)
    step.fill("0")
    step.press("Enter")
    expect(panel.get_by_role("alert")).to_contain_text("must be")


def test_formula_and_live_value(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit())
    select(page, "A")
    panel = inspector(page)
    expect(panel.get_by_label("Equations").locator(".katex").first).to_be_visible()
    expect(panel.get_by_label("Equations")).to_contain_text("leak")
    reading = panel.get_by_test_id("reading")
    expect(reading).to_have_text("−70.0")
    run_for(page, 700)
    expect(reading).not_to_have_text("−70.0")
    expect(panel.get_by_test_id("rate")).to_have_text(re.compile(r"^\d+(\.\d)? spikes/s$"))


def test_rename_pin_and_connections(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit())
    select(page, "A")
    panel = inspector(page)
    name = panel.get_by_role("textbox", name="Name")
    name.fill("Driven cell")
    name.press("Enter")
    eventually(page, lambda: record(app_server, board, "nodes", "A")["label"], "Driven cell")
    incoming = panel.get_by_role("group", name="Incoming")
    expect(incoming.get_by_role("button")).to_have_count(1)
    panel.get_by_role("button", name="Keep this panel on Driven cell").click()
    panel.get_by_role("group", name="Outgoing").get_by_role("button").click()
    expect(panel.get_by_role("textbox", name="Name")).to_have_value("Driven cell")
    panel.get_by_role("button", name="Keep this panel on Driven cell").click()
    expect(panel.get_by_role("heading", name="Driven cell to Neuron B")).to_be_visible()


def test_drag_of_a_slider_is_one_undo_step(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit())
    select(page, "A")
    page.get_by_role("button", name="Run").click()
    slider = row(page, "tau_m").get_by_role("slider")
    box = box_of(slider)
    start = (box["x"] + 6 + (box["width"] - 12) * 14 / 49, box["y"] + box["height"] / 2)
    drag(page, start, (start[0] + 20, start[1]))
    eventually(
        page, lambda: record(app_server, board, "nodes", "A")["params"].get("tau_m", 0) > 20, True
    )
    expect(row(page, "tau_m").get_by_role("button", name=re.compile("Reset"))).to_be_visible()
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Undo").click()
    expect(number(page, "tau_m")).to_have_value("15")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_typed_values_keys_and_bounds(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit())
    select(page, "A")
    field = number(page, "tau_m")
    field.fill("12,5")
    field.press("Enter")
    eventually(page, lambda: record(app_server, board, "nodes", "A")["params"], {"tau_m": 12.5})
    for key, value in (("ArrowUp", "13"), ("Shift+ArrowUp", "18"), ("Alt+ArrowDown", "17.95")):
        field.press(key)
        expect(field).to_have_value(value)
    field.fill("-3")
    field.press("Enter")
    alert = inspector(page).get_by_role("alert")
    expect(alert).to_contain_text("must be between 0.01 and 100000")
    field.press("Escape")
    expect(field).to_have_value("17.95")
    field.fill("soon")
    field.press("Enter")
    expect(alert).to_contain_text("“soon” is not a number")
    field.press("Escape")
    expect(alert).to_have_count(0)
    row(page, "tau_m").get_by_role("button", name=re.compile("Reset")).click()
    expect(field).to_have_value("15")
    eventually(page, lambda: record(app_server, board, "nodes", "A")["params"], {})


def test_model_sign_and_size(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit())
    select(page, "A")
    panel = inspector(page)
    panel.get_by_label("Model").select_option("izhikevich")
    expect(panel.locator('[data-parameter="a"]')).to_be_visible()
    panel.get_by_label("Type").select_option("inhibitory")
    eventually(page, lambda: record(app_server, board, "edges", "AB")["weight"], -60)
    assert record(app_server, board, "nodes", "A")["model"] == "izhikevich"
    size = panel.get_by_role("textbox", name="Number of cells")
    size.fill("12")
    size.press("Enter")
    eventually(page, lambda: record(app_server, board, "nodes", "A")["size"], 12)
    expect(panel).to_contain_text("first cell")


def test_spread_over_the_cells(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit())
    select(page, "G")
    row(page, "tau_m").get_by_role("button", name=re.compile("Spread")).click()
    popup = page.get_by_role("dialog")
    popup.get_by_role("combobox").select_option("normal")
    deviation = popup.get_by_label("Standard deviation")
    deviation.fill("2")
    deviation.press("Enter")
    expect(row(page, "tau_m")).to_contain_text("15 ± 2")
    deviation.fill("-1")
    deviation.press("Enter")
    expect(popup.get_by_role("alert")).to_contain_text("cannot be negative")
    popup.get_by_role("combobox").select_option("list")
    values = popup.get_by_role("textbox", name="5 values")
    values.fill("1 2 3 4 5")
    values.blur()
    expect(row(page, "tau_m")).to_contain_text("5 values")
    page.keyboard.press("Escape")
    values_stored = [1, 2, 3, 4, 5]
    eventually(
        page, lambda: record(app_server, board, "nodes", "G")["params"].get("tau_m"), values_stored
    )


def test_initial_values(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit())
    select(page, "A")
    panel = inspector(page)
    panel.get_by_text("Initial values").click()
    field = panel.get_by_role("textbox", name="initial V")
    field.fill("-60")
    field.press("Enter")
    eventually(page, lambda: record(app_server, board, "nodes", "A")["initial"], {"V": -60})
    page.get_by_role("button", name=re.compile("Reset|Back to start")).first.click()
    expect(panel.get_by_test_id("reading")).to_have_text("−60.0")


def test_formula_is_refused_with_its_place(page: Page, app_server: AppServer) -> None:
    document = circuit()
    document["nodes"].append(stimulus("f", "formula", x=0, y=200, params={"expression": "3*t/100"}))
    board = open_board(page, app_server, document)
    select(page, "f")
    panel = inspector(page)
    formula = panel.get_by_role("textbox").nth(1)
    expect(formula).to_have_value("3*t/100")
    expect(panel.get_by_label("Waveform").locator("canvas")).to_be_visible()
    formula.fill("4 + __import__('os')")
    formula.press("Enter")
    alert = panel.get_by_role("alert")
    expect(alert.locator("mark")).to_have_text("_")
    expect(formula).to_have_value("4 + __import__('os')")
    assert record(app_server, board, "nodes", "f")["params"] == {"expression": "3*t/100"}
    formula.fill("4*sin(t/20)")
    formula.press("Enter")
    expect(alert).to_have_count(0)
    wanted = {"expression": "4*sin(t/20)"}
    eventually(page, lambda: record(app_server, board, "nodes", "f")["params"], wanted)


def test_spike_times(page: Page, app_server: AppServer) -> None:
    document = circuit()
    times = stimulus("k", "spike_times", x=0, y=200, params={"times": [5, 10]})
    document["nodes"].append(times)
    board = open_board(page, app_server, document)
    select(page, "k")
    text = inspector(page).get_by_role("textbox").nth(1)
    expect(text).to_have_value("5 10")
    text.fill("30 7.5")
    text.blur()
    wanted = {"times": [7.5, 30]}
    eventually(page, lambda: record(app_server, board, "nodes", "k")["params"], wanted)
    text.fill("now")
    text.blur()
    expect(inspector(page).get_by_role("alert")).to_contain_text("“now” is not a number")


def test_several_selected_say_mixed(page: Page, app_server: AppServer) -> None:
    document = circuit()
    document["nodes"][1]["params"] = {"tau_m": 12}
    board = open_board(page, app_server, document)
    select(page, "A")
    page.keyboard.down("Shift")
    select(page, "B")
    page.keyboard.up("Shift")
    panel = inspector(page)
    expect(panel.get_by_role("heading", name="2 selected")).to_be_visible()
    field = number(page, "tau_m")
    expect(field).to_have_value("mixed")
    field.fill("20")
    field.press("Enter")
    eventually(
        page,
        lambda: [record(app_server, board, "nodes", name)["params"] for name in "AB"],
        [{"tau_m": 20}, {"tau_m": 20}],
    )
    expect(field).to_have_value("20")
