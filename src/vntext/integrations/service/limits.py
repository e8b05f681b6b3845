"""What the service takes before it refuses."""

from __future__ import annotations

from dataclasses import dataclass, fields

from vntext.errors import InvalidOptionError

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the service; every answer that refuses names the limit.

    Attributes:
        text_chars: Characters of one text (413).
        body_bytes: Bytes of one request, and of one line of a batch (413).
        file_bytes: Bytes of a file whose text is read (413).
        batch_bytes: Bytes of a batch (413).
        batch_lines: Lines of a batch (413).
        concurrency: Requests that run or wait at the same time (503).
        per_client: Requests of one client, told by address, at the same time (429).
        seconds: Time that one analysis may run (503); its process is ended then.
        wait_seconds: Time that one analysis may wait for a free process (503).
        body_seconds: Time that a client may take to send a request (408), or to read the next
            part of the answer to a batch (the connection is closed).
        long_chars: Texts of more characters are analysed by a process of their own, so that short
            texts never wait for long ones.

    Raises:
        InvalidOptionError: If a limit is not a number above 0.
    """

    text_chars: int = 200_000
    body_bytes: int = 2_000_000
    file_bytes: int = 20_000_000
    batch_bytes: int = 64_000_000
    batch_lines: int = 10_000
    concurrency: int = 64
    per_client: int = 32
    seconds: float = 30.0
    wait_seconds: float = 10.0
    body_seconds: float = 20.0
    long_chars: int = 20_000

    def __post_init__(self) -> None:
        for f in fields(self):
            value = getattr(self, f.name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
                raise InvalidOptionError(f"the limit {f.name} must be a number above 0")
