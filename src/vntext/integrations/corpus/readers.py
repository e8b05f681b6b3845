"""The rows of a file: texts with their ids, and what is wrong with those that are no text."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vntext.bulk.days import day_of
from vntext.checks import check_text
from vntext.errors import (
    InvalidOptionError,
    InvalidTextError,
    MissingExtraError,
    TextTooLongError,
)
from vntext.integrations.corpus.inputs import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from vntext.integrations.corpus.inputs import Input

__all__ = ["Fields", "Row", "read"]

BATCH_ROWS: Final = 128
"""Rows of a Parquet file that are read at a time."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a record that are read; ``"article.body"`` is ``body`` of ``article``.

    Attributes:
        text: The field that holds the text.
        id: The field that holds the id; ``""`` for ids of file and row.
        source: What the texts of records are.
        reference: The field that holds the day of a text; ``""`` for none.
    """

    text: str = "text"
    id: str = ""
    source: str = "plain"
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file.

    Attributes:
        file: The file.
        number: Its number in the file, from 1: the line of a JSONL file.
        id: Its id; of file and row where the record has none.
        text: The text; ``""`` for a row that cannot be analysed.
        source: What the text is.
        at: Bytes of the file that have been read.
        problem: Why it cannot be analysed, ``""`` if it can.
        record: What was there instead, for a row that cannot be analysed.
        day: The day of the text, ``""`` where its record says none.
    """

    file: Input
    number: int
    id: str
    text: str
    source: str
    at: int
    problem: str = ""
    record: Any = None
    day: str = ""


def read(file: Input, fields: Fields, after: int = 0) -> Iterator[Row]:
    """The rows of a file.

    A row that is no text, and a file that is damaged from some place on, give a row that says so.

    Args:
        file: The file.
        fields: The fields of its records.
        after: Rows that are passed by.

    Raises:
        MissingExtraError: If a package that reads the file is not installed.
    """
    number = after
    try:
        for row in _READERS.get(file.kind, _whole)(file, fields, after):
            if row.number > after:
                yield row
            number = max(number, row.number)
    except (OSError, EOFError, zlib.error, ValueError) as e:  # of pyarrow, too: ArrowInvalid
        if isinstance(e, MissingExtraError):
            raise
        why = f"the file cannot be read from here on: {type(e).__name__}: {e}"
        yield Row(file, number + 1, _name(file, number + 1), "", "", file.size, why)


def _name(file: Input, number: int) -> str:
    return f"{file.path}:{number}"


def _found(record: Any, field: str) -> Any:
    """The value of a field, or of a field of a field; None where there is none."""
    if isinstance(record, dict):
        if field in record:
            return record[field]
        at = field.find(".")
        while at >= 0:
            if isinstance(inner := record.get(field[:at]), dict):
                return _found(inner, field[at + 1 :])
            at = field.find(".", at + 1)
    return None


def _row(file: Input, fields: Fields, number: int, at: int, record: Any) -> Row:
    """The row of a record."""
    key = _name(file, number)

    def bad(why: str) -> Row:
        return Row(file, number, key, "", "", at, why, record)

    if not isinstance(record, dict):
        return bad(f"the record is no object but {type(record).__name__}")
    if fields.id:
        found = _found(record, fields.id)
        if found is None or found == "":
            return bad(f"no id in the field {fields.id!r}")
        key = (
            found if isinstance(found, str) else json.dumps(found, ensure_ascii=False, default=str)
        )
    text = _found(record, fields.text)
    if text is None:
        there = ", ".join(list(map(str, record))[:20]) or "nothing"
        return bad(f"no text in the field {fields.text!r}; the record has: {there}")
    try:
        text = check_text(text, name=f"the field {fields.text!r}")
    except (InvalidTextError, TextTooLongError) as e:
        return bad(str(e))
    if _undecoded(text):
        return bad(f"the field {fields.text!r} is not UTF-8")
    try:
        day = day_of(_found(record, fields.reference)) if fields.reference else ""
    except InvalidOptionError:
        return bad(f"no day such as 2025-05-24 in the field {fields.reference!r}")
    return Row(file, number, key, text, fields.source, at, day=day)


