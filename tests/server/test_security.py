"""A server that others can reach: the token, its cookie, and the names that it answers to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from websockets import Origin
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from server.headers import content_security_policy
from server.security import cookie_value
from server.serving import address
from server.settings import is_loopback
from tests.server.live import Live, settings

TOKEN = "a-token-of-the-test"


@pytest.fixture(scope="module")
def reachable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """As with `--host 0.0.0.0`."""
    folder = tmp_path_factory.mktemp("data")
    with Live(replace(settings(folder), host="0.0.0.0", token=TOKEN)) as server:
        yield server


def _cookie(live: Live) -> str:
    _, headers, _ = live.request("GET", f"/?token={TOKEN}")
    return headers["set-cookie"].split(";")[0]


@pytest.mark.parametrize("path", ["/", "/api/boards", "/api/health", "/b/x", "/assets/x.js"])
def test_H9_nothing_without_the_token(reachable: Live, path: str) -> None:
    status, headers, body = reachable.request("GET", path)
    assert status == 403
    assert b"?token=" in body
    assert "set-cookie" not in headers
    assert TOKEN.encode() not in body


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], TOKEN + "x", "%ff"])
def test_H9_wrong_token(reachable: Live, token: str) -> None:
    status, headers, _ = reachable.request("GET", f"/?token={token}")
    assert status == 403
    assert "set-cookie" not in headers


def test_H9_the_token_is_swapped_for_a_cookie(reachable: Live) -> None:
    status, headers, _ = reachable.request("GET", f"/b/abc?token={TOKEN}&x=1")
    assert status == 303
    # Out of the address bar, and out of what the next page sees as its referrer.
    assert headers["location"] == "/b/abc?x=1"
    morsel = next(iter(SimpleCookie(headers["set-cookie"]).values()))
    assert morsel["httponly"]
    assert morsel["samesite"] == "Lax"
    assert TOKEN not in headers["set-cookie"]
    cookie = {"Cookie": f"other=1; {_cookie(reachable)}"}
    assert reachable.request("GET", "/api/boards", headers=cookie)[0] == 200


def test_H9_the_redirect_stays_here(reachable: Live) -> None:
    _, headers, _ = reachable.request("GET", f"//evil.example/?token={TOKEN}")
    assert headers["location"] == "/evil.example/"


def test_H9_a_cookie_of_another_token(reachable: Live) -> None:
    name = _cookie(reachable).partition("=")[0]
    for value in (cookie_value("other"), TOKEN, ""):
        headers = {"Cookie": f"{name}={value}"}
        assert reachable.request("GET", "/api/boards", headers=headers)[0] == 403


def test_C1_the_socket_asks_for_the_cookie_too(reachable: Live) -> None:
    host = f"127.0.0.1:{reachable.port}"
    cookie = {"Cookie": _cookie(reachable)}
    _, _, body = reachable.request("POST", "/api/boards", b"{}", cookie)
    board = body.decode().split('"')[3]
    url, origin = f"ws://{host}/api/boards/{board}/socket", Origin(f"http://{host}")
    with pytest.raises(InvalidStatus, match="403"), connect(url, origin=origin):
        pass
    with connect(url, origin=origin, additional_headers=cookie) as socket:
        socket.send('{"type": "hello", "protocol": 1, "client": "x"}')
        assert '"welcome"' in str(socket.recv(20))


def test_H9_names_of_a_reachable_server(reachable: Live) -> None:
    cookie = _cookie(reachable)
    for host, allowed in (
        ("192.168.1.7:8000", True),
        ("[fe80::1]:8000", True),
        ("localhost:8000", True),
        ("evil.example", False),
        ("192.168.1.7.evil.example", False),
    ):
        headers = {"Host": host, "Cookie": cookie}
        status = reachable.request("GET", "/api/boards", headers=headers)[0]
        assert (status == 200) is allowed, host


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.0.0.53", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.7", False),
        ("example.org", False),
    ],
)
def test_what_is_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_the_printed_address_holds_the_token(tmp_path: Path) -> None:
    local = settings(tmp_path)
    assert address(local) == "http://127.0.0.1:8000/"
    assert address(replace(local, host="::1")) == "http://[::1]:8000/"
    assert address(replace(local, host="10.0.0.1", token="t")) == "http://10.0.0.1:8000/?token=t"


def test_H10_policy_allows_no_foreign_and_no_inline_script() -> None:
    rules = dict(
        rule.split(" ", 1) for rule in content_security_policy("localhost:8000").split("; ")
    )
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["connect-src"] == "'self' ws://localhost:8000 wss://localhost:8000"
