"""Inputs of the command line: files, folders and standard input, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vntext.errors import InvalidOptionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["ENDINGS", "STANDARD", "Input", "inputs"]

STANDARD: Final = "-"
"""What names standard input."""

ENDINGS: Final = ("txt", "md", "markdown", "html", "htm")
"""Endings of the files that are taken from a folder."""

RECORDS: Final = ("jsonl", "ndjson")
"""Endings of the files that are taken from a folder with ``--jsonl``."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file to be read.

    Attributes:
        path: Its path, or ``-``.
        under: Its path below the folder that was named; its name, where it was named itself.
    """

    path: str
    under: str


def inputs(paths: Iterable[str], *, records: bool = False) -> list[Input]:
    """The files that were named, and those of the folders that were named, in order.

    Args:
        paths: Files, folders or ``-``.
        records: Take files of records from folders, not texts.

    Raises:
        InvalidOptionError: If a folder holds no file that can be read.
        OSError: If a folder cannot be read.
    """
    out: dict[str, Input] = {}
    for path in paths:
        if path != STANDARD and Path(path).is_dir():
            found = list(_files(Path(path), RECORDS if records else ENDINGS))
            if not found:
                endings = ", ".join(f".{e}" for e in (RECORDS if records else ENDINGS))
                raise InvalidOptionError(f"{path} holds no file that ends in one of {endings}")
        else:
            name = "standard input" if path == STANDARD else Path(path).name
            found = [Input(path, name)]
        for file in found:
            out.setdefault(file.path, file)  # named twice, read once
    return list(out.values())


def _files(folder: Path, endings: tuple[str, ...]) -> Iterator[Input]:
    for file in sorted(folder.rglob("*")):
        under = file.relative_to(folder)
        hidden = any(part.startswith(".") for part in under.parts)
        if not hidden and file.suffix[1:].lower() in endings and file.is_file():
            yield Input(str(file), str(under))
