"""The library over HTTP: ``vntext serve``, or `create_app` to mount it into another application.

Needs the extra ``vntext[service]``. The server process reads requests and never analyses anything
itself: analyses run in worker processes, where one that takes too long is ended without harm to
the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vntext.integrations.service.limits import Limits

if TYPE_CHECKING:
    from vntext.integrations.service.app import create_app

__all__ = ["Limits", "create_app"]


def __getattr__(name: str) -> Any:
    if name != "create_app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from vntext.errors import MissingExtraError

    try:
        from vntext.integrations.service.app import create_app
    except ImportError as e:
        raise MissingExtraError("service", e.name or "fastapi") from e
    return create_app