def _undecoded(text: str) -> bool:
    """Whether bytes were read that are no UTF-8 (``surrogateescape``)."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return any("\udc80" <= c <= "\udcff" for c in text)
    return False


# -- kinds of files ------------------------------------------------------------------------------


def _opened(file: Input, raw: BinaryIO) -> Any:
    """The file without its compression; what is read of ``raw`` tells how far it is."""
    if file.compression == "gzip":
        return gzip.GzipFile(fileobj=raw)
    if file.compression == "zstd":
        try:
            import zstandard
        except ImportError as e:
            raise MissingExtraError("corpus", "zstandard") from e
        stream = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
        return io.BufferedReader(stream)
    return raw


def _jsonl(file: Input, fields: Fields, after: int) -> Iterator[Row]:
    with open(file.path, "rb") as raw, _opened(file, raw) as lines:
        for number, line in enumerate(lines, 1):
            if number <= after or not line.strip():
                continue
            at = raw.tell()
            try:
                record = json.loads(line.decode("utf-8-sig"))
            except (ValueError, RecursionError) as e:
                why = "not UTF-8" if isinstance(e, UnicodeDecodeError) else f"not JSON: {e}"
                shown = line.decode("utf-8", "backslashreplace").rstrip("\n")
                yield Row(file, number, _name(file, number), "", "", at, why, shown)
            else:
                yield _row(file, fields, number, at, record)


def _csv(file: Input, fields: Fields, after: int) -> Iterator[Row]:
    csv.field_size_limit(2**31 - 1)
    with open(file.path, "rb") as raw, _opened(file, raw) as data:
        text = io.TextIOWrapper(data, "utf-8-sig", "surrogateescape", newline="")
        records = csv.DictReader(text, delimiter="\t" if file.kind == "tsv" else ",", strict=True)
        number = 0
        while True:
            number += 1
            try:
                record = next(records, None)
            except csv.Error as e:
                yield Row(file, number, _name(file, number), "", "", raw.tell(), f"not CSV: {e}")
                continue
            if record is None:
                return
            if number > after:
                yield _row(file, fields, number, raw.tell(), record)


def _parquet(file: Input, fields: Fields, after: int) -> Iterator[Row]:
    try:
        import pyarrow.parquet as pq
    except ImportError as e:
        raise MissingExtraError("corpus", "pyarrow") from e
    with pq.ParquetFile(file.path, buffer_size=1 << 20, pre_buffer=False) as data:
        names = data.schema_arrow.names
        wanted = [_root(f, names) for f in (fields.text, fields.id) if f]
        if absent := [f for f in wanted if f not in names]:
            why = f"the file has no field {absent[0]!r}; it has: {', '.join(names)}"
            yield Row(file, 1, _name(file, 1), "", "", file.size, why)
            return
        number, groups = 0, list(range(data.num_row_groups))
        while groups and number + data.metadata.row_group(groups[0]).num_rows <= after:
            number += data.metadata.row_group(groups.pop(0)).num_rows
        total = max(1, data.metadata.num_rows)
        batches = data.iter_batches(
            BATCH_ROWS, groups, list(dict.fromkeys(wanted)), use_threads=False
        )
        for batch in batches:
            for record in batch.to_pylist():
                number += 1
                if number > after:
                    yield _row(file, fields, number, file.size * number // total, record)


def _root(field: str, names: list[str]) -> str:
    """The column that a field is, or is in."""
    head, at = field, len(field)
    while head not in names and at >= 0:
        at = field.rfind(".", 0, at)
        head = field[: max(0, at)]
    return head or field


def _whole(file: Input, fields: Fields, after: int) -> Iterator[Row]:
    """A file that is one text."""
    if after:
        return
    with open(file.path, "rb") as opened:
        data = opened.read()
    source = SOURCES.get(file.kind, "plain")
    try:
        text = check_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError as e:
        why = f"not UTF-8 (byte 0x{data[e.start]:02x} at offset {e.start}); see vntext decode"
        yield Row(file, 1, os.fspath(file.path), "", "", file.size, why)
    except TextTooLongError as e:
        yield Row(file, 1, os.fspath(file.path), "", "", file.size, str(e))
    else:
        yield Row(file, 1, os.fspath(file.path), text, source, file.size)


_READERS: Final = {"jsonl": _jsonl, "csv": _csv, "tsv": _csv, "parquet": _parquet}
