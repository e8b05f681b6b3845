"""Where results go: standard output or files; and what a terminal may be shown."""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vntext.errors import InvalidOptionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.cli.inputs import Input
    from vntext.render.names import Language

__all__ = ["Output", "complain", "for_people", "language", "reason"]

SUFFIXES: Final = {
    "text": "txt",
    "document": "json",
    "outline": "md",
    "tree": "txt",
    "check": "txt",
}
"""Endings of the files that results go into, by the name of the format; else that name."""


@cache
def _controls() -> re.Pattern[str]:
    # sequences that a terminal obeys, then what is left of control characters
    return re.compile(
        r"\x1b\[[0-?]*+[ -/]*+[@-~]"  # colours, moves
        r"|\x1b[\]PX^_][^\x07\x1b\x9c]*+(?:\x07|\x1b\\|\x9c)"  # titles, links, pasteboard
        r"|\x1b[ -/]*+[0-~]?"
        r"|\x9b[0-?]*+[ -/]*+[@-~]"
        r"|[\x00-\x08\x0b-\x1f\x7f-\x9f]"
    )


def for_people(text: str) -> str:
    r"""A text without what a terminal would obey: it comes from files of others.

    Example:
        >>> for_people("Bà \x1b[31mMai\x1b[0m\tvề\x07.\n")
        'Bà Mai\tvề.\n'
    """
    return _controls().sub("", text)


def reason(error: object) -> object:
    """What is wrong, for people: of an error of the system what it says, without its number."""
    return error.strerror if isinstance(error, OSError) and error.strerror else error


def complain(why: object) -> None:
    """Says on standard error what went wrong."""
    if isinstance(why, OSError) and why.filename is not None:
        why = f"{why.filename}: {reason(why)}"
    print(f"vntext: {for_people(str(why))}", file=sys.stderr)


def language(default: Language = "en") -> Language:
    """The language in which this user reads: Vietnamese where the locale says so.

    Example:
        >>> language() in ("vi", "en")
        True
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "vi" if value.lower().startswith("vi") else default
    return default


class Output:
    """Standard output, one file, or a folder with a file for each input.

    Args:
        where: What ``-o`` says; None for standard output.
        files: The inputs.
        name: Name of the format.
        always_for_people: Whether the format is a report, which nobody but people read.

    Raises:
        InvalidOptionError: If a result would overwrite an input or another result.
    """

    def __init__(
        self, where: str | None, files: Sequence[Input], name: str, *, always_for_people: bool
    ) -> None:
        self._paths: dict[str, Path] = {}
        self._many = len(files) > 1
        self._lines = name == "json"
        self._clean = always_for_people
        self._first = True
        if where is None:
            # a program that reads the results gets them as they are; JSON has escapes of its own
            self._clean = always_for_people or sys.stdout.isatty()
            return
        target = Path(where)
        if not self._many and not target.is_dir() and where[-1:] not in ("/", os.sep):
            self._paths[files[0].path] = target
        else:
            if target.exists() and not target.is_dir():
                raise InvalidOptionError(f"{where} is a file; results of several need a folder")
            suffix = SUFFIXES.get(name, name)
            for file in files:
                self._paths[file.path] = target / f"{file.under}.{suffix}"
        self._check(files)

    def _check(self, files: Sequence[Input]) -> None:
        taken: dict[Path, str] = {Path(f.path).resolve(): f.path for f in files}
        for path, target in self._paths.items():
            place = target.resolve()
            if place in taken:
                raise InvalidOptionError(
                    f"{target}, the result of {path}, would overwrite {taken[place]}"
                )
            taken[place] = f"the result of {path}"

    def write(self, file: Input, text: str) -> None:
        """Writes the result of an input; a file that goes by its name is whole."""
        if self._clean:
            text = for_people(text)
        if file.path in self._paths:
            _whole(self._paths[file.path], text)
            return
        if self._many and not self._lines:
            sys.stdout.write(f"{'' if self._first else chr(10)}==> {for_people(file.path)} <==\n")
        self._first = False
        sys.stdout.write(text)


def _whole(path: Path, text: str) -> None:
    """Writes a file in one step: there is no half of it, whatever happens."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
            out.write(text)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
