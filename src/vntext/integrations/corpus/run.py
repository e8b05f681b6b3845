"""A run over a corpus: rows in, parts out, from where the last run stopped."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import vntext
from vntext.bulk.progress import bar
from vntext.bulk.stream import Chunk
from vntext.bulk.workers import Workers
from vntext.checks import check_choice, check_count, check_processes, check_seconds
from vntext.errors import InvalidOptionError, MissingExtraError
from vntext.integrations.corpus.function import Analysis
from vntext.integrations.corpus.inputs import Files
from vntext.integrations.corpus.output import FORMATS, Part
from vntext.integrations.corpus.readers import Fields, read
from vntext.integrations.corpus.state import Progress, Store
from vntext.integrations.tables import VERSION, check_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vntext.bulk.workers import Job
    from vntext.integrations.corpus.readers import Row

__all__ = ["Corpus", "Report"]

CHUNK_CHARS: Final = 100_000
CHUNK_ROWS: Final = 250
"""What is put together for a worker, at most."""

FIRST_ROWS: Final = 100
"""If not one of so many first rows has a text, the field is the wrong one."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did.

    Attributes:
        files: Files of the corpus.
        good: Rows that were written, in all runs.
        bad: Rows that stand in the side files, in all runs.
        before: Rows that were done when this run began.
        seconds: How long this run took.
    """

    files: int
    good: int
    bad: int
    before: int
    seconds: float


@dataclass(frozen=True)
class Corpus:
    """What a run is asked to do; `vntext corpus` on the command line.

    Attributes:
        inputs: Files, folders and patterns.
        output: The folder that the parts go to.
        fields: The fields of records.
        layers: The layers that are written, of `vntext.integrations.frames.LAYERS`.
        options: Other options of `vntext.pipe`: layout, restore, reference.
        form: Format of the parts, one of ``FORMATS``.
        rows_per_file: Rows of one part, bad ones included.
        with_text: Whether the texts are written too.
        workers: Processes to use.
        timeout: Seconds that a text may take.

    Raises:
        InvalidOptionError: If an option has a value that it cannot have, or a file is not there.
        MissingExtraError: If Parquet is to be written and pyarrow is not installed.
    """

    inputs: Sequence[str]
    output: str
    fields: Fields = field(default_factory=Fields)
    layers: Sequence[str] = ("entities",)
    options: dict[str, Any] = field(default_factory=dict)
    form: str = "parquet"
    rows_per_file: int = 5000
    with_text: bool = False
    workers: int = -1
    timeout: float | None = None

    def __post_init__(self) -> None:
        check_choice("format", self.form, FORMATS)
        check_count("rows_per_file", self.rows_per_file)
        check_seconds("timeout", self.timeout)
        check_processes(self.workers)
        check_tables(self.layers)
        if self.form == "parquet":
            try:
                import pyarrow.parquet  # noqa: F401 - whether it is there, before anything begins
            except ImportError as e:
                raise MissingExtraError("corpus", "pyarrow") from e
        options: dict[str, Any] = {**self.options, "source": self.fields.source}
        vntext.pipe([], **options)  # which checks them
        if self.fields.reference and self.options.get("reference"):
            raise InvalidOptionError("a day for all texts and a field with days do not go together")

    def run(self, *, overwrite: bool = False, progress: bool | None = False) -> Report:
        """Analyses what is not done yet.

        Args:
            overwrite: Begin anew, whatever the folder holds of another run.
            progress: Whether a bar is shown; None shows it on a terminal alone.

        Returns:
            What was done.

        Raises:
            InvalidOptionError: If the output folder is that of another run, or none of the first
                rows has a text.
        """
        start = time.monotonic()
        files = Files(self.inputs, self.output)
        count, size, digest = files.summary()
        if not count:
            raise InvalidOptionError("there are no files of a kind that can be read")
        store = Store(Path(self.output), self._description(digest))
        with store.locked():
            done = store.start(overwrite=overwrite)
            before = done.good + done.bad
            if not done.done:
                done = self._parts(files, store, done, size, progress)
        return Report(count, done.good, done.bad, before, time.monotonic() - start)

    def _description(self, digest: str) -> dict[str, Any]:
        """All that the contents of the parts depend on."""
        return {
            "vntext": vntext.__version__,
            "schema": VERSION,
            "files": digest,
            "text field": self.fields.text,
            "id field": self.fields.id,
            "source": self.fields.source,
            "layers": list(check_tables(self.layers)),
            "reference field": self.fields.reference,
            "options": self.options,
            "format": self.form,
            "rows per file": self.rows_per_file,
            "with text": self.with_text,
            "timeout": self.timeout,
        }

    def _parts(
        self, files: Files, store: Store, done: Progress, size: int, progress: bool | None
    ) -> Progress:
        tables, dated = check_tables(self.layers), bool(self.fields.reference)
        function = Analysis(tables, self.options, self.form == "parquet", dated)
        workers = Workers(function, check_processes(self.workers), self.timeout)
        part: Part | None = None
        shown = bar(size, "B", unit_scale=True, disable=None if progress is None else not progress)
        with shown as status, closing(workers.run(self._chunks(files, done))) as jobs:
            rows = 0
            for job in jobs:
                if part is None:
                    part = Part(store.folder, done.parts, self.form)
                self._write(job, part)
                rows += len(job.chunk.entries)
                last: Row = job.chunk.entries[-1][1]
                if not status.disable:
                    status.update(last.file.before + last.at - status.n)
                    seconds = max(status.format_dict["elapsed"], 1e-9)
                    status.set_postfix_str(f"{rows:,} rows, {rows / seconds:,.0f} rows/s")
                if part.good + part.bad == self.rows_per_file:
                    done = self._commit(part, store, done, last)
                    part = None
        if part is not None:
            done = self._commit(part, store, done, last)
        done = replace(done, done=True)
        store.save(done)
        return done

    def _commit(self, part: Part, store: Store, done: Progress, last: Row) -> Progress:
        part.commit()
        # a kill before the next line does the part again: the same rows in files of the same names
        done = Progress(
            done.parts + 1,
            last.file.number,
            last.number,
            done.good + part.good,
            done.bad + part.bad,
        )
        store.save(done)
        return done

    def _rows(self, files: Files, done: Progress) -> Iterator[Row]:
        for file in files:
            if file.number >= done.file:
                after = done.row if file.number == done.file else 0
                yield from read(file, self.fields, after)

    def _chunks(self, files: Files, done: Progress) -> Iterator[Chunk]:
        """Rows that one worker gets: of one part, and all of one source."""
        chunk, chars = Chunk(0), 0
        new = not done.parts
        for number, row in enumerate(self._rows(files, done)):
            size = len(row.text) + 1
            source = row.source or (chunk.extra[0] if chunk.extra else "plain")
            full = len(chunk.entries) >= CHUNK_ROWS or chars + size > CHUNK_CHARS
            border = number % self.rows_per_file == 0
            if chunk.entries and (full or border or chunk.extra != (source,)):
                yield chunk
                chunk, chars = Chunk(number), 0
            chunk.extra = (source,)
            chunk.entries.append((row.text, row, None))
            if not row.problem:
                chunk.texts.append((row.text, row.day) if self.fields.reference else row.text)
                new = False
            chars += size
            if new and number + 1 == FIRST_ROWS:
                why = f"none of the first {FIRST_ROWS} rows has a text"
                raise InvalidOptionError(f"{why}; of {row.id}: {row.problem}")
        if chunk.entries:
            yield chunk

    def _write(self, job: Job, part: Part) -> None:
        good = [row for _, row, _ in job.chunk.entries if not row.problem]
        for _, row, _ in job.chunk.entries:
            if row.problem:
                part.refuse(row, row.problem)
        for first, count, found in job.parts:
            rows = good[first : first + count]
            if isinstance(found, Exception):
                for row in rows:
                    part.refuse(row, f"{type(found).__name__}: {found}")
            elif self.form == "parquet":
                self._sheet(rows, found, part)
            else:
                for row, (_, why) in zip(rows, found, strict=True):
                    if why:
                        part.refuse(row, why)
                kept = [
                    (row, layers) for row, (layers, why) in zip(rows, found, strict=True) if not why
                ]
                part.add(
                    [row for row, _ in kept],
                    [row.text for row, _ in kept] if self.with_text else None,
                    [layers for _, layers in kept],
                )

    def _sheet(self, rows: list[Row], data: bytes, part: Part) -> None:
        import pyarrow as pa

        batch = pa.ipc.open_stream(data).read_next_batch()
        errors = batch.column("error").to_pylist()
        for row, why in zip(rows, errors, strict=True):
            if why is not None:
                part.refuse(row, why)
        good = pa.array([why is None for why in errors], pa.bool_())
        kept = [row for row, why in zip(rows, errors, strict=True) if why is None]
        batch = batch.drop_columns(["error"]).filter(good)
        part.add(kept, [row.text for row in kept] if self.with_text else None, batch)
