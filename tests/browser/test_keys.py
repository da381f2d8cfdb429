"""The key table: what it lists works."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import hand
from tests.browser.app_server import AppServer

PLACES = {"p": 1, "i": 1, "u": 1, "g": 100, "s": 1, "k": 1, "w": 1, "f": 1, "n": 1, "j": 1}


def test_every_placing_key_places(page: Page, app_server: AppServer) -> None:
    hand.open_empty(page, app_server)
    for i, (key, size) in enumerate(PLACES.items(), start=1):
        page.keyboard.press(key)
        expect(page.locator("[data-node-id]")).to_have_count(i)
        assert hand.record(app_server, page, hand.ids(page)[-1])["size"] == size


def test_space_runs_and_pauses_wherever_the_focus_is(page: Page, app_server: AppServer) -> None:
    hand.open_empty(page, app_server)
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_enabled()
    page.get_by_role("button", name="Run", exact=True).focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_visible()


def test_step_and_clear_move_the_clock(page: Page, app_server: AppServer) -> None:
    hand.open_empty(page, app_server)
    page.keyboard.press("p")
    clock = page.get_by_test_id("clock")
    expect(page.get_by_role("button", name="One step")).to_be_enabled()
    page.keyboard.press(".")
    expect(clock).to_contain_text("0.1")
    page.keyboard.press("c")
    expect(clock).to_contain_text("0.0")


@pytest.mark.parametrize(("key", "kind"), [("t", "trace"), ("a", "raster")])
def test_view_keys_open_views(page: Page, app_server: AppServer, key: str, kind: str) -> None:
    hand.open_empty(page, app_server)
    page.keyboard.press(key)
    expect(page.locator(".toast")).to_contain_text("Select")
    page.keyboard.press("p")
    page.keyboard.press(key)
    expect(page.locator("[data-view-id]")).to_have_count(1)
    expect(page.locator(".badge").first).to_have_text("1")
    hand.saved(page)
    assert hand.document(app_server, page)["views"][0]["kind"] == kind
    page.keyboard.press(key)
    expect(page.locator(".toast", has_text="already shown in view 1")).to_be_visible()
    expect(page.locator("[data-view-id]")).to_have_count(1)


def test_weight_matrix_opens_for_a_connection(page: Page, app_server: AppServer) -> None:
    left, top = hand.open_empty(page, app_server)
    first = hand.place(page, "Population", (left + 200, top + 250))
    second = hand.place(page, "Population", (left + 650, top + 250))
    hand.connect(page, first, second)
    page.keyboard.press("Escape")
    page.locator(".react-flow__edge").first.click(force=True)
    page.keyboard.press("m")
    expect(page.locator("[data-view-id]")).to_have_count(1)
    before = page.locator(".react-flow__edge")
    expect(before).to_have_count(1)
    page.keyboard.press("r")
    hand.saved(page)
    page.wait_for_timeout(200)
    assert hand.document(app_server, page)["edges"][0]["weight"] != 13


def test_the_list_of_keys_opens_and_closes(page: Page, app_server: AppServer) -> None:
    hand.open_empty(page, app_server)
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys.get_by_text("Connect the sources to the selection")).to_be_visible()
    page.keyboard.press("p")
    expect(page.locator("[data-node-id]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)


def test_letters_in_a_field_are_text(page: Page, app_server: AppServer) -> None:
    hand.open_empty(page, app_server)
    page.get_by_role("button", name="Title: Untitled board").click()
    page.keyboard.type("pip p 1 2 c")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Title: pip p 1 2 c")).to_be_visible()
    expect(page.locator("[data-node-id]")).to_have_count(0)
    hand.saved(page)
    assert hand.document(app_server, page)["title"] == "pip p 1 2 c"


def test_projector_shows_the_board_alone(page: Page, app_server: AppServer) -> None:
    hand.open_empty(page, app_server)
    page.keyboard.press("p")
    page.keyboard.press("h")
    expect(page.get_by_role("navigation", name="Palette")).to_have_count(0)
    expect(page.get_by_role("complementary", name="Inspector")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Palette")).to_be_visible()
