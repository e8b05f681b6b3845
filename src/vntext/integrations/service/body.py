"""Bodies of requests: read with limits of size and time, decoded, parsed."""

from __future__ import annotations

import asyncio
import io
import json
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final

from vntext.integrations.service.failures import ServiceError, too_large
from vntext.integrations.service.packed import packing, unpack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from vntext.integrations.service.limits import Limits

__all__ = ["content_type", "decode", "parse", "read_body", "spool_body"]


def content_type(request: Request, allowed: tuple[str, ...], *, any_charset: bool = False) -> str:
    """The media type of the body.

    Args:
        request: The request.
        allowed: Media types that it may have.
        any_charset: Let it name any charset, of which no notice is taken.

    Raises:
        ServiceError: If it is none of the allowed, or in another charset (415).
    """
    kind, _, rest = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind not in allowed:
        raise ServiceError(
            415, "unsupported_media_type", f"send the body as {' or '.join(allowed)}"
        )
    for part in () if any_charset else rest.split(";"):
        name, _, value = part.partition("=")
        charset = value.strip().strip('"').lower()
        if name.strip().lower() == "charset" and charset not in ("utf-8", "utf8", "us-ascii"):
            raise ServiceError(415, "unsupported_charset", "the charset must be utf-8")
    return kind


async def _chunks(request: Request, name: str, limit: int, seconds: float) -> AsyncIterator[bytes]:
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > limit:
        raise too_large("the body", name, limit)
    size = 0
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    stream = request.stream().__aiter__()
    while True:
        try:
            async with asyncio.timeout_at(deadline):
                chunk = await anext(stream, None)
        except TimeoutError:
            raise ServiceError(
                408,
                "slow_request",
                f"the body did not arrive within {seconds:g} seconds",
                limit=("body_seconds", seconds),
                headers={"Connection": "close"},
            ) from None
        if chunk is None:
            return
        size += len(chunk)
        if size > limit:
            raise too_large("the body", name, limit)
        yield chunk


async def read_body(request: Request, limits: Limits, name: str = "body_bytes") -> bytes:
    """The body of a request, unpacked.

    Args:
        request: The request.
        limits: The limits of the service.
        name: The one that the body must keep, as it is sent and unpacked.

    Raises:
        ServiceError: If it is over the limit (413), comes too slowly (408) or is packed in a way
            that is not known (415) or damaged (400).
    """
    encoding = packing(request)
    limit = getattr(limits, name)
    data = b"".join([c async for c in _chunks(request, name, limit, limits.body_seconds)])
    if not encoding:
        return data
    out = bytearray()
    await asyncio.to_thread(unpack, io.BytesIO(data), encoding, out.extend, (name, limit))
    return bytes(out)


async def spool_body(request: Request, limits: Limits) -> IO[bytes]:
    """The body of a batch, unpacked, on disk where it is large.

    It is read to its end before the answer begins: most clients send all before they read, and
    two sides that both wait for the other to read would wait for ever.

    Raises:
        ServiceError: As `read_body`.
    """
    encoding = packing(request)
    limit = ("batch_bytes", limits.batch_bytes)
    # a batch may take as many times longer as it may be larger than one request
    seconds = limits.body_seconds * max(1.0, limits.batch_bytes / limits.body_bytes)
    batch = _Batch(limits)
    try:
        if not encoding:
            async for chunk in _chunks(request, *limit, seconds):
                batch.write(chunk)
        else:
            with SpooledTemporaryFile(max_size=_IN_MEMORY) as packed:
                async for chunk in _chunks(request, *limit, seconds):
                    packed.write(chunk)
                packed.seek(0)
                await asyncio.to_thread(unpack, packed, encoding, batch.write, limit)
    except BaseException:
        batch.file.close()
        raise
    batch.file.seek(0)
    return batch.file


_IN_MEMORY: Final = 1 << 20


class _Batch:
    """The lines of a batch, counted as they come."""

    def __init__(self, limits: Limits) -> None:
        self.file: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._most = limits.batch_lines
        self._lines, self._last = 0, b""

    def write(self, chunk: bytes) -> None:
        self.file.write(chunk)
        self._lines += chunk.count(b"\n")
        self._last = chunk or self._last
        if self._lines + (not self._last.endswith(b"\n")) > self._most:
            raise too_large("the number of lines", "batch_lines", self._most)


def guess_encoding(data: bytes, at: int) -> str:
    """What bytes that are not UTF-8 at an offset may be; ``""`` when nothing speaks for any."""
    for bom, name in ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        if data.startswith(bom):
            return name
    head = data[:1000]
    if head.count(b"\x00") * 4 > len(head):
        return "UTF-16"
    from vntext.text.encodings import detect_encoding

    start = max(0, at - 2000)  # around the first byte that is not UTF-8
    found = detect_encoding(data[start : at + 2000])
    # some letters more than one fit any of the old encodings
    high = sum(byte > 127 for byte in data[start : at + 2000])
    known = found.encoding not in ("unicode", "utf-8", "windows-1252", "mojibake")
    return found.encoding if known and high >= _SOME and found.confidence >= _SURE else ""


_SOME: Final = 4  # bytes beyond ASCII that tell an encoding
_SURE: Final = 0.5


def decode(data: bytes) -> str:
    """Text of a body in UTF-8, with or without a byte order mark.

    Raises:
        ServiceError: If it is in another encoding (415, with what was detected).
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        guess = guess_encoding(data, e.start)
        seems = f"; it looks like {guess}" if guess else ""
        raise ServiceError(
            415,
            "not_utf8",
            f"the body is not UTF-8: byte 0x{data[e.start]:02x} at offset {e.start}{seems}",
        ) from None


def parse(data: bytes) -> dict[str, Any]:
    """An object in JSON.

    Raises:
        ServiceError: If it is not UTF-8 (415), not JSON (400) or not an object (422).
    """
    text = decode(data)
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as e:
        where = f"line {e.lineno}, column {e.colno}"
        raise ServiceError(400, "invalid_json", f"not JSON: {e.msg} at {where}") from None
    except ValueError:  # a number of thousands of digits, or NaN
        raise ServiceError(400, "invalid_json", "not JSON: a number is not supported") from None
    except RecursionError:
        raise ServiceError(400, "invalid_json", "not JSON: nested too deeply") from None
    if not isinstance(value, dict):
        raise ServiceError(
            422, "invalid_request", "the body must be a JSON object with the field text"
        )
    return value


def _no_constant(name: str) -> None:
    raise ValueError(name)
