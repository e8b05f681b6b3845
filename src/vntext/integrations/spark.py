"""Spark: a data frame of texts with a column for each layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from vntext.errors import InvalidOptionError, MissingExtraError
from vntext.integrations.engines import Batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyspark.sql import DataFrame

    from vntext.pipeline import Layout, Pipeline, Restore, Source

__all__ = ["analyze_dataframe"]


def analyze_dataframe(
    frame: DataFrame,
    *,
    column: str = "text",
    layers: Iterable[str] = ("entities",),
    layout: Layout = "auto",
    source: Source = "plain",
    restore: Restore = False,
    reference: str | None = None,
    reference_column: str | None = None,
    pipeline: Pipeline | None = None,
    on_error: Literal["raise", "return"] = "raise",
) -> DataFrame:
    """Analyses a column of a data frame of Spark, on all executors.

    It is ``DataFrame.mapInArrow``: Spark does again what an executor that died had to do (as often
    as ``spark.task.maxFailures`` says; a local master ``local[N]`` does nothing again). vntext must
    be installed where they run.

    Args:
        frame: Rows with a column of texts.
        column: Name of the column, or of a field of one, as for
            `vntext.integrations.arrow.analyze_batch`.
        layers: Names of tables, as there.
        layout: How lines are meant, as for `vntext.analyze`.
        source: What the texts are, as for `vntext.analyze`.
        restore: Put accents back for the analysis, or find out where (``"auto"``), as for
            `vntext.analyze`.
        reference: The day of all texts, as for `vntext.analyze`.
        reference_column: Name of a column that holds the day of each text, as for
            `vntext.integrations.arrow.analyze_batch`.
        pipeline: The pipeline, which must be picklable; the default one if left out.
        on_error: ``"raise"``, or ``"return"`` for a column ``error`` that says what is wrong with a
            text, and layers that are null.

    Returns:
        The data frame with a column for each layer, an array of structs as in
        `vntext.integrations.arrow.schema`; labels and roles are plain strings. Like all data frames
        of Spark it is made when it is read.

    Raises:
        InvalidOptionError: If an option has a value that it cannot have, or the frame has a column
            of the name of a layer already.
        MissingExtraError: If pyspark is not installed.
    """
    try:
        from pyspark.sql.pandas.types import from_arrow_schema
        from pyspark.sql.types import StructType
    except ImportError as e:
        raise MissingExtraError("spark", "pyspark") from e
    if not hasattr(frame, "mapInArrow"):
        raise InvalidOptionError(
            f"frame must be a pyspark.sql.DataFrame, not {type(frame).__name__}"
        )
    batches = Batches(
        column,
        layers,
        pipeline,
        on_error,
        layout=layout,
        source=source,
        restore=restore,
        reference=reference,
        reference_column=reference_column,
    )
    added = [*batches.layers, "error"] if on_error == "return" else [*batches.layers]
    if twice := [name for name in added if name in frame.columns]:
        raise InvalidOptionError(f"the frame has a column {twice[0]!r} already; rename it first")
    given = StructType(list(frame.schema.fields))
    made = from_arrow_schema(batches.schema())

    def analyze(data: Iterator[Any]) -> Iterator[Any]:
        for batch in data:
            if len(batch):
                yield batches(batch)

    return frame.mapInArrow(analyze, StructType([*given.fields, *made.fields]))
