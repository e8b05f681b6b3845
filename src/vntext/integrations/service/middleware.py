"""Around every request: its id, headers of safety, one line in the log, one count."""

from __future__ import annotations

import logging
import re
import time
import uuid
from typing import TYPE_CHECKING, Final

from vntext.integrations.service.failures import ServiceError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from vntext.integrations.service.metrics import Metrics

__all__ = ["Frame", "log"]

log = logging.getLogger("vntext.service")

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
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = next((v for k, v in scope["headers"] if k == b"x-request-id"), b"")
        request_id = given.decode() if _ID.fullmatch(given) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        start, status, sent = time.perf_counter(), 0, 0

        async def send_more(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
                extra = (*_HEADERS, (b"x-request-id", request_id.encode()))
                message = {**message, "headers": [*message.get("headers", ()), *extra]}
            else:
                sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, send_more)
        except Exception as e:
            place = e.__traceback__
            while place is not None and place.tb_next is not None:
                place = place.tb_next
            where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
            # without the message of the error, which could hold the text
            fields = {"request_id": request_id, "error": type(e).__name__, "where": where}
            log.error("request failed", extra={"fields": fields})
            if status:
                raise
            problem = ServiceError(
                500, "internal", "the request failed; the log knows more by its id"
            )
            body = problem.to_json(request_id)
            headers = [(b"content-type", b"application/json")]
            await send_more({"type": "http.response.start", "status": 500, "headers": headers})
            await send_more({"type": "http.response.body", "body": body})
        finally:
            seconds = time.perf_counter() - start
            route = scope.get("route")
            path = getattr(route, "path", "") or "(none)"
            known = scope["method"] in ("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS")
            method = scope["method"] if known else "OTHER"
            self._metrics.observe(method, path, status, seconds)
            fields = {
                "request_id": request_id,
                "method": method,
                "path": path,
                "status": status,
                "ms": round(seconds * 1000, 1),
                "bytes": sent,
                "client": scope["client"][0] if scope.get("client") else "",
            }
            log.info("request", extra={"fields": fields})
