"""CORS, whose refusals have the shape of all errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response

from vntext.integrations.service.failures import ServiceError

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

__all__ = ["Cors"]


class Cors(CORSMiddleware):
    """Starlette's middleware; a preflight that is refused says why in JSON."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a preflight, or passes a request on."""
        if scope["type"] == "http" and scope["method"] == "OPTIONS" and _asks(scope):
            headers = Headers(scope=scope)
            made = self.preflight_response(headers)
            if made.status_code != 200:
                made = _refused(made, scope["state"]["request_id"])
            await made(scope, receive, send)
            return
        await super().__call__(scope, receive, send)


def _asks(scope: Scope) -> bool:
    return {"origin", "access-control-request-method"} <= set(Headers(scope=scope))


def _refused(made: Response, request_id: str) -> Response:
    why = bytes(made.body).decode().removeprefix("Disallowed CORS ")
    problem = ServiceError(400, "cors", f"CORS does not allow: {why}")
    kept = {k: v for k, v in made.headers.items() if not k.startswith("content-")}
    return Response(problem.to_json(request_id), 400, kept, media_type="application/json")
