"""Who may come in: the key, and how many at the same time."""

from __future__ import annotations

import hmac
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vntext.integrations.service.failures import ServiceError, unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

    from vntext.integrations.service.limits import Limits

__all__ = ["Gate"]


class Gate:
    """Admits requests.

    Args:
        limits: Numbers of requests at the same time.
        api_key: The key that requests must bring; None for none.
    """

    def __init__(self, limits: Limits, api_key: str | None) -> None:
        self._limits = limits
        self._key = api_key.encode() if api_key else None
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

    @contextmanager
    def admit(self, request: Request) -> Iterator[None]:
        """Counts a request as running until the block ends.

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
        try:
            yield
        finally:
            self.inside -= 1
            self._clients[client] -= 1
            if not self._clients[client]:
                del self._clients[client]
