"""Spans of many documents as one table: data frames of pandas and polars.

One row is one span, with the id of its document and its offsets, so that every row can be traced
back: ``docs[row.doc].text[row.start:row.end] == row.text``. The frames come from the Arrow tables
of `vntext.integrations.arrow`, with labels and roles as plain strings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vntext.checks import check_choice
from vntext.errors import MissingExtraError
from vntext.integrations.arrow import Documents, numbered, to_arrow
from vntext.integrations.tables import TABLES, encodable

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped,unused-ignore]
    import polars as pl

__all__ = ["LAYERS", "columns", "to_frame", "to_polars"]

LAYERS: Final = tuple(TABLES)
"""Layers that can be had as a table. ``people`` has one row a mention, ``titles`` one a title held;
their column ``person`` is the number of the person within the document."""


def columns(docs: Documents, layer: str = "entities") -> dict[str, list[Any]]:
    """Returns a layer of many documents as columns; needs no other package.

    Args:
        docs: Documents, as for `vntext.integrations.arrow.to_arrow`.
        layer: One of `LAYERS`.

    Returns:
        Lists of equal length by name. ``doc`` is the id of the document: its key in the mapping,
        else its number from 0. ``start`` and ``end`` are in characters of its text.

    Raises:
        InvalidOptionError: If the layer does not exist, or something is no document.

    Example:
        >>> from vntext import Document, Entity
        >>> doc = Document("Ông An", entities=(Entity(4, 6, "An", "PERSON"),))
        >>> columns({"a.txt": doc})["doc"], columns([doc])["start"]
        (['a.txt'], [4])
    """
    check_choice("layer", layer, LAYERS)
    table = TABLES[layer]
    out: dict[str, list[Any]] = {"doc": [], **{n: [] for n in table.columns}}
    lists = list(out.values())
    for key, doc in numbered(docs):
        shown = encodable(key) if isinstance(key, str) else key
        for row in table.rows(doc):
            for column, value in zip(lists, (shown, *row), strict=True):
                column.append(value)
    return out


def to_frame(docs: Documents, layer: str = "entities") -> pd.DataFrame:
    """Returns a layer of many documents as a data frame of pandas.

    Args:
        docs: Documents, as for `vntext.integrations.arrow.to_arrow`.
        layer: One of `LAYERS`.

    Returns:
        One row a span. Columns have the same types when there are no rows. Lone surrogates, which
        no column of text can hold, are the replacement character; offsets do not change by it.

    Raises:
        InvalidOptionError: If the layer does not exist, or something is no document.
        MissingExtraError: If pandas or pyarrow is not installed.
    """
    try:
        import pandas as pd
    except ImportError as e:
        raise MissingExtraError("pandas", "pandas") from e
    table = _plain(docs, layer, "pandas")
    import pyarrow as pa

    nullable = {pa.int64(): pd.Int64Dtype(), pa.string(): pd.StringDtype()}
    none = {f.name for f in table.schema if pa.types.is_integer(f.type) and not f.nullable}
    frame = table.to_pandas(types_mapper=nullable.get)
    return frame.astype(dict.fromkeys(none, "int64"))


def to_polars(docs: Documents, layer: str = "entities") -> pl.DataFrame:
    """Returns a layer of many documents as a data frame of polars.

    Args:
        docs: Documents, as for `vntext.integrations.arrow.to_arrow`.
        layer: One of `LAYERS`.

    Returns:
        The same columns as `to_frame`.

    Raises:
        InvalidOptionError: If the layer does not exist, or something is no document.
        MissingExtraError: If polars or pyarrow is not installed.
    """
    try:
        import polars as pl
    except ImportError as e:
        raise MissingExtraError("polars", "polars") from e
    made = pl.from_arrow(_plain(docs, layer, "polars"))
    assert isinstance(made, pl.DataFrame)
    return made


def _plain(docs: Documents, layer: str, extra: str) -> Any:
    """The table with labels and roles as strings, and whole numbers of 64 bits."""
    check_choice("layer", layer, LAYERS)
    try:
        import pyarrow as pa
    except ImportError as e:
        raise MissingExtraError(extra, "pyarrow") from e
    table = to_arrow(docs, layer)

    def plain(kind: Any) -> Any:
        if pa.types.is_dictionary(kind):
            return kind.value_type
        return pa.int64() if pa.types.is_integer(kind) else kind

    fields = [f.with_type(plain(f.type)) for f in table.schema]
    return table.cast(pa.schema(fields, table.schema.metadata))
