"""A stream of records: JSONL in, JSONL out, read and analysed in batches.

What one read gives is one batch: a file is read a large piece at a time, while a pipe gives what
its writer has sent, so that a program at the other end gets its answers before it sends more.
"""

from __future__ import annotations

import json
import sys
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from vntext.checks import check_text
from vntext.cli.files import decode, opened
from vntext.cli.inputs import STANDARD
from vntext.cli.printed import complain
from vntext.errors import (
    DecodingError,
    InvalidOptionError,
    InvalidTextError,
    TextTooLongError,
    VntextError,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from vntext.cli.commands import Command
    from vntext.cli.inputs import Input
    from vntext.pipeline import Source

__all__ = ["batches", "dumps", "loads", "run_records"]

READ: Final = 1 << 20
"""Bytes that are read at a time, at most."""

PROGRESS: Final = 100
"""Records between two signs of life on a terminal."""


def dumps(value: Any) -> str:
    r"""JSON that can always be encoded: lone surrogates are escaped.

    Raises:
        ValueError: If a number is none that JSON has (NaN, infinity).

    Example:
        >>> dumps({"text": "Huế"}), dumps("\ud800")
        ('{"text": "Huế"}', '"\\ud800"')
    """
    out = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return out if _encodable(out) else json.dumps(value)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return False
    return True


def loads(line: str) -> Any:
    """Reads JSON, and JSON alone: NaN and infinity, which Python would take, are refused.

    Raises:
        ValueError: If it is something else.

    Example:
        >>> loads('{"text": "A."}')
        {'text': 'A.'}
    """

    def refuse(name: str) -> None:
        raise ValueError(f"{name} is no number of JSON")

    try:
        return json.loads(line, parse_constant=refuse)
    except (ValueError, RecursionError) as e:
        raise ValueError(f"not JSON: {e}") from e


def batches(file: IO[bytes]) -> Iterator[list[bytes]]:
    r"""Yields lines, those together that one read gave; a line ends at ``\n``.

    Example:
        >>> import io
        >>> list(batches(io.BytesIO(b"a\nb\n\nc")))
        [[b'a', b'b', b''], [b'c']]
    """
    read = getattr(file, "read1", file.read)
    rest: list[bytes] = []  # pieces of a line whose end has not come yet
    while piece := read(READ):
        head, end, tail = piece.rpartition(b"\n")
        if end:
            yield (b"".join(rest) + head).split(b"\n")
            rest.clear()
        rest.append(tail)
    if last := b"".join(rest):
        yield [last]


@dataclass(slots=True)
class _Row:
    """A line: its number, and a record or what is wrong with it."""

    number: int
    record: dict[str, Any]
    problem: str = ""
    text: str = ""


def _read(number: int, line: bytes, field: str, result: str) -> _Row:
    try:
        record = loads(decode(line))
    except ValueError as e:  # a DecodingError, too
        return _Row(number, {}, str(e))
    text = _inner(record, field)
    if not isinstance(text, str):
        return _Row(number, {}, f"no record with text in the field {field!r}")
    if problem := _taken(record, result):
        return _Row(number, {}, problem)
    try:
        check_text(text)
    except (InvalidTextError, TextTooLongError) as e:
        return _Row(number, {}, str(e))
    return _Row(number, record, text=text)


def _inner(record: Any, field: str) -> Any:
    """A field of a record, or one inside a field: ``article.body``."""
    if not isinstance(record, dict):
        return None
    if field in record:
        return record[field]
    name, dot, rest = field.partition(".")
    return _inner(record.get(name), rest) if dot else None


def _taken(record: dict[str, Any], field: str) -> str:
    """Why a result cannot go into a field; ``""`` where it can."""
    name, dot, rest = field.partition(".")
    if field in record or (name in record and not dot):
        return f"it has a field {field!r} already; name another one by --result-field"
    if dot and name in record:
        if not isinstance(record[name], dict):
            return f"its field {name!r} is no object; {field!r} cannot be in it"
        return _taken(record[name], rest)
    return ""


def _with(record: dict[str, Any], field: str, value: Any) -> dict[str, Any]:
    """A record with one field more."""
    name, dot, rest = field.partition(".")
    return {**record, name: _with(record.get(name, {}), rest, value) if dot else value}


def _written(command: Command, result: Any, record: dict[str, Any], field: str) -> str:
    """A record with its result, as JSON."""
    if command.written is not None and "." not in field:
        head = json.dumps(record, ensure_ascii=False, allow_nan=False)[:-1]
        name = json.dumps(field, ensure_ascii=False)
        out = f"{head}, {name}: {command.written(result)}}}"
        if _encodable(out):
            return out
    return dumps(_with(record, field, command.value(result)))


class _Stream:
    """Results in the order of the lines, and what is said of the others on stderr."""

    def __init__(self, command: Command, args: argparse.Namespace, out: IO[str]) -> None:
        self._command = command
        self._args = args
        self._out = out
        self.name = ""
        self.failed = self.done = 0

    def answer(self, rows: Iterable[_Row]) -> None:
        """Writes a line for each good record, and a message for each bad one.

        Args:
            rows: One batch, or, where several processes work, all of them.
        """
        waiting: deque[_Row] = deque()

        def texts() -> Iterator[str]:
            for row in rows:
                if row.problem:
                    self._bad(row, row.problem)
                else:
                    waiting.append(row)
                    yield row.text

        for source in self._command.sources(texts(), self._kind(), self._args):
            self._good(waiting.popleft(), source)

    def _kind(self) -> Source:
        return self._command.kind("", self._args)

    def _good(self, row: _Row, source: Any) -> None:
        command, args = self._command, self._args
        try:
            out = _written(command, command.result(source, args), row.record, args.result_field)
        except (InvalidTextError, TextTooLongError, DecodingError) as e:
            return self._bad(row, str(e))
        except (ValueError, RecursionError) as e:
            if isinstance(e, VntextError):
                raise
            return self._bad(row, f"the record cannot be written as JSON: {e}")
        self._out.write(out + "\n")
        self._out.flush()  # a reader at the other end waits for each line
        self.done += 1
        if sys.stderr.isatty() and self.done % PROGRESS == 0:
            print(f"\rvntext: {self.done} records", end="", file=sys.stderr)
        return None

    def _bad(self, row: _Row, why: str) -> None:
        self.failed += 1
        complain(f"{self.name}line {row.number}: {why}")


def run_records(command: Command, files: Sequence[Input], args: argparse.Namespace) -> int:
    """Answers streams of records.

    Args:
        command: What is done with each text.
        files: Files of records, one JSON object a line.
        args: Fields and options.

    Returns:
        The exit status: 1 when some records were bad, else 0.

    Raises:
        VntextError: If an option has a value that it cannot have.
        OSError: If a file cannot be read, or the output not be written.
    """
    command.run("", command.kind("", args), args)  # a wrong option fails here, not at every line
    failed = done = 0
    with _opened(args.output, files) as out:
        for file in files:
            stream = _Stream(command, args, out)
            stream.name = f"{file.path}: " if len(files) > 1 else ""
            with opened(file.path) as lines:
                parts = _parts(lines, args)
                if getattr(args, "workers", 1) > 1:  # they work while lines are read
                    stream.answer(row for part in parts for row in part)
                else:
                    for part in parts:
                        stream.answer(part)
            failed += stream.failed
            done += stream.done
    if failed:
        complain(f"{failed} bad lines, {done} records written")
    return 1 if failed else 0


def _parts(file: IO[bytes], args: argparse.Namespace) -> Iterator[list[_Row]]:
    """The rows of a file, those together that one read gave."""
    number = 0
    for lines in batches(file):
        numbered = enumerate(lines, number + 1)
        number += len(lines)
        yield [_read(n, x, args.text_field, args.result_field) for n, x in numbered if x.strip()]


@contextmanager
def _opened(path: str | None, files: Sequence[Input]) -> Iterator[IO[str]]:
    if path is None:
        yield sys.stdout
        return
    if any(f.path != STANDARD and Path(f.path).resolve() == Path(path).resolve() for f in files):
        raise InvalidOptionError(f"{path} is read; the output needs another file")
    with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="") as out:
        yield out
