"""What the service takes before it refuses."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from vntext.errors import InvalidOptionError

__all__ = ["MOST", "Limits"]

MOST: Final = 1_000_000_000
"""No limit can be larger: timers and sockets take no more."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the service; every answer that refuses names the limit.

    Attributes:
        text_chars: Characters of one text (413).
        body_bytes: Bytes of one request, and of one line of a batch (413).
        file_bytes: Bytes of a file whose text is read (413).
        batch_bytes: Bytes of a batch (413).
        batch_lines: Lines of a batch (413).
        connections: Connections at the same time (503).
        concurrency: Requests that run, wait or are being answered at the same time (503).
        per_client: Requests of one client, told by address, at the same time (429).
        seconds: Time that one analysis may run (503); its process is ended then.
        wait_seconds: Time that one analysis may wait for a free process (503).
        body_seconds: Time that a client may take to send a request (408), or to read the next
            part of an answer (the connection is closed).
        long_chars: Texts of more characters are analysed by a process of their own, so that short
            texts never wait for long ones.

    Raises:
        InvalidOptionError: If a limit is not a finite number above 0, or a number of things is
            not whole.
    """

    text_chars: int = 200_000
    body_bytes: int = 2_000_000
    file_bytes: int = 20_000_000
    batch_bytes: int = 64_000_000
    batch_lines: int = 10_000
    connections: int = 1024
    concurrency: int = 64
    per_client: int = 32
    seconds: float = 30.0
    wait_seconds: float = 10.0
    body_seconds: float = 20.0
    long_chars: int = 20_000

    def __post_init__(self) -> None:
        for f in fields(self):
            value = getattr(self, f.name)
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise InvalidOptionError(f"the limit {f.name} must be a number")
            if not 0 < value <= MOST:  # NaN and infinity, too
                what = f"must be above 0 and at most {MOST:,}"
                raise InvalidOptionError(f"the limit {f.name} {what}")
            if isinstance(f.default, int) and value != int(value):
                raise InvalidOptionError(f"the limit {f.name} must be a whole number")
