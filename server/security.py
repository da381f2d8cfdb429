"""Who may speak to the server, and what the page may do. ASGI middleware around everything.

Rules H8, H9, H10 and the checks of C1. Browsers let any site open a WebSocket to this computer or
post a form to it; CORS covers neither. What stops them is that the `Origin` they send is not this
server's own, and that the `Host` is one of its names (a foreign name that was made to resolve to
this computer is not).
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import json
import socket
from collections.abc import Iterable
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.headers import security_headers, with_headers
from server.protocol import MAX_UPLOAD, ErrorAnswer, Problem
from server.settings import Settings, is_loopback

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

DRAIN_BYTES = 4 * MAX_UPLOAD
DRAIN_SECONDS = 10
NO_TOKEN = (
    "This Neuroboard asks for a token. Open the address that it printed where it was started; "
    "it ends in ?token=..."
)


class Security:
    """The middleware. `settings.token` None lets in whoever passes the checks of the origin."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._names = _own_names(settings.host)
        self._any_address = not is_loopback(settings.host)
        self._token = settings.token
        # Cookies do not tell ports apart: two servers on one computer need two names.
        self._cookie = f"neuroboard_{settings.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is None and self._token is not None and not self._has_cookie(headers):
            redirect = self._exchange(scope, self._token)
            if redirect is not None:
                await _answer(scope, send, 303, redirect, NO_TOKEN)
                return
            refusal = 403, NO_TOKEN
        if refusal is not None:
            await _answer(scope, send, refusal[0], {}, refusal[1], receive)
            return
        if scope["type"] == "websocket":
            await self.app(scope, receive, send)
            return
        await self.app(
            scope, _bounded(receive, MAX_UPLOAD), with_headers(send, headers.get("host", ""))
        )

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._is_own(hosts[0]):
            return 403, (
                f"This server does not answer to the name {_quoted(hosts)}. "
                "Use the address that it printed where it was started."
            )
        changes = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        origins = headers.getlist("origin")
        if changes and (origins or scope["type"] == "websocket"):
            own = {f"http://{hosts[0].lower()}", f"https://{hosts[0].lower()}"}
            if len(origins) != 1 or origins[0].lower() not in own:
                return 403, (
                    f"The page at {_quoted(origins)} is not this server's own, so it may not "
                    "change anything here."
                )
        if scope["type"] == "http":
            length = headers.get("content-length", "0")
            if not length.isascii() or not length.isdigit() or len(length) > 18:
                return 400, "The header Content-Length is not a number."
            if int(length) > MAX_UPLOAD:
                return 413, _too_large()
        return None

    def _is_own(self, host: str) -> bool:
        try:
            parts = urlsplit(f"//{host}")
            name = parts.hostname or ""
            _ = parts.port
        except ValueError:
            return False
        if parts.username is not None or parts.path or parts.query or parts.fragment:
            return False
        if name in self._names:
            return True
        # A name can be made to resolve to this computer by whoever owns it; an address cannot.
        return self._any_address and _is_address(name)

    def _has_cookie(self, headers: Headers) -> bool:
        assert self._token is not None
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return False
        given = morsel.value if morsel is not None else ""
        return hmac.compare_digest(given.encode(), cookie_value(self._token).encode())

    def _exchange(self, scope: Scope, token: str) -> dict[str, str] | None:
        """The headers that swap a right token in the address for the cookie, else None."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), max_num_fields=100)
        given = next((value for name, value in query if name == "token"), "")
        if not hmac.compare_digest(given.encode(), token.encode()):
            return None
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        # One slash at the front: two would name another host.
        path = "/" + scope["raw_path"].decode("ascii", "replace").lstrip("/\\")
        return {
            "location": path + (f"?{rest}" if rest else ""),
            # Lax, so that the link may also be followed from a message.
            "set-cookie": f"{self._cookie}={cookie_value(token)}; HttpOnly; SameSite=Lax; Path=/",
        }


def cookie_value(token: str) -> str:
    """What the cookie holds: not the token itself, which is in people's shell history."""
    return hashlib.sha256(f"neuroboard/{token}".encode()).hexdigest()


def _own_names(host: str) -> frozenset[str]:
    if is_loopback(host):
        return frozenset({"localhost", "127.0.0.1", "::1", host.strip("[]").lower()})
    machine = socket.gethostname().lower()
    names: Iterable[str] = ("localhost", host.lower(), machine, f"{machine}.local")
    return frozenset(names)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _too_large() -> str:
    return (
        f"That is more than {MAX_UPLOAD // 2**20} MB, the most that this server takes at once. "
        "Replace large weight matrices by a connection rule, or split the document."
    )


def _bounded(receive: Receive, most: int) -> Receive:
    """`receive` that raises HTTPException 413 as soon as the body is over `most` bytes."""
    total = 0

    async def bounded() -> Message:
        nonlocal total
        message = await receive()
        if message["type"] == "http.request":
            total += len(message.get("body", b""))
            if total > most:
                raise HTTPException(413, _too_large())
        return message

    return bounded


def _quoted(values: list[str]) -> str:
    return ", ".join(json.dumps(value[:200]) for value in values) or "(none)"


async def _answer(
    scope: Scope,
    send: Send,
    status: int,
    extra: dict[str, str],
    sentence: str,
    receive: Receive | None = None,
) -> None:
    """Answer in place of the app; before a socket is accepted this refuses it."""
    body = ErrorAnswer(problems=[Problem(message=sentence)]).model_dump_json().encode()
    headers = {
        "content-type": "application/json",
        "content-length": str(len(body)),
        "cache-control": "no-store",
        "connection": "close",
        **security_headers("localhost"),
        **extra,
    }
    prefix = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": f"{prefix}.start", "status": status, "headers": pairs})
    await send({"type": f"{prefix}.body", "body": body, "more_body": status == 413})
    if status == 413 and receive is not None:
        await _drain(receive)
        await send({"type": f"{prefix}.body", "body": b""})


async def _drain(receive: Receive) -> None:
    """Take in a part of what is still being sent: many clients read the answer only after they
    have sent all, and closing on them would lose it."""
    taken = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_SECONDS):
            while taken < DRAIN_BYTES:
                message = await receive()
                taken += len(message.get("body", b""))
                if message["type"] != "http.request" or not message.get("more_body", False):
                    return
