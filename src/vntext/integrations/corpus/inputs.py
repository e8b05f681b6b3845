"""The files of a corpus: found in folders and by patterns, always in the same order."""

from __future__ import annotations

import glob
import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vntext.errors import InvalidOptionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vntext.pipeline import Source

__all__ = ["Files", "Input", "kind_of"]

KINDS: Final[dict[str, str]] = {
    "parquet": "parquet",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "csv": "csv",
    "tsv": "tsv",
    "txt": "text",
    "text": "text",
    "html": "html",
    "htm": "html",
    "md": "markdown",
    "markdown": "markdown",
}
"""What a file holds, by the end of its name."""

COMPRESSIONS: Final = {"gz": "gzip", "zst": "zstd"}

SOURCES: Final[dict[str, Source]] = {"html": "html", "markdown": "markdown"}
"""What the text of a file is, where the kind of the file tells."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file.

    Attributes:
        number: Its place among the files, from 0.
        path: Its path, as it was given or found.
        kind: What it holds, one of the values of `KINDS`.
        compression: ``"gzip"``, ``"zstd"`` or ``""``.
        size: Its size in bytes.
        before: Bytes of the files before it.
    """

    number: int
    path: str
    kind: str
    compression: str
    size: int
    before: int


def kind_of(path: str) -> tuple[str, str]:
    """What a file holds and how it is compressed; two empty strings if that cannot be told.

    Example:
        >>> kind_of("a/b.jsonl.gz"), kind_of("B.MD"), kind_of("c.pdf"), kind_of("d.txt.gz")
        (('jsonl', 'gzip'), ('markdown', ''), ('', ''), ('', ''))
    """
    name, _, end = os.path.basename(path).lower().rpartition(".")
    compression = COMPRESSIONS.get(end, "")
    if compression:
        end = name.rpartition(".")[2]
    kind = KINDS.get(end, "")
    if not kind or (compression and kind not in ("jsonl", "csv", "tsv")):
        return "", ""
    return kind, compression


class Files:
    """The files that are meant by paths, folders and patterns.

    They are looked for anew each time they are gone through, folder by folder in the order of the
    names, so that a corpus of a million files needs no list of them.

    Args:
        given: Files, folders (searched with all that lies in them) and patterns (``**`` for any
            folders).
        without: A folder that is passed by: where the results go.

    Raises:
        InvalidOptionError: If a path does not exist or a pattern matches nothing, or a file that
            was named is of a kind that cannot be read.
    """

    def __init__(self, given: Sequence[str], without: str = "") -> None:
        self._given = [os.fspath(path) for path in given]
        self._without = os.path.realpath(without) if without else ""
        for path in self._given:
            if not os.path.lexists(path) and not glob.glob(path, recursive=True):
                raise InvalidOptionError(f"there is no file, folder or match of {path!r}")
            if os.path.isfile(path) and not kind_of(path)[0]:
                ends = ", ".join(f".{end}" for end in KINDS)
                raise InvalidOptionError(f"{path!r} is of no kind that can be read: {ends}")

    def __iter__(self) -> Iterator[Input]:
        seen: set[str] = set()
        number = before = 0
        for path in self._paths():
            kind, compression = kind_of(path)
            if not kind:
                continue
            if len(self._given) > 1:
                real = os.path.realpath(path)
                if real in seen:
                    continue
                seen.add(real)
            size = os.path.getsize(path)
            yield Input(number, path, kind, compression, size, before)
            number += 1
            before += size

    def _paths(self) -> Iterator[str]:
        for given in self._given:
            exact = os.path.lexists(given)
            found = [given] if exact else sorted(glob.glob(given, recursive=True))
            for path in found:
                if os.path.isdir(path):
                    # a pattern that ends in ** gives every folder by itself
                    if path == given or "**" not in given:
                        yield from self._walk(path)
                else:
                    yield path

    def _walk(self, top: str) -> Iterator[str]:
        for folder, folders, files in os.walk(top):
            if self._without and os.path.realpath(folder) == self._without:
                folders.clear()
                continue
            # what others keep beside their data: .git, _SUCCESS, _temporary
            folders[:] = sorted(name for name in folders if name[0] not in "._")
            for name in sorted(files):
                if name[0] not in "._":
                    yield os.path.join(folder, name)

    def summary(self) -> tuple[int, int, str]:
        """Number of files, bytes of all of them, and what tells them from other files."""
        count = size = 0
        digest = hashlib.sha256()
        for file in self:
            stat = os.stat(file.path)
            real = os.path.realpath(file.path)
            what = f"{real}\0{stat.st_size}\0{stat.st_mtime_ns}\n"
            digest.update(what.encode("utf-8", "surrogateescape"))
            count += 1
            size += file.size
        return count, size, digest.hexdigest()
