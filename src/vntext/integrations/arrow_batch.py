"""A batch of texts in Arrow, analysed: its layers as columns beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from vntext.checks import check_choice, check_flag, check_string
from vntext.document import Document
from vntext.errors import InvalidOptionError
from vntext.integrations.arrow_columns import Lists, pyarrow
from vntext.integrations.tables import (
    VERSION,
    check_tables,
    encodable,
    layers_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pyarrow as pa

    from vntext.pipeline import Layout, Pipeline, Source

    Batch: TypeAlias = "pa.RecordBatch | pa.Table | pa.ChunkedArray | pa.Array"

__all__ = ["analyze_batch"]


def analyze_batch(
    data: Batch,
    *,
    column: str = "text",
    layers: Iterable[str] = ("entities",),
    layout: Layout = "auto",
    source: Source = "plain",
    restore: bool | Literal["never", "auto", "always"] = False,
    reference: str | None = None,
    reference_column: str | None = None,
    pipeline: Pipeline | None = None,
    on_error: Literal["raise", "return"] = "raise",
    dictionaries: bool = True,
) -> pa.RecordBatch | pa.Table:
    """Analyses a column of texts and returns the batch with a column for each layer.

    It is the function that the engines run on every batch: `vntext.integrations.ray`,
    `vntext.integrations.spark`.

    Args:
        data: A record batch or table with the texts in one of its columns, or the texts alone as an
            array or chunked array.
        column: Name of the column; ``"article.body"`` is the field ``body`` of the column
            ``article``, unless a column has the whole name.
        layers: Names of tables, of `vntext.integrations.frames.LAYERS`.
        layout: How lines are meant, as for `vntext.analyze`.
        source: What the texts are, as for `vntext.analyze`.
        restore: Put accents back for the analysis, as for `vntext.analyze`.
        reference: The day of all texts, as for `vntext.analyze`.
        reference_column: Name of a column that holds the day of each text, as a date or a str; null
            where it is not known.
        pipeline: The pipeline; the default one if left out.
        on_error: ``"raise"``, or ``"return"`` for a column ``error`` that says what is wrong with a
            text; its layers are null then. It is null for all others.
        dictionaries: Whether labels and roles are dictionary-encoded; else they are strings.

    Returns:
        A record batch for a record batch or array, a table for a table or chunked array: its
        columns, and behind them a list of rows for each layer. A null stays null in every layer;
        an empty text has empty lists.

    Raises:
        InvalidOptionError: If there is no such column or layer, the column holds no text, or a
            column has the name of a layer already.
        VntextError: What is wrong with a text, with ``on_error="raise"``.
        MissingExtraError: If pyarrow is not installed.

    Example:
        >>> import pyarrow as pa
        >>> batch = pa.RecordBatch.from_pydict({"id": [1, 2], "text": ["Bà Lê Thị Mai.", None]})
        >>> found = analyze_batch(batch, layers=["people"])
        >>> [people and people[0]["name"] for people in found["people"].to_pylist()]
        ['Lê Thị Mai', None]
    """
    pa = pyarrow()
    tables = check_tables(layers)
    check_string("column", column)
    check_choice("on_error", on_error, ("raise", "return"))
    check_flag("dictionaries", dictionaries)
    whole = isinstance(data, pa.Table | pa.RecordBatch)
    if not whole and not isinstance(data, pa.Array | pa.ChunkedArray):
        raise InvalidOptionError(f"data must be Arrow, not {type(data).__name__}")
    given = _column(data, column) if whole else data
    texts: Iterator[Any] = _texts(given)
    options: dict[str, Any] = {"layout": layout, "source": source, "restore": restore}
    if reference_column is None:
        options["reference"] = reference
    elif reference is not None or not whole:
        raise InvalidOptionError("reference_column needs a batch or table, and no reference")
    else:
        days = _column(data, reference_column).to_pylist()
        texts = zip(texts, days, strict=True)
        options |= {"as_tuples": True, "reference": _itself}
    added = [*tables, "error"] if on_error == "return" else list(tables)
    if whole and (twice := [name for name in added if name in data.schema.names]):
        raise InvalidOptionError(f"the data has a column {twice[0]!r} already; rename it first")
    if pipeline is None:
        from vntext.pipeline import default_pipeline

        pipeline = default_pipeline()
    lists = [Lists(name, dictionaries=dictionaries) for name in tables]
    errors: list[str | None] = []
    for row in pipeline.pipe(texts, layers=layers_of(tables), on_error="return", **options):
        out: Any = row if reference_column is None else row[0]
        doc = out if isinstance(out, Document) else None
        if not isinstance(out, Document) and out.text is not None:
            if on_error == "raise":
                raise out.error
            errors.append(encodable(f"{type(out.error).__name__}: {out.error}"))
        else:
            errors.append(None)
        for made in lists:
            made.add(doc)
    arrays = [made.array() for made in lists]
    if on_error == "return":
        arrays.append(pa.array(errors, pa.string()))
    return _beside(data if whole else None, added, arrays, table=_is_table(data))


def _itself(day: Any) -> Any:
    return day


def _is_table(data: Any) -> bool:
    pa = pyarrow()
    return isinstance(data, pa.Table | pa.ChunkedArray)


def _beside(data: Any, names: list[str], arrays: list[Any], *, table: bool) -> Any:
    """The data with more columns."""
    pa = pyarrow()
    fields = [pa.field(n, a.type) for n, a in zip(names, arrays, strict=True)]
    metadata: dict[Any, Any] = {b"vntext.schema": VERSION.encode()}
    if data is not None:
        fields = [*data.schema, *fields]
        arrays = [*data.columns, *arrays]
        metadata = {**(data.schema.metadata or {}), **metadata}
    make: Callable[..., Any] = (pa.Table if table else pa.RecordBatch).from_arrays
    return make(arrays, schema=pa.schema(fields, metadata))


def _column(data: Any, name: str) -> Any:
    """A column, or a field of one."""
    import pyarrow.compute as pc

    names = data.schema.names
    if names.count(name) == 1:
        return data.column(name)
    head, *rest = name.split(".")
    if rest and names.count(head) == 1:
        found = data.column(head)
        try:
            return pc.struct_field(found, rest)
        except (KeyError, ValueError, TypeError, pyarrow().ArrowException):
            pass
    known = ", ".join(names) or "none"
    raise InvalidOptionError(f"there is no column {name!r} in the data; columns: {known}")


def _texts(column: Any) -> Iterator[str | None]:
    """The texts of a column, chunk by chunk."""
    pa = pyarrow()
    kind = column.type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    tests = ("is_string", "is_large_string", "is_string_view", "is_null")
    if not any(getattr(pa.types, test, lambda _: False)(kind) for test in tests):
        raise InvalidOptionError(f"the column must hold text, not {column.type}")
    for chunk in column.chunks if isinstance(column, pa.ChunkedArray) else [column]:
        yield from chunk.to_pylist()
