"""Files of the command line: opened, and read as UTF-8."""

from __future__ import annotations

import sys
from typing import IO, Final

from vntext.errors import DecodingError

__all__ = ["decode", "opened"]

_BOMS: Final = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def opened(path: str) -> IO[bytes]:
    """Opens a file, or standard input for ``-``.

    Raises:
        OSError: If it cannot be opened, or standard input is closed.
    """
    if path != "-":
        return open(path, "rb")
    if sys.stdin is None:  # the shell closed it: <&-
        raise OSError("standard input is closed")
    return sys.stdin.buffer


def decode(data: bytes, name: str = "") -> str:
    """Reads UTF-8 with or without a byte order mark.

    Args:
        data: The bytes.
        name: What they are, for the message of an error.

    Raises:
        DecodingError: If the bytes are in another encoding; the message says what they may be.

    Example:
        >>> decode("Huế".encode("utf-8-sig"))
        'Huế'
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        guess = _BOMS.get(data[:2], "")
        hint = f"it looks like {guess}; " if guess else ""
        subject = f"{name} is " if name else ""
        raise DecodingError(
            f"{subject}not UTF-8 (byte 0x{data[e.start]:02x} at offset {e.start}); {hint}"
            "convert it first: vntext decode FILE, or iconv -f ENCODING -t UTF-8"
        ) from e
