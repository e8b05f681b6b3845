"""Tables and models of the package: one place to find, load and verify them.

Every file under ``vntext/data`` stands in ``data/manifest.toml`` with its sha256, licence and
source; a test proves that the manifest is complete. Nothing is ever downloaded.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from vntext.errors import ResourceError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import numpy as np

__all__ = ["Resource", "load_arrays", "load_lines", "load_text", "load_toml", "manifest", "verify"]

MANIFEST = "manifest.toml"


@dataclass(frozen=True, slots=True)
class Resource:
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


def _file(name: str) -> Traversable:
    path = files("vntext").joinpath("data")
    for part in name.split("/"):
        path = path.joinpath(part)
    return path


def _read(name: str) -> bytes:
    try:
        return _file(name).read_bytes()
    except OSError as e:
        raise ResourceError(f"the package's file data/{name} cannot be read: {e}") from e


@cache
def manifest() -> dict[str, Resource]:
    """The manifest: every table and model of the package by name."""
    rows = tomllib.loads(_read(MANIFEST).decode("utf8"))
    return {name: Resource(name=name, **row) for name, row in rows.items()}


def verify() -> None:
    """Checks every file of the package against the manifest.

    Raises:
        ResourceError: If a file is missing or differs.
    """
    for r in manifest().values():
        if hashlib.sha256(_read(r.name)).hexdigest() != r.sha256:
            raise ResourceError(f"the package's file data/{r.name} differs from its checksum")


def load_toml(name: str) -> dict[str, Any]:
    """Reads a TOML table of the package."""
    try:
        return tomllib.loads(_read(name).decode("utf8"))
    except ValueError as e:
        raise ResourceError(f"the package's file data/{name} is damaged: {e}") from e


def load_text(name: str) -> str:
    """Reads a text table of the package whole, for tables of many thousand rows."""
    return _read(name).decode("utf8")


def load_lines(name: str) -> list[str]:
    """Reads a text table of the package: its lines without comments (``#``) and empty ones."""
    lines = _read(name).decode("utf8").splitlines()
    return [x for x in lines if x.strip() and not x.startswith("#")]


def load_arrays(name: str) -> dict[str, np.ndarray[Any, Any]]:
    """Reads a model of the package: named numpy arrays in one ``.npz`` file, never pickled."""
    import io

    import numpy as np

    try:
        with np.load(io.BytesIO(_read(name)), allow_pickle=False) as z:
            return {k: z[k] for k in z.files}
    except (ValueError, OSError, KeyError) as e:
        raise ResourceError(f"the package's file data/{name} is damaged: {e}") from e
