"""The page as a server process hands it out."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.app_server import AppServer


def test_page_comes_from_its_own_server_alone(app_server: AppServer, page: Page) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.goto(app_server.url)
    expect(page.locator("#root")).not_to_be_empty()
    page.evaluate("document.fonts.ready.then(() => undefined)")
    assert {host for host in hosts if host} == {urlsplit(app_server.url).netloc}


def test_page_is_under_a_policy_that_runs_no_inline_script(
    app_server: AppServer, page: Page
) -> None:
    response = page.goto(app_server.url)
    assert response is not None
    policy = response.headers["content-security-policy"]
    directives = {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}
    scripts = directives.get("script-src", directives.get("default-src", ["*"]))
    assert scripts == ["'self'"]


def test_killed_server_comes_back_at_the_same_address(app_server: AppServer, page: Page) -> None:
    app_server.kill()
    assert not app_server.answers()
    app_server.restart()
    page.goto(app_server.url)
    expect(page.locator("#root")).not_to_be_empty()
