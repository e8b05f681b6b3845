"""The one shape of everything that goes wrong."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["ServiceError"]


class ServiceError(Exception):
    """A request that cannot be answered.

    Attributes:
        status: HTTP status.
        code: Name of the problem, stable between versions (``"text_too_long"``).
        message: What is wrong and what would be right, in English; never holds the text.
        fields: Names of the fields that are wrong.
        limit: The limit that was passed, if one was: its name and value.
        headers: Headers of the answer.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        fields: tuple[str, ...] = (),
        limit: tuple[str, float] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields
        self.limit = limit
        self.headers = headers or {}

    def to_dict(self, request_id: str = "") -> dict[str, Any]:
        """The value of the field ``error`` of an answer."""
        out: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.fields:
            out["fields"] = list(self.fields)
        if self.limit:
            out["limit"] = {"name": self.limit[0], "value": self.limit[1]}
        if request_id:
            out["request_id"] = request_id
        return out

    def to_json(self, request_id: str = "") -> bytes:
        """The whole body of the answer."""
        return json.dumps({"error": self.to_dict(request_id)}).encode()


def invalid_text(reason: str) -> ServiceError:
    """A text that is missing, no string, or in a place where it does not belong."""
    return ServiceError(422, "invalid_options", f"text: {reason}", fields=("text",))


def too_long(chars: int, limit: int) -> ServiceError:
    """A text over the limit of characters."""
    return ServiceError(
        413,
        "text_too_long",
        f"the text has {chars} characters; the limit is {limit}",
        fields=("text",),
        limit=("text_chars", limit),
    )


def too_large(what: str, name: str, limit: float) -> ServiceError:
    """A body, a line or a batch over the limit."""
    return ServiceError(
        413, "body_too_large", f"{what} is over the limit of {limit}", limit=(name, limit)
    )


def unavailable(code: str, message: str, *, retry: int = 1) -> ServiceError:
    """Nothing is wrong with the request, but it cannot be answered now."""
    return ServiceError(503, code, message, headers={"Retry-After": str(retry)})
