"""The page as a whole: files, speed, theme, and what it says when something goes wrong."""

import json
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser import hand
from tests.browser.app_server import AppServer

UNSTABLE = {
    "format": "neuroboard/1",
    "title": "Too coarse",
    "settings": {"dt": 0.1},
    "nodes": [
        {
            "id": "cell",
            "kind": "neurons",
            "model": "leaky",
            "label": "Neuron A",
            "params": {"tau_m": 0.02},
            "initial": {"V": -70},
        }
    ],
    "edges": [],
    "views": [],
}


def choose_file(page: Page, path: Path) -> None:
    page.get_by_role("button", name="File", exact=True).click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("menuitem", name="Open file").click()
    chooser.value.set_files(path)


def test_a_board_is_saved_to_a_file_and_opened_again(
    page: Page, app_server: AppServer, tmp_path: Path
) -> None:
    left, top = hand.open_empty(page, app_server)
    first = hand.place(page, "Excitatory", (left + 200, top + 200))
    second = hand.place(page, "Excitatory", (left + 500, top + 200))
    hand.connect(page, first, second)
    hand.saved(page)
    page.get_by_role("button", name="File", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Save to file").click()
    assert download.value.suggested_filename == "Untitled board.json"
    file = tmp_path / "board.json"
    download.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8")) == hand.document(app_server, page)

    old = page.url
    choose_file(page, file)
    expect(page).not_to_have_url(old)
    expect(page.locator("[data-node-id]")).to_have_count(2)
    expect(page.locator(".react-flow__edge")).to_have_count(1)


def test_a_file_that_is_not_ours_is_refused_in_a_sentence(
    page: Page, app_server: AppServer, tmp_path: Path
) -> None:
    hand.open_empty(page, app_server)
    address = page.url
    picture = tmp_path / "picture.json"
    picture.write_bytes(b"\x89PNG nothing of the kind")
    choose_file(page, picture)
    expect(page.locator(".toast")).to_contain_text("picture.json")
    expect(page).to_have_url(address)


def test_a_run_that_leaves_the_range_says_where_and_what_to_do(
    page: Page, app_server: AppServer, tmp_path: Path
) -> None:
    hand.open_empty(page, app_server)
    file = tmp_path / "unstable.json"
    file.write_text(json.dumps(UNSTABLE), encoding="utf-8")
    choose_file(page, file)
    expect(page.locator("[data-node-id]")).to_have_count(1)
    page.get_by_role("button", name="Run", exact=True).click()
    banner = page.locator(".banner")
    expect(banner).to_contain_text("Neuron A")
    expect(banner).to_contain_text("try dt")
    expect(hand.node(page, "cell")).to_contain_text("left the finite range")
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_visible()
    banner.get_by_role("button", name="Back to start").click()
    expect(banner).to_have_count(0)


def test_edits_made_without_the_server_are_kept_and_sent(page: Page, app_server: AppServer) -> None:
    left, top = hand.open_empty(page, app_server)
    hand.place(page, "Excitatory", (left + 200, top + 200))
    hand.saved(page)
    app_server.kill()
    expect(page.locator(".banner")).to_contain_text("changes are kept here")
    late = hand.place(page, "Inhibitory", (left + 500, top + 200))
    expect(page.locator(".banner")).to_contain_text("1 change waits")
    app_server.start()
    expect(page.locator(".banner")).to_have_count(0)
    assert hand.record(app_server, page, late)["sign"] == "inhibitory"


def test_an_address_without_a_board_says_so(browser: Browser, app_server: AppServer) -> None:
    # A context of its own: the browser itself reports every 404 on the console.
    page = browser.new_page()
    page.goto(f"{app_server.url}/b/nothing-here")
    expect(page.locator(".banner")).to_contain_text("There is no board at this address")
    page.locator(".banner").get_by_role("button", name="New board").click()
    expect(page.get_by_role("heading", name="Start with one neuron")).to_be_visible()
    page.close()


def test_the_speed_is_chosen_and_shown(page: Page, app_server: AppServer) -> None:
    hand.open_empty(page, app_server)
    page.get_by_role("button", name="Speed").click()
    page.get_by_role("menuitemradio", name="50 ms").click()
    expect(page.get_by_role("button", name="Speed")).to_contain_text("50 ms")
    page.get_by_role("button", name="Speed").click()
    page.get_by_role("menuitemradio", name="As fast as it goes").click()
    expect(page.get_by_role("button", name="Speed")).to_contain_text("As fast as it goes")


def test_the_theme_is_remembered(page: Page, app_server: AppServer) -> None:
    hand.open_empty(page, app_server)
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "light")
    page.get_by_role("button", name="Theme").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    expect(root).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(root).to_have_attribute("data-theme", "dark")


def test_two_pages_of_one_board_see_each_other(page: Page, app_server: AppServer) -> None:
    left, top = hand.open_empty(page, app_server)
    made = hand.place(page, "Excitatory", (left + 200, top + 200))
    other = page.context.new_page()
    other.goto(page.url)
    expect(hand.node(other, made)).to_be_visible()
    hand.place(page, "Inhibitory", (left + 500, top + 200))
    expect(other.locator("[data-node-id]")).to_have_count(2)
    other.bring_to_front()
    other.keyboard.press("Control+z")
    expect(page.locator("[data-node-id]")).to_have_count(1)


def test_the_method_that_the_sentence_names_is_one_click_away(
    page: Page, app_server: AppServer, tmp_path: Path
) -> None:
    hand.open_empty(page, app_server)
    file = tmp_path / "squid.json"
    cell = {"id": "a", "kind": "neurons", "model": "hh", "params": {"I_ext": 10}}
    file.write_text(json.dumps({"format": "neuroboard/1", "nodes": [cell]}), encoding="utf-8")
    choose_file(page, file)
    expect(page.locator("[data-node-id]")).to_have_count(1)
    page.get_by_role("button", name="Run", exact=True).click()
    banner = page.locator(".banner")
    banner.get_by_role("button", name="Use exponential Euler").click()
    expect(banner).to_have_count(0)
    page.get_by_role("button", name="Run", exact=True).click()
    page.wait_for_timeout(1000)
    expect(banner).to_have_count(0)
    hand.saved(page)
    assert hand.document(app_server, page)["settings"]["method"] == "exponential_euler"
