"""Who may come in: the key, and how many at the same time."""

from __future__ import annotations

import hmac
from collections import Counter
from typing import TYPE_CHECKING, Final, Self

from vntext.errors import InvalidOptionError
from vntext.integrations.service.failures import ServiceError, unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from vntext.integrations.service.limits import Limits

__all__ = ["KEY_VARIABLE", "Admission", "Gate", "check_api_key"]

KEY_VARIABLE: Final = "VNTEXT_API_KEY"
"""Variable that holds the key of the service, which its worker processes do not get."""


def check_api_key(key: str) -> str:
    """A key that a header can carry, as it is.

    Raises:
        InvalidOptionError: If it is empty, or holds anything but letters, figures and signs of
            ASCII: clients would write it in several ways, or could not send it.

    Example:
        >>> check_api_key("s3cret-key")
        's3cret-key'
    """
    if not isinstance(key, str) or not key:
        raise InvalidOptionError("the API key is empty")
    if len(key.splitlines()) > 1:
        raise InvalidOptionError("the API key has several lines; give one key alone")
    if not all("!" <= c <= "~" for c in key):
        raise InvalidOptionError(
            "the API key may hold letters, figures and signs of ASCII alone, and no spaces"
        )
    return key


class Gate:
    """Admits requests.

    Args:
        limits: Numbers of requests at the same time.
        api_key: The key that requests must bring; None for none.
    """

    def __init__(self, limits: Limits, api_key: str | None) -> None:
        self._limits = limits
        self._key = None if api_key is None else check_api_key(api_key).encode()
        self._clients: Counter[str] = Counter()
        self.inside = 0

    def check_key(self, request: Request) -> None:
        """Checks the key, ``Authorization: Bearer KEY`` or ``X-API-Key: KEY``.

        Raises:
            ServiceError: If there is none, or it is another one (401).
        """
        if self._key is None:
            return
        scheme, _, value = request.headers.get("authorization", "").partition(" ")
        given = value.strip() if scheme.lower() == "bearer" else ""
        given = given or request.headers.get("x-api-key", "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._key):
            raise ServiceError(
                401,
                "unauthorized",
                "send the API key as Authorization: Bearer KEY",
                headers={"WWW-Authenticate": "Bearer"},
            )

    def admit(self, request: Request) -> Admission:
        """Counts a request as running until its admission ends.

        Raises:
            ServiceError: Without the key (401), if the client has too many requests running
                (429), or the service has (503).
        """
        self.check_key(request)
        client = request.client.host if request.client else ""
        if self.inside >= self._limits.concurrency:
            problem = unavailable("overloaded", "too many requests at the same time")
            problem.limit = ("concurrency", self._limits.concurrency)
            raise problem
        if self._clients[client] >= self._limits.per_client:
            raise ServiceError(
                429,
                "too_many_requests",
                "too many requests of one client at the same time",
                limit=("per_client", self._limits.per_client),
                headers={"Retry-After": "1"},
            )
        self.inside += 1
        self._clients[client] += 1
        return Admission(lambda: self._leave(client))

    def _leave(self, client: str) -> None:
        self.inside -= 1
        self._clients[client] -= 1
        if not self._clients[client]:
            del self._clients[client]


class Admission:
    """The place of one request, given back once, by `end` or at the end of the block.

    Args:
        leave: Gives the place back.
    """

    def __init__(self, leave: Callable[[], None]) -> None:
        self._leave: Callable[[], None] | None = leave
        self._kept = False

    def keep(self) -> None:
        """The end of the block is not the end: whoever sends the answer calls `end`."""
        self._kept = True

    def end(self) -> None:
        """Gives the place back."""
        leave, self._leave = self._leave, None
        if leave is not None:
            leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None or not self._kept:
            self.end()
