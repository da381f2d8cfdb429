"""The past of a board beside it: every step, named versions, what differs."""

from playwright.sync_api import Page, expect

from tests.browser.app_server import AppServer
from tests.browser.hand import ids, node, record
from tests.browser.views import open_board

CELLS = [
    {"id": "a", "kind": "neurons", "model": "lif", "label": "A", "x": 0, "y": 0},
    {"id": "b", "kind": "neurons", "model": "lif", "label": "B", "x": 200, "y": 0},
]
EDGE = {
    "id": "ab",
    "kind": "projection",
    "source": "a",
    "target": "b",
    "synapse": "exponential",
    "weight": 20,
}


def test_steps_versions_and_what_differs(page: Page, app_server: AppServer) -> None:
    document = {"format": "neuroboard/1", "nodes": CELLS, "edges": [EDGE]}
    open_board(page, app_server, document)
    page.keyboard.press("y")
    panel = page.get_by_role("complementary", name="History")
    expect(panel).to_contain_text("Nothing has been changed yet")

    # A version, by its keys alone.
    panel.get_by_role("tab", name="Versions").click()
    panel.get_by_label("Name of the version").fill("Before the lesson")
    page.keyboard.press("Enter")
    expect(panel.get_by_text("Before the lesson")).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)

    # Three steps: another weight, a neuron less (and its connection), one more neuron.
    node(page, "a").click()
    page.keyboard.press("l")
    page.keyboard.press("Escape")
    node(page, "b").click()
    page.keyboard.press("Delete")
    expect(node(page, "b")).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    expect(page.locator("[data-node-id]")).to_have_count(2)
    (added,) = set(ids(page)) - {"a"}

    page.get_by_role("button", name="History", exact=True).click()
    panel.get_by_role("tab", name="Steps").click()
    steps = panel.locator(".history-steps > li")
    here = panel.locator('[aria-current="step"]')
    expect(here).to_contain_text("Add")
    removed = steps.filter(has_text="Delete").or_(steps.filter(has_text="Remove")).first
    removed.get_by_role("button", name="What changed").click()
    expect(removed).to_contain_text("Removed B")
    expect(removed).to_contain_text("Removed Connection A to B")

    # To the beginning in one press, and to the end again.
    count = steps.count()
    panel.get_by_role("button", name="As it was opened").click()
    expect(node(page, "b")).to_be_visible()
    expect(node(page, added)).to_have_count(0)
    expect(panel.locator("li.undone")).to_have_count(count - 1)
    steps.first.locator(".history-go").click()
    expect(node(page, added)).to_be_visible()
    expect(node(page, "b")).to_have_count(0)
    expect(panel.locator("li.undone")).to_have_count(0)

    # The version against the board now, one thing brought back, then all of it.
    panel.get_by_role("tab", name="Versions").click()
    panel.get_by_role("button", name="Compare", exact=True).click()
    dialog = page.get_by_role("dialog", name="Compare versions")
    expect(dialog.get_by_role("region", name="What differs")).to_contain_text("Removed B")
    expect(dialog.locator("figcaption")).to_contain_text("1 added")
    expect(dialog.locator("figcaption")).to_contain_text("2 removed")
    dialog.get_by_role("button", name="Bring back B", exact=True).click()
    expect(dialog.locator("figcaption")).to_contain_text("1 removed")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(node(page, "b")).to_be_visible()
    panel.get_by_role("button", name="Restore", exact=True).click()
    expect(node(page, added)).to_have_count(0)
    assert record(app_server, page, "ab")["weight"] == 20

    # Restoring is a step like any other.
    panel.get_by_role("tab", name="Steps").click()
    expect(here).to_contain_text("Restore “Before the lesson”")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    expect(node(page, added)).to_be_visible()

    page.keyboard.press("y")
    panel.get_by_role("tab", name="Versions").click()
    panel.get_by_role("button", name="Rename").click()
    panel.get_by_label("New name of Before the lesson").fill("Begin")
    page.keyboard.press("Enter")
    expect(panel.get_by_text("Begin", exact=True)).to_be_visible()
    panel.get_by_role("button", name="Delete", exact=True).click()
    panel.get_by_role("button", name="Delete for good").click()
    expect(panel).to_contain_text("No version has been saved yet")
