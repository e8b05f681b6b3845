"""Around every request: its id, its host, headers of safety, a line in the log, a count."""

from __future__ import annotations

import logging
import re
import time
import uuid
from typing import TYPE_CHECKING, Final

from starlette.requests import ClientDisconnect

from vntext.integrations.service.failures import ServiceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from vntext.integrations.service.metrics import Metrics

__all__ = ["Frame", "log"]

log = logging.getLogger("vntext.service")

GONE: Final = 499
"""Status in log and figures of a request whose client went away before its answer."""

_ID = re.compile(rb"[A-Za-z0-9._:-]{1,128}")

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)

_HEADERS: Final = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


class Frame:
    """ASGI middleware.

    Args:
        app: The application.
        metrics: Where requests are counted.
        hosts: Names by which the service may be called; all if empty.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, hosts: Sequence[str] = ()) -> None:
        self._app = app
        self._metrics = metrics
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] == "http":
            await _Exchange(self, scope, send).run(receive)
        elif scope["type"] == "websocket":
            await refuse_websocket(scope, send)
        else:
            await self._app(scope, receive, send)

    def knows(self, host: str) -> bool:
        """Whether the service may be called by a name, as the header ``Host`` gives it."""
        if not self._hosts or "*" in self._hosts:
            return True
        name = host.lower()
        if not name.endswith("]"):  # an address of IPv6 without a port
            name = name.rpartition(":")[0] or name
        # "*.example.org" stands for all names below it
        return name in self._hosts or f"*.{name.partition('.')[2]}" in self._hosts


class _Exchange:
    """One request and its answer."""

    def __init__(self, frame: Frame, scope: Scope, send: Send) -> None:
        self._frame = frame
        self._send = send
        given = next((v for k, v in scope["headers"] if k == b"x-request-id"), b"")
        self._id = given.decode() if _ID.fullmatch(given) else uuid.uuid4().hex
        self._method = scope["method"]
        # what GET answers, HEAD answers without its body
        self._head = scope["method"] == "HEAD"
        self._scope = {**scope, "method": "GET"} if self._head else scope
        self._scope.setdefault("state", {})["request_id"] = self._id
        self._status = self._sent = 0

    async def run(self, receive: Receive) -> None:
        start = time.perf_counter()
        try:
            self._check_host()
            await self._frame._app(self._scope, receive, self._send_more)
        except ClientDisconnect:
            self._status = GONE
        except ServiceError as e:
            await self._problem(e)
        except Exception as e:
            await self._failed(e)
        finally:
            self._note(time.perf_counter() - start)

    def _check_host(self) -> None:
        if self._scope["path"].endswith(("/health", "/ready")):  # asked for by address
            return
        host = next((v for k, v in self._scope["headers"] if k == b"host"), b"")
        if not self._frame.knows(host.decode("latin-1")):
            raise ServiceError(421, "unknown_host", "the service is not called by this name")

    async def _send_more(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            extra = (*_HEADERS, (b"x-request-id", self._id.encode()))
            message = {**message, "headers": [*message.get("headers", ()), *extra]}
        elif self._head:
            message = {**message, "body": b""}
        else:
            self._sent += len(message.get("body", b""))
        await self._send(message)

    async def _problem(self, problem: ServiceError) -> None:
        if self._status:  # the answer has begun
            return
        body = problem.to_json(self._id)
        headers = {"content-type": "application/json", "content-length": str(len(body))}
        rows = [(k.encode(), v.encode()) for k, v in {**headers, **problem.headers}.items()]
        start = {"status": problem.status, "headers": rows}
        await self._send_more({"type": "http.response.start", **start})
        await self._send_more({"type": "http.response.body", "body": body})

    async def _failed(self, e: Exception) -> None:
        place = e.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
        # without the message of the error, which could hold the text
        fields = {"request_id": self._id, "error": type(e).__name__, "where": where}
        log.error("request failed", extra={"fields": fields})
        if self._status:
            raise e
        message = "the request failed; the log knows more by its id"
        await self._problem(ServiceError(500, "internal", message))

    def _note(self, seconds: float) -> None:
        scope = self._scope
        path = getattr(scope.get("route"), "path", "") or "(none)"
        known = ("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS")
        method = self._method if self._method in known else "OTHER"
        self._frame._metrics.observe(method, path, self._status, seconds)
        fields = {
            "request_id": self._id,
            "method": method,
            "path": path,
            "status": self._status,
            "ms": round(seconds * 1000, 1),
            "bytes": self._sent,
            "client": scope["client"][0] if scope.get("client") else "",
        }
        log.info("request", extra={"fields": fields})


async def refuse_websocket(scope: Scope, send: Send) -> None:
    """Answers a WebSocket, which the service has none of, in the shape of all errors."""
    problem = ServiceError(404, "not_found", "the service has no WebSocket")
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008, "reason": problem.message})
        return
    headers = [(b"content-type", b"application/json")]
    start = {"status": problem.status, "headers": headers}
    await send({"type": "websocket.http.response.start", **start})
    body = problem.to_json(uuid.uuid4().hex)
    await send({"type": "websocket.http.response.body", "body": body})
