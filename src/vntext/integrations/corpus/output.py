"""What a corpus is written to: parts that are there whole or not at all."""

from __future__ import annotations

import gzip
import json
import os
from typing import TYPE_CHECKING, Any, Final

from vntext.errors import MissingExtraError
from vntext.integrations.tables import encodable

if TYPE_CHECKING:
    from pathlib import Path

    from vntext.integrations.corpus.readers import Row

__all__ = ["FORMATS", "Lines", "Part", "Sheets", "replace"]

FORMATS: Final = ("parquet", "jsonl", "jsonl.gz", "jsonl.zst")
"""What parts can be: the ends of their names."""

GROUP_ROWS: Final = 1000
"""Rows of one row group of Parquet."""


def replace(made: Path, path: Path) -> None:
    """Puts a file in its place so that it survives a loss of power: there whole, or not there."""
    with open(made, "rb+") as file:
        os.fsync(file.fileno())
    os.replace(made, path)
    if hasattr(os, "O_DIRECTORY"):  # not on Windows
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class Lines:
    """A part of JSONL that is being written."""

    def __init__(self, path: Path) -> None:
        self._raw: Any = path.open("wb")
        self._file: Any = self._raw
        if path.suffix == ".gz":
            # no time in it: the same rows are the same bytes
            self._file = gzip.GzipFile("", "wb", 6, self._raw, mtime=0)
        elif path.suffix == ".zst":
            try:
                import zstandard
            except ImportError as e:
                raise MissingExtraError("corpus", "zstandard") from e
            self._file = zstandard.ZstdCompressor().stream_writer(self._raw, closefd=False)

    def add(self, rows: list[Row], texts: list[str] | None, found: list[str]) -> None:
        """Writes rows with their layers, which are JSON already."""
        for i, (row, layers) in enumerate(zip(rows, found, strict=True)):
            head: dict[str, Any] = {"id": row.id, "file": row.file.path, "row": row.number}
            if texts is not None:
                head["text"] = texts[i]
            shown = json.dumps(head, ensure_ascii=False)[:-1]
            comma = ", " if len(layers) > 2 else ""
            self._file.write(encodable(f"{shown}{comma}{layers[1:]}\n").encode())

    def write(self, record: dict[str, Any]) -> None:
        """Writes one record; what JSON does not know is written as it is shown."""
        line = json.dumps(record, ensure_ascii=False, default=str)
        self._file.write(f"{encodable(line)}\n".encode())

    def close(self) -> None:
        """Finishes the file."""
        if self._file is not self._raw:
            self._file.close()
        self._raw.close()


class Sheets:
    """A part of Parquet that is being written, a row group at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: Any = None
        self._waiting: list[Any] = []
        self._rows = 0

    def add(self, rows: list[Row], texts: list[str] | None, found: Any) -> None:
        """Writes rows with their layers, a record batch."""
        import pyarrow as pa

        head: list[tuple[str, Any]] = [
            ("id", pa.array([encodable(r.id) for r in rows], pa.string())),
            ("file", pa.array([encodable(r.file.path) for r in rows], pa.string())),
            ("row", pa.array([r.number for r in rows], pa.int64())),
        ]
        if texts is not None:
            head.append(("text", pa.array(map(encodable, texts), pa.string(), size=len(texts))))
        fields = [pa.field(name, array.type) for name, array in head]
        schema = pa.schema([*fields, *found.schema], found.schema.metadata)
        arrays = [*(array for _, array in head), *found.columns]
        self._waiting.append(pa.RecordBatch.from_arrays(arrays, schema=schema))
        self._rows += len(rows)
        if self._rows >= GROUP_ROWS:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        if not self._waiting:
            return
        table = pa.Table.from_batches(self._waiting)
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, table.schema, compression="zstd")
        self._writer.write_table(table, row_group_size=max(1, len(table)))
        self._waiting, self._rows = [], 0

    def close(self) -> None:
        """Finishes the file."""
        self._write()
        if self._writer is not None:
            self._writer.close()


class Part:
    """The rows of one part, good and bad ones, on their way into two files.

    Args:
        folder: Where all parts go.
        number: Its number.
        form: One of `FORMATS`.
    """

    def __init__(self, folder: Path, number: int, form: str) -> None:
        name = f"part-{number:06}"
        self._good = folder / f"{name}.{form}"
        self._bad = folder / "_bad" / f"{name}.jsonl"
        self._temporary = folder / "_vntext"
        self._form = form
        self._rows: Lines | Sheets | None = None
        self._problems: Lines | None = None
        self.good = self.bad = 0

    def add(self, rows: list[Row], texts: list[str] | None, found: Any) -> None:
        """Takes rows with their layers."""
        if not rows:
            return
        if self._rows is None:
            path = self._temporary / self._good.name
            self._rows = Sheets(path) if self._form == "parquet" else Lines(path)
        self._rows.add(rows, texts, found)
        self.good += len(rows)

    def refuse(self, row: Row, why: str) -> None:
        """Takes a row that could not be analysed."""
        if self._problems is None:
            self._problems = Lines(self._temporary / f"bad-{self._bad.name}")
        record = row.record if row.record is not None else row.text or None
        shown = {"id": row.id, "file": row.file.path, "row": row.number, "reason": why}
        self._problems.write({**shown, "record": record})
        self.bad += 1

    def commit(self) -> None:
        """Puts both files in their places."""
        if self._problems is not None:
            self._problems.close()
            self._bad.parent.mkdir(exist_ok=True)
            replace(self._temporary / f"bad-{self._bad.name}", self._bad)
        if self._rows is not None:
            self._rows.close()
            replace(self._temporary / self._good.name, self._good)
