"""What columns of Arrow are made of: types, schemas, rows of many documents on their way in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from vntext.checks import check_choice, check_flag
from vntext.errors import MissingExtraError
from vntext.integrations.tables import (
    TABLES,
    VERSION,
    check_tables,
)
from vntext.labels import label_rows, role_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

    from vntext.document import Document
    from vntext.integrations.tables import Kind

__all__ = ["DOCUMENTS", "Lists", "pyarrow", "schema"]

DOCUMENTS: Final = "documents"
"""Name of the table that has one row a document."""


def pyarrow() -> Any:
    """The package.

    Raises:
        MissingExtraError: If it is not installed.
    """
    try:
        import pyarrow as package
    except ImportError as e:
        raise MissingExtraError("arrow", "pyarrow") from e
    return package


def _type(kind: Kind, *, dictionaries: bool) -> Any:
    pa = pyarrow()
    if kind in ("label", "role"):
        return pa.dictionary(pa.int8(), pa.string()) if dictionaries else pa.string()
    span = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("text", pa.string())])
    successor = pa.struct([("code", pa.string()), ("share", pa.string())])
    return {
        "str": pa.string(),
        "offset": pa.int32(),
        "int": pa.int32(),
        "int?": pa.int32(),
        "float": pa.float64(),
        "float?": pa.float64(),
        "bool": pa.bool_(),
        "span?": span,
        "strs": pa.list_(pa.string()),
        "successors": pa.list_(successor),
    }[kind]


def _fields(table: str, *, dictionaries: bool) -> list[Any]:
    field = pyarrow().field
    return [
        field(name, _type(kind, dictionaries=dictionaries), nullable=kind.endswith("?"))
        for name, kind in TABLES[table].columns.items()
    ]


def _layer_type(table: str, *, dictionaries: bool) -> Any:
    pa = pyarrow()
    # fields of list values are nullable: readers of Parquet and Spark know no others
    rows = pa.struct([f.with_nullable(True) for f in _fields(table, dictionaries=dictionaries)])
    return pa.list_(rows)


def schema(
    layer: str = "entities",
    *,
    layers: Iterable[str] = ("entities",),
    ids: Literal["int64", "string"] = "int64",
    dictionaries: bool = True,
) -> pa.Schema:
    """The schema of a table.

    Args:
        layer: A layer, or ``"documents"`` for the table with one row a document.
        layers: The layers that the table of documents has, in that order.
        ids: Type of the column ``doc``.
        dictionaries: Whether labels and roles are dictionary-encoded; else they are strings.

    Raises:
        InvalidOptionError: If a layer does not exist, or an option has a value it cannot have.
        MissingExtraError: If pyarrow is not installed.

    Example:
        >>> schema("sentences").names
        ['doc', 'start', 'end', 'text', 'rule']
        >>> schema("documents", layers=["entities"]).names
        ['doc', 'text', 'entities']
    """
    pa = pyarrow()
    check_choice("layer", layer, (*TABLES, DOCUMENTS))
    check_choice("ids", ids, ("int64", "string"))
    check_flag("dictionaries", dictionaries)
    rows = [pa.field("doc", getattr(pa, ids)(), nullable=False)]
    if layer == DOCUMENTS:
        rows.append(pa.field("text", pa.string()))
        rows += [
            pa.field(name, _layer_type(name, dictionaries=dictionaries))
            for name in check_tables(layers)
        ]
    else:
        rows += _fields(layer, dictionaries=dictionaries)
    return pa.schema(rows, {"vntext.schema": VERSION, "vntext.layer": layer})


class Lists:
    """The rows of many documents on their way into one column of lists."""

    def __init__(self, table: str, *, dictionaries: bool) -> None:
        self._table = TABLES[table]
        self._dictionaries = dictionaries
        self._columns: list[list[Any]] = [[] for _ in self._table.columns]
        self._ends = [0]
        self._nulls: list[bool] = []

    def add(self, doc: Document | None) -> None:
        """Takes the rows of one more document; None for a null."""
        rows = list(self._table.rows(doc)) if doc is not None else []
        for column, values in zip(self._columns, zip(*rows, strict=True), strict=False):
            column.extend(values)
        self._ends.append(self._ends[-1] + len(rows))
        self._nulls.append(doc is None)

    def values(self) -> list[Any]:
        """The columns of all rows."""
        pairs = zip(self._table.columns.values(), self._columns, strict=True)
        return [self._values(kind, column) for kind, column in pairs]

    def _values(self, kind: Kind, column: list[Any]) -> Any:
        pa = pyarrow()
        if kind not in ("label", "role") or not self._dictionaries:
            return pa.array(column, _type(kind, dictionaries=False))
        # the same words in the same order, whatever came: batches can be put together
        known = dict.fromkeys([*(label_rows() if kind == "label" else role_rows()), *column])
        numbers = {name: i for i, name in enumerate(known)}
        places = pa.array([numbers[name] for name in column], pa.int8())
        return pa.DictionaryArray.from_arrays(places, pa.array(list(known), pa.string()))

    def parents(self) -> Any:
        """For each row the number of its document."""
        pa = pyarrow()
        counts = (b - a for a, b in zip(self._ends, self._ends[1:], strict=False))
        return pa.array([i for i, n in enumerate(counts) for _ in range(n)], pa.int32())

    def array(self) -> Any:
        """One list of rows for each document."""
        pa = pyarrow()
        names = [name for name, _ in self._table.columns.items()]
        kinds = self._table.columns.values()
        fields = [
            pa.field(name, _type(kind, dictionaries=self._dictionaries))
            for name, kind in zip(names, kinds, strict=True)
        ]
        rows = pa.StructArray.from_arrays(self.values(), fields=fields)
        mask = pa.array(self._nulls, pa.bool_())
        return pa.ListArray.from_arrays(pa.array(self._ends, pa.int32()), rows, mask=mask)
