"""Documents as Arrow: tables of spans, and batches of texts with their layers beside them.

Two forms, of the same columns (`schema` gives both):

- a table of one layer, one row a span, with the id of its document in ``doc`` (`to_arrow`);
- a table of documents, one row a document, with a column for each layer whose values are lists of
  the rows that the layer's table has (`analyze_batch`, and `to_arrow` with ``"documents"``).

Offsets are in characters (code points) of the text as given. The metadata of every schema says its
version (``vntext.schema``); it grows when a column goes or means something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from vntext.checks import check_choice, check_flag, check_many, check_string
from vntext.document import Document
from vntext.errors import InvalidOptionError, MissingExtraError
from vntext.integrations.tables import (
    TABLES,
    VERSION,
    check_tables,
    encodable,
    layers_of,
)
from vntext.labels import label_rows, role_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

    from vntext.integrations.tables import Kind
    from vntext.pipeline import Layout, Pipeline, Source

    Batch: TypeAlias = "pa.RecordBatch | pa.Table | pa.ChunkedArray | pa.Array"

__all__ = ["DOCUMENTS", "analyze_batch", "schema", "to_arrow"]

DOCUMENTS: Final = "documents"
"""Name of the table that has one row a document."""

Documents = Document | Iterable[Document | tuple[Document, Any]] | Mapping[Any, Document]


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError as e:
        raise MissingExtraError("arrow", "pyarrow") from e
    return pyarrow


def _type(kind: Kind, *, dictionaries: bool) -> Any:
    pa = _arrow()
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
    field = _arrow().field
    return [
        field(name, _type(kind, dictionaries=dictionaries), nullable=kind.endswith("?"))
        for name, kind in TABLES[table].columns.items()
    ]


def _layer_type(table: str, *, dictionaries: bool) -> Any:
    pa = _arrow()
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
    pa = _arrow()
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


def to_arrow(
    docs: Documents, layer: str = "entities", *, layers: Iterable[str] = ("entities",)
) -> pa.Table:
    """Returns a layer of many documents as a table, one row a span.

    Args:
        docs: One document, several, pairs of a document and its id (as ``pipe(texts, ids=ids)``
            yields them), or a mapping from ids to documents. Without ids they are numbers from 0.
        layer: One of `vntext.integrations.frames.LAYERS`, or ``"documents"`` for one row a
            document, with the text and a list of rows for each of ``layers``.
        layers: The layers of a table of documents.

    Returns:
        The table, with the same types when there are no rows. Ids are int64 where all are whole
        numbers (and where there are none), else strings. Labels and roles are dictionary-encoded.
        Lone surrogates, which no column of text can hold, are the replacement character; offsets do
        not change by it.

    Raises:
        InvalidOptionError: If the layer does not exist, or something is no document.
        MissingExtraError: If pyarrow is not installed.

    Example:
        >>> import vntext
        >>> doc = vntext.analyze("Bà Lê Thị Mai về Huế.")
        >>> table = to_arrow({"a.txt": doc})
        >>> table.select(["doc", "start", "text", "label"]).to_pylist()[0]
        {'doc': 'a.txt', 'start': 3, 'text': 'Lê Thị Mai', 'label': 'PERSON'}
    """
    pa = _arrow()
    check_choice("layer", layer, (*TABLES, DOCUMENTS))
    names = check_tables(layers) if layer == DOCUMENTS else (layer,)
    columns = {name: _Lists(name, dictionaries=True) for name in names}
    ids: list[Any] = []
    texts: list[str] = []
    for key, doc in numbered(docs):
        ids.append(key)
        if layer == DOCUMENTS:
            texts.append(encodable(doc.text))
        for column in columns.values():
            column.add(doc)
    kind: Literal["int64", "string"] = "int64"
    if not all(type(key) is int for key in ids) or (isinstance(docs, Mapping) and not docs):
        kind = "string"
        ids = [encodable(str(key)) for key in ids]
    form = schema(layer, layers=names, ids=kind)
    keys = pa.array(ids, form.field("doc").type)
    if layer == DOCUMENTS:
        lists = [column.array() for column in columns.values()]
        return pa.Table.from_arrays([keys, pa.array(texts, pa.string()), *lists], schema=form)
    made = columns[layer]
    return pa.Table.from_arrays([keys.take(made.parents()), *made.values()], schema=form)


def numbered(docs: Documents) -> Iterator[tuple[Any, Document]]:
    if isinstance(docs, Document):
        docs = [docs]
    check_many("docs", docs, "documents", InvalidOptionError)
    pairs: Iterable[Any] = docs.items() if isinstance(docs, Mapping) else enumerate(docs)
    for number, given in pairs:
        paired = isinstance(given, tuple) and len(given) == 2
        doc, key = given if paired else (given, number)
        if not isinstance(doc, Document):
            raise InvalidOptionError(f"not a Document but {type(doc).__name__}: {key!r}")
        yield key, doc


class _Lists:
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
        pa = _arrow()
        if kind not in ("label", "role") or not self._dictionaries:
            return pa.array(column, _type(kind, dictionaries=False))
        # the same words in the same order, whatever came: batches can be put together
        known = dict.fromkeys([*(label_rows() if kind == "label" else role_rows()), *column])
        numbers = {name: i for i, name in enumerate(known)}
        places = pa.array([numbers[name] for name in column], pa.int8())
        return pa.DictionaryArray.from_arrays(places, pa.array(list(known), pa.string()))

    def parents(self) -> Any:
        """For each row the number of its document."""
        pa = _arrow()
        counts = (b - a for a, b in zip(self._ends, self._ends[1:], strict=False))
        return pa.array([i for i, n in enumerate(counts) for _ in range(n)], pa.int32())

    def array(self) -> Any:
        """One list of rows for each document."""
        pa = _arrow()
        names = [name for name, _ in self._table.columns.items()]
        kinds = self._table.columns.values()
        fields = [
            pa.field(name, _type(kind, dictionaries=self._dictionaries))
            for name, kind in zip(names, kinds, strict=True)
        ]
        rows = pa.StructArray.from_arrays(self.values(), fields=fields)
        mask = pa.array(self._nulls, pa.bool_())
        return pa.ListArray.from_arrays(pa.array(self._ends, pa.int32()), rows, mask=mask)


def analyze_batch(
    data: Batch,
    *,
    column: str = "text",
    layers: Iterable[str] = ("entities",),
    layout: Layout = "auto",
    source: Source = "plain",
    restore: bool | Literal["auto"] = False,
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
    pa = _arrow()
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
    lists = [_Lists(name, dictionaries=dictionaries) for name in tables]
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
    pa = _arrow()
    return isinstance(data, pa.Table | pa.ChunkedArray)


def _beside(data: Any, names: list[str], arrays: list[Any], *, table: bool) -> Any:
    """The data with more columns."""
    pa = _arrow()
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
        except (KeyError, ValueError, TypeError, _arrow().ArrowException):
            pass
    known = ", ".join(names) or "none"
    raise InvalidOptionError(f"there is no column {name!r} in the data; columns: {known}")


def _texts(column: Any) -> Iterator[str | None]:
    """The texts of a column, chunk by chunk."""
    pa = _arrow()
    kind = column.type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    tests = ("is_string", "is_large_string", "is_string_view", "is_null")
    if not any(getattr(pa.types, test, lambda _: False)(kind) for test in tests):
        raise InvalidOptionError(f"the column must hold text, not {column.type}")
    for chunk in column.chunks if isinstance(column, pa.ChunkedArray) else [column]:
        yield from chunk.to_pylist()
