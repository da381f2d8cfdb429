"""What axe-core finds on every screen, light and dark: nothing that keeps anybody out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_server import AppServer
from tests.browser.axe import accessible
from tests.browser.hand import choices, node, on_line
from tests.browser.views import circuit, open_board, run_for, trace


def _board(page: Page, server: AppServer) -> None:
    views = (
        trace("t", {"node": "A", "variable": "V"}, {"node": "B", "variable": "V"}),
        {"id": "r", "kind": "raster", "of": [{"node": "G"}]},
        {"id": "w", "kind": "weights", "of": [{"edge": "GG"}]},
    )
    open_board(page, server, circuit(*views))


def _empty(page: Page, server: AppServer) -> None:
    page.goto(server.url)
    expect(page.get_by_role("heading", name="Start with one neuron")).to_be_visible()


def _running(page: Page, server: AppServer) -> None:
    _board(page, server)
    run_for(page, 400)


def _neuron(page: Page, server: AppServer) -> None:
    _board(page, server)
    node(page, "A").click()


def _population(page: Page, server: AppServer) -> None:
    _board(page, server)
    node(page, "G").click()


def _stimulus(page: Page, server: AppServer) -> None:
    _board(page, server)
    node(page, "s").click()


def _connection(page: Page, server: AppServer) -> None:
    _board(page, server)
    page.mouse.click(*on_line(page, "AB"))
    expect(page.locator(".edge-editor")).to_be_visible()


def _menu(page: Page, server: AppServer) -> None:
    _board(page, server)
    node(page, "A").click(button="right")
    expect(page.get_by_role("menu")).to_be_visible()


def _keys(page: Page, server: AppServer) -> None:
    _empty(page, server)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def _from_file_menu(page: Page, server: AppServer, item: str) -> None:
    _empty(page, server)
    page.get_by_role("button", name="File", exact=True).click()
    page.get_by_role("menuitem", name=item).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _new_model(page: Page, server: AppServer) -> None:
    _from_file_menu(page, server, "New model")
    expect(page.get_by_role("button", name="Add to board")).to_be_enabled()


def _models(page: Page, server: AppServer) -> None:
    _from_file_menu(page, server, "All models")


def _poke(page: Page, server: AppServer) -> None:
    _board(page, server)
    page.keyboard.press("e")
    expect(page.get_by_role("toolbar", name="Poke")).to_be_visible()


def _add(page: Page, server: AppServer) -> None:
    _board(page, server)
    page.keyboard.press("/")
    expect(choices(page)).to_be_visible()


def _text(page: Page, server: AppServer) -> None:
    _board(page, server)
    page.keyboard.press("q")
    expect(page.get_by_role("tree")).to_be_visible()


SCREENS = [
    _empty,
    _running,
    _neuron,
    _population,
    _stimulus,
    _connection,
    _menu,
    _keys,
    _new_model,
    _models,
    _poke,
    _add,
    _text,
]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__.strip("_"))
def test_nothing_is_found_in_light_and_dark(
    page: Page, app_server: AppServer, screen: Callable[[Page, AppServer], None]
) -> None:
    screen(page, app_server)
    accessible(page, screen.__name__.strip("_"))
