"""A real browser against a real server process."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, WebError, expect

from engine.kernels.cache import warm_up
from scripts import chromium, page
from tests.browser.app_server import AppServer

HERE = Path(__file__).parent
# Playwright brings a Node.js of its own, which asks for a library that a bare Debian has not.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(page.node_program()))
# Nothing but the page itself goes over the network, and software draws it, on every machine alike.
CHROMIUM_ARGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 15_000
"""ms that a step in the page may take: a loaded machine with two cores is slow at times."""
# What Chromium says of its own accord about a server that is not there.
GONE = (
    "net::ERR_CONNECTION_REFUSED",
    "net::ERR_CONNECTION_RESET",
    "net::ERR_CONTENT_LENGTH_MISMATCH",
    "WebSocket connection to",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests in here, and run them last: the others are quicker to say what is wrong."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.fixture(scope="session")
def built_page() -> None:
    """The page as its sources are now."""
    page.build()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    program = chromium.find()
    if program is None:
        pytest.fail("no Chromium for the tests in a real browser: `make test` says how to get one")
    return {**browser_type_launch_args, "executable_path": program, "args": CHROMIUM_ARGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": 1440, "height": 900}, "locale": "en-GB"}


@pytest.fixture(scope="session")
def compiled_models() -> None:
    """The models' kernels on disk, so that no test shares its two cores with a compiler."""
    warm_up()


@pytest.fixture
def app_server(built_page: None, compiled_models: None, tmp_path: Path) -> Iterator[AppServer]:
    """`neuroboard serve` on a port and a data directory of its own."""
    server = AppServer(tmp_path / "data", tmp_path / "server.log")
    try:
        server.start()
        yield server
    finally:
        server.stop()
        print(server.output())  # pytest shows it beside a failure


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], request: pytest.FixtureRequest
) -> Iterator[Callable[..., BrowserContext]]:
    """Contexts (and so pages) whose errors on the console fail the test.

    A test that kills its server is spared what the browser itself says about that. Another size
    or theme: `@pytest.mark.browser_context_args(viewport=..., color_scheme="dark")`.
    """
    server = request.getfixturevalue("app_server") if "app_server" in request.fixturenames else None
    errors: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(f"{message.text} ({message.location['url']})")

    def on_error(error: WebError) -> None:
        errors.append(f"uncaught: {error.error}")

    def create(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.on("console", on_console)
        context.on("weberror", on_error)
        return context

    expect.set_options(timeout=PATIENCE)
    yield create
    if server is not None and server.was_killed:
        errors = [error for error in errors if not any(text in error for text in GONE)]
    assert not errors, "errors on the page's console:\n" + "\n".join(errors)
