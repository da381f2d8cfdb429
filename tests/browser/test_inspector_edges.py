"""The inspector of a connection."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.app_server import AppServer
from tests.browser.views import circuit, eventually, open_board, record, select


def inspect(page: Page, node: str, other: str) -> Locator:
    """Select the connection from `node` to `other` from the list of its source."""
    select(page, node)
    panel = page.get_by_role("complementary", name="Inspector")
    panel.get_by_role("group", name="Outgoing").get_by_role("button", name=other).click()
    expect(panel.get_by_role("region", name="Weight")).to_be_visible()
    return panel


def test_weight_delay_and_synapse(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit())
    panel = inspect(page, "A", "Neuron B")
    weight = panel.get_by_role("textbox", name="Weight, value")
    weight.fill("90")
    weight.press("Enter")
    delay = panel.get_by_role("textbox", name="Delay, value")
    delay.fill("1.5")
    delay.press("Enter")
    tau = panel.locator('[data-parameter="tau"]').get_by_role("textbox")
    tau.fill("8")
    tau.press("Enter")

    def stored() -> tuple[object, ...]:
        edge = record(app_server, board, "edges", "AB")
        return edge["weight"], edge["delay"], edge["params"], edge["synapse"]

    eventually(page, stored, (90, 1.5, {"tau": 8}, "exponential"))
    panel.get_by_role("combobox", name="Synapse").select_option("delta")
    # The same size of effect in the unit of the other synapse: 90 mV ms of 40, in mV of 1.5.
    eventually(page, stored, (3.4, 1.5, {}, "delta"))
    delay.fill("-1")
    delay.press("Enter")
    expect(panel.get_by_role("alert")).to_contain_text("between 0 and 1000")


def test_matrix_is_typed_cell_by_cell(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit())
    panel = inspect(page, "G", "Neuron G")
    expect(panel.get_by_role("region", name="Delay")).to_contain_text("7")
    cell = panel.get_by_role("textbox", name="from 2 to 0")
    cell.fill("9")
    cell.press("Enter")
    eventually(
        page,
        lambda: record(app_server, board, "edges", "GG")["weight"][0],
        [0, 4, 9, 0, 2],
    )


def test_rule_and_its_parameters(page: Page, app_server: AppServer) -> None:
    board = open_board(page, app_server, circuit())
    panel = inspect(page, "G", "Neuron G")
    panel.get_by_role("button", name="One weight for all").click()
    panel.get_by_label("Rule", exact=True).select_option("fixed_probability")
    chance = panel.get_by_role("textbox", name="Probability")
    chance.fill("0.4")
    chance.press("Enter")
    panel.get_by_label("A cell may reach itself").uncheck()
    preview = panel.get_by_role("group", name="Preview")
    expect(preview).to_contain_text("Inputs of a cell")
    before = record(app_server, board, "edges", "GG")["connect"]
    assert before["rule"] == "all_to_all", "nothing changes until it is applied"
    panel.get_by_role("button", name="Apply").click()
    expect(preview).to_have_count(0)
    expect(panel).to_contain_text("about 8")
    wanted = {"rule": "fixed_probability", "p": 0.4, "allow_autapses": False}
    eventually(page, lambda: record(app_server, board, "edges", "GG")["connect"], wanted)
    chance.fill("2")
    chance.press("Enter")
    expect(panel.get_by_role("alert")).to_contain_text("between 0 and 1")


def test_ends_are_selected(page: Page, app_server: AppServer) -> None:
    open_board(page, app_server, circuit())
    panel = inspect(page, "A", "Neuron B")
    panel.get_by_role("button", name="To Neuron B", exact=True).click()
    expect(panel.get_by_role("textbox", name="Name")).to_have_value("Neuron B")
