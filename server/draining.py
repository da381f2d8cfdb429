"""uvicorn's WebSocket protocol, but better at ending a connection.

A client that does not read is cut off: uvicorn would wait until it has taken what was written. And
a client is let read why it was closed: a message over the bound is refused after its first bytes,
uvicorn then closes the connection while the client is still sending, and most clients lose the
close code over it (C4). Here the rest is taken in and thrown away for a while first.
"""

from __future__ import annotations

from asyncio import Task, TimerHandle

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

PATIENCE = 10.0
"""s that a refused client may go on sending."""
MAX_DISCARDED = 2**30


class DrainingProtocol(WebSocketsSansIOProtocol):
    """Used by `uvicorn.Config(ws=...)`."""

    _discarded = 0
    _deadline: TimerHandle | None = None

    def data_received(self, data: bytes) -> None:
        if self._deadline is None:
            super().data_received(data)
            return
        self._discarded += len(data)
        if self._discarded > MAX_DISCARDED:
            self.transport.abort()

    def handle_parser_exception(self) -> None:
        reason = self.conn.close_sent
        code, text = (reason.code, reason.reason) if reason is not None else (1002, "")
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": text})
        self.transport.write(b"".join(self.conn.data_to_send()))
        # Nothing more comes from here; the client may still send until it ends its side.
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.close_sent = True
        self.stop_keepalive()
        self.transport.resume_reading()
        self._deadline = self.loop.call_later(PATIENCE, self.transport.abort)
        # The application ends on the disconnect; uvicorn must not close for it before that.
        self.close_timer = self._deadline

    def on_task_complete(self, task: Task[None]) -> None:
        super().on_task_complete(task)
        if not self.writable.is_set():
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        super().connection_lost(exc)
