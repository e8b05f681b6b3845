"""What Ray and Spark run on every batch, in the processes of their clusters."""

from __future__ import annotations

import pickle
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

from vntext.checks import check_choice
from vntext.errors import InvalidOptionError
from vntext.integrations.arrow import analyze_batch
from vntext.integrations.tables import check_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

    from vntext.pipeline import Pipeline

__all__ = ["Batches"]

SLICE_ROWS: Final = 256
"""Rows that are analysed at a time: memory does not grow with the batches of an engine."""


class Batches:
    """A function of Arrow batches that can be sent to other machines.

    Args:
        column: As for `vntext.integrations.arrow.analyze_batch`, which checks what comes.
        layers: As there.
        pipeline: As there; it is pickled once, and made once in each process.
        on_error: As there.
        **options: ``layout``, ``source``, ``restore``, ``reference``, ``reference_column``, as
            there.

    Raises:
        InvalidOptionError: If an option has a value that it cannot have, or the pipeline cannot be
            pickled.
    """

    def __init__(
        self,
        column: str,
        layers: Iterable[str],
        pipeline: Pipeline | None,
        on_error: Literal["raise", "return"],
        **options: Any,
    ) -> None:
        import vntext

        self.layers = check_tables(layers)
        self.on_error = on_error
        check_choice("on_error", on_error, ("raise", "return"))
        vntext.pipe([], **{k: v for k, v in options.items() if k != "reference_column"})  # checks
        try:
            self._pipeline = pickle.dumps(pipeline)
        except Exception as e:
            raise InvalidOptionError(f"the pipeline cannot be sent to other processes: {e}") from e
        self._options: dict[str, Any] = {"column": column, **options}

    def schema(self) -> pa.Schema:
        """The columns that are added."""
        import pyarrow as pa

        texts = pa.array([], pa.string())
        made = analyze_batch(texts, layers=self.layers, on_error=self.on_error, dictionaries=False)
        return made.schema

    def __call__(self, data: pa.Table | pa.RecordBatch) -> Any:
        """The batch with a column for each layer; labels are plain strings, which engines know."""
        import pyarrow as pa

        if len(data) <= SLICE_ROWS:
            return self._analyzed(data)
        done = [
            self._analyzed(data.slice(at, SLICE_ROWS)) for at in range(0, len(data), SLICE_ROWS)
        ]
        if isinstance(data, pa.Table):
            return pa.concat_tables(done)
        return pa.Table.from_batches(done).combine_chunks().to_batches()[0]

    def _analyzed(self, data: Any) -> Any:
        return analyze_batch(
            data,
            layers=self.layers,
            pipeline=_unpickled(self._pipeline),
            on_error=self.on_error,
            dictionaries=False,
            **self._options,
        )


@lru_cache(maxsize=4)
def _unpickled(pipeline: bytes) -> Any:
    """The pipeline of this process."""
    return pickle.loads(pipeline)
