"""A connection to the server: uvicorn's, with bounds on clients that send or read too slowly.

What uvicorn leaves open is bounded here: a head that comes byte by byte, a body that goes on after
its answer, an answer that nobody reads, a connection that is closed and whose client does not go.
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from vntext.integrations.service.failures import ServiceError, unavailable

if TYPE_CHECKING:
    import asyncio

__all__ = ["Connection", "connection_class"]

LINGER: Final = 5.0
"""Seconds that a client may go on sending after it was answered."""


class Connection(H11Protocol):
    """HTTP/1.1 with bounds of time; the numbers are set by `connection_class`.

    Attributes:
        seconds: Time for a head, and for the next part of an answer to be read.
        linger: Time that a client may go on sending after it was answered.
        most: Connections at the same time.
    """

    seconds: float = 20.0
    linger: float = LINGER
    most: int = 1024

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has come."""
        super().connection_made(transport)
        self._head: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._body: asyncio.TimerHandle | None = None
        if len(self.connections) > self.most:
            problem = unavailable("overloaded", "too many connections at the same time")
            problem.limit = ("connections", self.most)
            self._refuse(problem)
            return
        self._head = self.loop.call_later(self.seconds, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        for timer in (self._head, self._unread, self._body):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes have come: of a head, whose time runs from its first byte, or of a body."""
        if self._between() and self._head is None:
            self._head = self.loop.call_later(self.seconds, self._too_slow)
        before = self.cycle
        super().data_received(data)
        if self._head is not None and self.cycle is not before:
            self._head.cancel()
            self._head = None

    def _between(self) -> bool:
        """No request is under way."""
        return self.cycle is None or (
            self.cycle.response_complete and self.conn.their_state is h11.IDLE
        )

    def _too_slow(self) -> None:
        self._head = None
        if self.transport.is_closing():
            return
        if not self.conn.trailing_data[0] and self.cycle is None:
            self.transport.abort()  # it came and said nothing
            return
        message = f"the head did not arrive within {self.seconds:g} seconds"
        limit = ("body_seconds", self.seconds)
        self._refuse(ServiceError(408, "slow_request", message, limit=limit))

    def on_response_complete(self) -> None:
        """An answer has been written; a body that has not come to its end is let go in time."""
        cycle = self.cycle
        if self.conn.their_state is h11.SEND_BODY and not self.transport.is_closing():
            self._body = self.loop.call_later(self.linger, self._goes_on, cycle)
        super().on_response_complete()
        if self.transport.is_closing():
            self._leave()

    def _goes_on(self, cycle: Any) -> None:
        if self.cycle is cycle and self.conn.their_state is h11.SEND_BODY:
            self.transport.abort()

    def pause_writing(self) -> None:
        """The client does not read as fast as it is answered."""
        super().pause_writing()
        if self._unread is None:
            self._unread = self.loop.call_later(self.seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """The client has read on."""
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def timeout_keep_alive_handler(self) -> None:
        """Nothing more has come after an answer."""
        super().timeout_keep_alive_handler()
        self._leave()

    def _leave(self) -> None:
        """Closing waits until all is read; not for ever."""
        if self._unread is None:
            self._unread = self.loop.call_later(self.seconds, self.transport.abort)

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP is answered in the shape of all errors."""
        self._refuse(ServiceError(400, "invalid_http", "the request is not HTTP/1.1"))

    def _refuse(self, problem: ServiceError) -> None:
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE) and not self._answering():
            body = json.dumps({"error": problem.to_dict(uuid.uuid4().hex)}).encode()
            head = f"HTTP/1.1 {problem.status} {problem.code}\r\n"
            headers = {
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
                "Connection": "close",
                **problem.headers,
            }
            rows = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            self.transport.write(f"{head}{rows}\r\n".encode() + body)
        self.transport.close()
        self._leave()

    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _unsupported_upgrade_warning(self) -> None:
        """A request for another protocol is answered as any other one."""


def connection_class(seconds: float, most: int, linger: float = LINGER) -> type[Connection]:
    """The connections of one server.

    Args:
        seconds: Time for a head, and for the next part of an answer to be read.
        most: Connections at the same time.
        linger: Time that a client may go on sending after it was answered.
    """
    values = {"seconds": seconds, "most": most, "linger": linger}
    return type("Connection", (Connection,), values)
