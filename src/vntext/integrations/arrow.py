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
from typing import TYPE_CHECKING, Any, Literal

from vntext.checks import check_choice, check_many
from vntext.document import Document
from vntext.errors import InvalidOptionError
from vntext.integrations.arrow_batch import analyze_batch
from vntext.integrations.arrow_columns import DOCUMENTS, Lists, pyarrow, schema
from vntext.integrations.tables import (
    TABLES,
    check_tables,
    encodable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

__all__ = ["DOCUMENTS", "analyze_batch", "schema", "to_arrow"]

Documents = Document | Iterable[Document | tuple[Document, Any]] | Mapping[Any, Document]


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
    pa = pyarrow()
    check_choice("layer", layer, (*TABLES, DOCUMENTS))
    names = check_tables(layers) if layer == DOCUMENTS else (layer,)
    columns = {name: Lists(name, dictionaries=True) for name in names}
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
