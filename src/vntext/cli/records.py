"""A stream of records: JSONL in, JSONL out, read and analysed in batches.

What one read gives is one batch: a file is read a large piece at a time, while a pipe gives what
its writer has sent, so that a program at the other end gets its answers before it sends more.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final

from vntext.checks import check_text
from vntext.cli.files import decode
from vntext.errors import DecodingError, InvalidTextError, TextTooLongError, VntextError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from vntext.cli.commands import Command

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


def _read(number: int, line: bytes, field: str, result: str) -> _Row:
    try:
        record = loads(decode(line))
    except ValueError as e:  # a DecodingError, too
        return _Row(number, {}, str(e))
    if not isinstance(record, dict) or not isinstance(record.get(field), str):
        return _Row(number, {}, f"no record with text in the field {field!r}")
    if result in record:
        why = f"it has a field {result!r} already; name another one by --result-field"
        return _Row(number, {}, why)
    try:
        check_text(record[field])
    except (InvalidTextError, TextTooLongError) as e:
        return _Row(number, {}, str(e))
    return _Row(number, record)


def _written(command: Command, result: Any, record: dict[str, Any], field: str) -> str:
    """A record with its result, as JSON."""
    if command.written is not None:
        head = json.dumps(record, ensure_ascii=False, allow_nan=False)[:-1]
        name = json.dumps(field, ensure_ascii=False)
        out = f"{head}, {name}: {command.written(result)}}}"
        if _encodable(out):
            return out
    return dumps({**record, field: command.value(result)})


class _Stream:
    """Results in the order of the lines, and what is said of the others on stderr."""

    def __init__(self, command: Command, args: argparse.Namespace) -> None:
        self._command = command
        self._args = args
        self.failed = self.done = 0

    def answer(self, rows: list[_Row]) -> None:
        """Writes a batch: a line for each good record, and a message for each bad one."""
        field = self._args.text_field
        texts = [row.record[field] for row in rows if not row.problem]
        sources = self._command.sources(texts, self._args)
        for row in rows:
            if row.problem:
                self._bad(row, row.problem)
            else:
                self._good(row, next(sources))

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
        sys.stdout.write(out + "\n")
        sys.stdout.flush()  # a reader at the other end waits for each line
        self.done += 1
        if sys.stderr.isatty() and self.done % PROGRESS == 0:
            print(f"\rvntext: {self.done} records", end="", file=sys.stderr)
        return None

    def _bad(self, row: _Row, why: str) -> None:
        self.failed += 1
        print(f"vntext: line {row.number}: {why}", file=sys.stderr)


def run_records(command: Command, file: IO[bytes], args: argparse.Namespace) -> int:
    """Answers a stream of records.

    Args:
        command: What is done with each text.
        file: The records, one JSON object a line.
        args: Fields and options.

    Returns:
        The exit status: 1 when some records were bad, else 0.

    Raises:
        VntextError: If an option has a value that it cannot have.
    """
    command.run("", args)  # an option that cannot be fails here, not at every line
    stream = _Stream(command, args)
    number = 0
    for lines in batches(file):
        numbered = enumerate(lines, number + 1)
        number += len(lines)
        stream.answer(
            [_read(n, x, args.text_field, args.result_field) for n, x in numbered if x.strip()]
        )
    if stream.failed:
        counts = f"{stream.failed} bad lines, {stream.done} records written"
        print(f"vntext: {counts}", file=sys.stderr)
    return 1 if stream.failed else 0
