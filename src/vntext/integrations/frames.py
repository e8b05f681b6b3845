"""Spans of many documents as one table: data frames of pandas and polars.

One row is one span, with the id of its document and its offsets, so that every row can be traced
back: ``docs[row.doc].text[row.start:row.end] == row.text``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from vntext.checks import check_choice, check_many
from vntext.document import (
    Document,
    Entity,
    LegalReference,
    Paragraph,
    Sentence,
    Span,
    SummarySentence,
    Word,
)
from vntext.errors import InvalidOptionError, MissingExtraError

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped,unused-ignore]
    import polars as pl

__all__ = ["LAYERS", "columns", "to_frame", "to_polars"]

Documents = Document | Iterable[Document] | Mapping[Any, Document]

_KINDS: Final = {
    "str": ("string", "String"),  # names of the type in pandas and in polars
    "Label": ("string", "String"),
    "Role": ("string", "String"),
    "int": ("int64", "Int64"),
    "int | None": ("Int64", "Int64"),
    "float": ("float64", "Float64"),
}


def _fields(kind: type[Span]) -> dict[str, str]:
    # spans inside a span are no column
    return {f.name: str(f.type) for f in fields(kind) if f.name != "cuts"}


def _values(span: Span, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(span, n) for n in names)


def _spans(layer: str, kind: type[Span]) -> Callable[[Document], Iterator[tuple[Any, ...]]]:
    names = tuple(_fields(kind))

    def rows(doc: Document) -> Iterator[tuple[Any, ...]]:
        for span in getattr(doc, layer):
            yield _values(span, names)

    return rows


def _mentions(doc: Document) -> Iterator[tuple[Any, ...]]:
    for number, person in enumerate(doc.people):
        for m in person.mentions:
            yield m.start, m.end, m.text, number, person.name, person.role


def _titles(doc: Document) -> Iterator[tuple[Any, ...]]:
    for number, person in enumerate(doc.people):
        for t in person.titles:
            org = t.organization.text if t.organization else ""
            yield t.start, t.end, t.text, number, person.name, org


_SPAN: Final = {"start": "int", "end": "int", "text": "str", "person": "int", "name": "str"}

_Rows = Callable[[Document], Iterator[tuple[Any, ...]]]

_LAYERS: Final[dict[str, tuple[dict[str, str], _Rows]]] = {
    "entities": (_fields(Entity), _spans("entities", Entity)),
    "people": ({**_SPAN, "role": "str"}, _mentions),
    "titles": ({**_SPAN, "organization": "str"}, _titles),
    "legal_references": (_fields(LegalReference), _spans("legal_references", LegalReference)),
    "paragraphs": (_fields(Paragraph), _spans("paragraphs", Paragraph)),
    "sentences": (_fields(Sentence), _spans("sentences", Sentence)),
    "words": (_fields(Word), _spans("words", Word)),
    "summary": (_fields(SummarySentence), _spans("summary", SummarySentence)),
}

LAYERS: Final = tuple(_LAYERS)
"""Layers that can be had as a table. ``people`` has one row a mention, ``titles`` one a title held;
their column ``person`` is the number of the person within the document."""


def columns(docs: Documents, layer: str = "entities") -> dict[str, list[Any]]:
    """Returns a layer of many documents as columns; needs no data frame package.

    Args:
        docs: One document, several, or a mapping from ids to documents.
        layer: One of `LAYERS`.

    Returns:
        Lists of equal length by name. ``doc`` is the id of the document: its key in the mapping,
        else its number from 0. ``start`` and ``end`` are in characters of its text.

    Raises:
        InvalidOptionError: If the layer does not exist, or something is no document.

    Example:
        >>> doc = Document("Ông An", entities=(Entity(4, 6, "An", "PERSON"),))
        >>> columns({"a.txt": doc})["doc"], columns([doc])["start"]
        (['a.txt'], [4])
    """
    names, rows_of = _layer(layer)
    out: dict[str, list[Any]] = {"doc": [], **{n: [] for n in names}}
    lists = list(out.values())
    for key, doc in _numbered(docs):
        for row in rows_of(doc):
            for column, value in zip(lists, (key, *row), strict=True):
                column.append(_encodable(value) if isinstance(value, str) else value)
    return out


def to_frame(docs: Documents, layer: str = "entities") -> pd.DataFrame:
    """Returns a layer of many documents as a data frame of pandas.

    Args:
        docs: One document, several, or a mapping from ids to documents.
        layer: One of `LAYERS`.

    Returns:
        One row a span. Columns have the same types when there are no rows. Lone surrogates, which
        no column of text can hold, are the replacement character; offsets do not change by it.

    Raises:
        InvalidOptionError: If the layer does not exist, or something is no document.
        MissingExtraError: If pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as e:
        raise MissingExtraError("pandas", "pandas") from e
    data = columns(docs, layer)
    kinds = _layer(layer)[0]
    frame = {n: pd.Series(data[n], dtype=_KINDS[kind][0]) for n, kind in kinds.items()}
    numbered = not isinstance(docs, Mapping)
    return pd.DataFrame(
        {"doc": pd.Series(data["doc"], dtype="int64" if numbered else None), **frame}
    )


def to_polars(docs: Documents, layer: str = "entities") -> pl.DataFrame:
    """Returns a layer of many documents as a data frame of polars.

    Args:
        docs: One document, several, or a mapping from ids to documents.
        layer: One of `LAYERS`.

    Returns:
        The same columns as `to_frame`.

    Raises:
        InvalidOptionError: If the layer does not exist, or something is no document.
        MissingExtraError: If polars is not installed.
    """
    try:
        import polars as pl
    except ImportError as e:
        raise MissingExtraError("polars", "polars") from e
    data = columns(docs, layer)
    schema: dict[str, Any] = {n: getattr(pl, _KINDS[k][1]) for n, k in _layer(layer)[0].items()}
    numbered = not isinstance(docs, Mapping)
    doc = pl.Series("doc", data.pop("doc"), dtype=pl.Int64 if numbered else None)
    return pl.DataFrame(data, schema=schema).insert_column(0, doc)


def _layer(layer: str) -> tuple[dict[str, str], _Rows]:
    check_choice("layer", layer, LAYERS)
    return _LAYERS[layer]


def _numbered(docs: Documents) -> Iterator[tuple[Any, Document]]:
    if isinstance(docs, Document):
        docs = [docs]
    check_many("docs", docs, "documents", InvalidOptionError)
    pairs = docs.items() if isinstance(docs, Mapping) else enumerate(docs)
    for key, doc in pairs:
        if not isinstance(doc, Document):
            raise InvalidOptionError(f"not a Document but {type(doc).__name__}: {key!r}")
        yield key, doc


def _encodable(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text
