"""What every answer tells the browser that the page may do (rule H10)."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send


def content_security_policy(host: str) -> str:
    """The policy of every answer. `host` is the checked Host header of the request.

    Styles may be inline because React Flow and KaTeX place elements by their style attributes.
    Older Safari does not take 'self' to cover WebSockets, so they are named.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            f"connect-src 'self' ws://{host} wss://{host}",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def with_headers(send: Send, host: str) -> Send:
    """`send` that adds the headers to the answer."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(security_headers(host))
        await send(message)

    return sending


def security_headers(host: str) -> dict[str, str]:
    """The headers of every answer (H10)."""
    return {
        "content-security-policy": content_security_policy(host),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    }
