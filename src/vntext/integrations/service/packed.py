"""Bodies that are packed: gzip and zstd, with a limit on what they unpack to."""

from __future__ import annotations

import gzip
import zlib
from typing import IO, TYPE_CHECKING, Final

from vntext.integrations.service.failures import ServiceError, too_large

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

__all__ = ["PACKINGS", "packing", "unpack"]

PACKINGS: Final = ("gzip", "zstd")

_PART: Final = 1 << 16
_WINDOW: Final = 1 << 23
"""Memory in bytes that a body in zstd may ask for, as RFC 9659 has it."""


def packing(request: Request) -> str:
    """How the body of a request is packed, ``""`` where it is not.

    Raises:
        ServiceError: If it is packed in another way, or twice (415).
    """
    named = request.headers.get("content-encoding", "identity").strip().lower()
    named = "gzip" if named == "x-gzip" else named
    if named in ("", "identity"):
        return ""
    if named not in PACKINGS:
        raise ServiceError(
            415,
            "unsupported_encoding",
            f"send the body as it is, or with one Content-Encoding of {', '.join(PACKINGS)}",
            headers={"Accept-Encoding": ", ".join(PACKINGS)},
        )
    return named


def unpack(
    packed: IO[bytes],
    encoding: str,
    write: Callable[[bytes], object],
    limit: tuple[str, float],
) -> None:
    """Unpacks a body a part at a time.

    Args:
        packed: The body as it was sent.
        encoding: One of `PACKINGS`.
        write: Takes the parts.
        limit: Name and number of the bytes that all parts may have.

    Raises:
        ServiceError: If it unpacks to more (413), or is damaged (400).
    """
    from zstandard import ZstdDecompressor, ZstdError

    read: Callable[[int], bytes]
    if encoding == "gzip":
        read = gzip.GzipFile(fileobj=packed, mode="rb").read
    else:
        made = ZstdDecompressor(max_window_size=_WINDOW)
        read = made.stream_reader(packed, read_across_frames=True).read
    size = 0
    try:
        while part := read(_PART):
            size += len(part)
            if size > limit[1]:
                raise too_large("the unpacked body", *limit)
            write(part)
    except (EOFError, OSError, zlib.error, ZstdError) as e:
        raise ServiceError(400, "damaged_body", f"the body is not {encoding}") from e
