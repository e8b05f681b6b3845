"""Ray Data: a dataset of texts with a column for each layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from vntext.errors import InvalidOptionError, MissingExtraError
from vntext.integrations.engines import Batches

if TYPE_CHECKING:
    from collections.abc import Iterable

    import ray.data

    from vntext.pipeline import Layout, Pipeline, Restore, Source

__all__ = ["analyze_dataset"]

BATCH_ROWS = 256


def analyze_dataset(
    dataset: ray.data.Dataset,
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
    batch_size: int | None = BATCH_ROWS,
    **ray_options: Any,
) -> ray.data.Dataset:
    """Analyses a column of a dataset of Ray, on all workers of its cluster.

    The work is done by tasks without state, so that Ray does again what a worker that died had to
    do. vntext must be installed where they run.

    Args:
        dataset: Rows with a column of texts.
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
        batch_size: Rows of one batch.
        **ray_options: What else `ray.data.Dataset.map_batches` takes: ``num_cpus``,
            ``concurrency``, ``memory`` ...

    Returns:
        The dataset with a column for each layer, a list of rows as in
        `vntext.integrations.arrow.schema`; labels and roles are plain strings. Like all datasets of
        Ray it is made when it is read.

    Raises:
        InvalidOptionError: If an option has a value that it cannot have.
        MissingExtraError: If Ray is not installed.
    """
    try:
        from ray.data import Dataset
    except ImportError as e:
        raise MissingExtraError("ray", "ray") from e
    if not isinstance(dataset, Dataset):
        raise InvalidOptionError(
            f"dataset must be a ray.data.Dataset, not {type(dataset).__name__}"
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

    def analyze(table: Any) -> Any:
        return batches(table)

    return dataset.map_batches(
        analyze, batch_format="pyarrow", batch_size=batch_size, zero_copy_batch=True, **ray_options
    )
