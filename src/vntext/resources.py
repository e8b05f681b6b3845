"""Tables and models of the package: one place to find, check and read them.

Every file under ``vntext/data`` stands in ``data/manifest.toml`` with its sha256, licence and
source. A file is checked against it whenever it is read from the disk, once in a process: one that
was cut, altered, emptied or lost raises `ResourceError`, whatever the damage. Nothing is ever
downloaded.

Tables are given out read-only (mappings and tuples), models as read-only arrays: everybody who asks
for a file gets the same one.

Example:
    >>> table = load_toml("split/sentences.toml")
    >>> table is load_toml("split/sentences.toml")
    True
    >>> table["openers"] = ()
    Traceback (most recent call last):
    TypeError: 'mappingproxy' object does not support item assignment
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.errors import ResourceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

__all__ = [
    "Resource",
    "load_columns",
    "load_lines",
    "load_model",
    "load_text",
    "load_toml",
    "manifest",
    "verify",
]

MANIFEST = "manifest.toml"
PARSED = "tables.jsonl"
_DATA = os.path.join(os.path.dirname(__file__), "data")
# The first line of the manifest: the checksum of all that follows it.
_SEAL = b"# sha256 of the lines below: "
# Types of the columns of a model, as the format of the file and as buffers call them.
_TYPES = MappingProxyType(
    {
        "BOOL": "?",
        "I8": "b",
        "U8": "B",
        "I16": "h",
        "U16": "H",
        "I32": "i",
        "U32": "I",
        "I64": "q",
        "U64": "Q",
        "F32": "f",
        "F64": "d",
    }
)


class Resource(NamedTuple):
    """One row of the manifest.

    Attributes:
        name: Path below ``vntext/data``, with ``/``.
        sha256: Checksum of the file, in hexadecimal.
        licence: Licence or status of the content (``"Apache-2.0"``, ``"facts"`` ...).
        source: Where the content comes from, and how it is made again.
    """

    name: str
    sha256: str
    licence: str
    source: str


def _bytes(name: str) -> bytes:
    path = os.path.join(_DATA, *name.split("/"))
    try:
        # the loader also reads from a zip archive
        content: bytes = __spec__.loader.get_data(path)  # type: ignore[union-attr]
    except OSError as e:
        raise ResourceError(f"the package's file data/{name} cannot be read: {e}") from e
    return content


@cache
def _manifest_text() -> str:
    seal, _, below = _bytes(MANIFEST).partition(b"\n")
    if seal != _SEAL + hashlib.sha256(below).hexdigest().encode():
        raise ResourceError(f"the package's file data/{MANIFEST} differs from its checksum")
    return below.decode("utf8")


@cache
def _checksums() -> dict[str, str]:
    """Checksum of each file: a tenth of the time that it takes to read the manifest as TOML."""
    name, found = "", {}
    for line in _manifest_text().splitlines():
        if line.startswith('["'):
            name = line[2:-2]
        elif line.startswith("sha256 = "):
            found[name] = line[10:-1]
    return found


def _read(name: str) -> bytes:
    """The content of a file, checked."""
    content = _bytes(name)
    if hashlib.sha256(content).hexdigest() != _checksums().get(name):
        raise ResourceError(
            f"the package's file data/{name} differs from its checksum in data/{MANIFEST}: it is "
            "damaged, or was changed without `python training/manifest.py`"
        )
    return content


@cache
def manifest() -> Mapping[str, Resource]:
    """The manifest: every table and model of the package by name."""
    import tomllib

    rows = tomllib.loads(_manifest_text())
    return MappingProxyType({name: Resource(name=name, **row) for name, row in rows.items()})


def verify() -> None:
    """Checks every file of the package against the manifest.

    Raises:
        ResourceError: If a file is missing or differs.
    """
    for name in manifest():
        _read(name)


_LEAVES = {str, int, float, bool}


def _frozen(value: Any) -> Any:
    """Mappings and tuples instead of dicts and lists."""
    if isinstance(value, dict):
        return MappingProxyType({k: _frozen(v) for k, v in value.items()})
    if isinstance(value, list):
        if {*map(type, value)} <= _LEAVES:  # most lists, at once
            return tuple(value)
        return tuple(map(_frozen, value))
    return value


@cache
def load_toml(name: str) -> Mapping[str, Any]:
    """Reads a TOML table of the package.

    Args:
        name: Path below ``vntext/data``, with ``/``.

    Returns:
        The table, read-only down to its leaves; the same object at every call.

    Raises:
        ResourceError: If the file is missing or damaged.
    """
    content = _read(name)
    checksum, _, written = _parsed().get(name, "").partition("\t")
    if checksum == _checksums().get(name):
        import json

        found = json.loads(written)
    else:
        import tomllib

        found = tomllib.loads(content.decode("utf8"))
    table: Mapping[str, Any] = _frozen(found)
    return table


@cache
def _parsed() -> dict[str, str]:
    """The TOML tables as `training/manifest.py` parsed them, each behind its checksum.

    Reading them as JSON takes a thirtieth of the time, which a first call feels.
    """
    rows = (line.partition("\t") for line in _read(PARSED).decode("utf8").splitlines())
    return {name: rest for name, _, rest in rows}


def load_text(name: str) -> str:
    """Reads a text table of the package whole, for tables of many thousand rows.

    Args:
        name: Path below ``vntext/data``, with ``/``.

    Returns:
        The text; nothing is kept.

    Raises:
        ResourceError: If the file is missing or damaged.
    """
    return _read(name).decode("utf8")


@cache
def load_lines(name: str) -> tuple[str, ...]:
    """Reads a text table of the package: its lines without comments (``#``) and empty ones.

    Args:
        name: Path below ``vntext/data``, with ``/``.

    Returns:
        The lines; the same object at every call.

    Raises:
        ResourceError: If the file is missing or damaged.
    """
    lines = _read(name).decode("utf8").splitlines()
    return tuple(x for x in lines if x.strip() and not x.startswith("#"))


def load_model(name: str) -> dict[str, np.ndarray[Any, Any]]:
    """Reads a model of the package: named columns of numbers, never pickled.

    The file has the layout of safetensors: eight bytes that say how long the header is, the header
    as JSON, then the columns as they lie in memory. They are not compressed, so that nothing has to
    be copied: reading all models, checksums and all, takes a fifth of the time of deflated ones.

    Args:
        name: Path below ``vntext/data``, with ``/``.

    Returns:
        The columns: a dict of the caller's own, of arrays that are read-only and everybody's.

    Raises:
        ResourceError: If the file is missing or damaged.
    """
    return dict(_arrays(name))


@cache
def _arrays(name: str) -> Mapping[str, np.ndarray[Any, Any]]:
    import numpy as np

    return MappingProxyType(
        {
            column: np.frombuffer(part, np.dtype(f"<{kind}")).reshape(shape)
            for column, (part, kind, shape) in _columns(name).items()
        }
    )


def load_columns(name: str) -> dict[str, memoryview]:
    """The same as buffers, as the kernel reads them: nobody has to wait for numpy.

    Args:
        name: Path below ``vntext/data``, with ``/``.

    Returns:
        The columns: a dict of the caller's own, of views that are read-only and everybody's.

    Raises:
        ResourceError: If the file is missing or damaged.
    """
    return {
        # a view of no rows has one dimension
        column: part.cast(kind, shape) if len(part) and len(shape) > 1 else part.cast(kind)
        for column, (part, kind, shape) in _columns(name).items()
    }


@cache
def _columns(name: str) -> Mapping[str, tuple[memoryview, Any, tuple[int, ...]]]:
    """Of each column its bytes, the code of its numbers, and its shape."""
    import json

    content = _read(name)
    start = 8 + int.from_bytes(content[:8], "little")
    whole = memoryview(content)
    columns = {}
    for column, row in json.loads(content[8:start]).items():
        first, last = row["data_offsets"]
        part = whole[start + first : start + last]
        columns[column] = part, _TYPES[row["dtype"]], tuple(row["shape"])
    return MappingProxyType(columns)
