"""From a span to its document: how ``sentence.words`` and ``entity.person`` find what they show.

A span of a document knows that document. It is no field of the span: it is neither compared nor
printed nor pickled, and a span that somebody makes has none until a document takes it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from vntext.errors import InvalidDocumentError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["InDocument", "at", "bound", "inside"]

T = TypeVar("T")

_START = attrgetter("start")

_HOLDERS = ("Span", "Person", "Title", "SummarySentence")
"""Types whose names in a field's annotation say that it may hold spans."""


class InDocument:
    """What can belong to a document."""

    __slots__ = ("_doc",)

    _doc: Any

    def _document(self) -> Any:
        """The document.

        Raises:
            InvalidDocumentError: If it belongs to none.
        """
        try:
            return self._doc
        except AttributeError:
            # no AttributeError: the name exists, and `getattr` with a default must not hide it
            raise InvalidDocumentError(
                f"{self!r} belongs to no document; spans of vntext.analyze do, and those that a "
                "Document is made of, as they stand in its layers"
            ) from None


def bound(value: T, doc: Any) -> T:
    """The same value, with all spans in it belonging to a document.

    A span that belongs to none yet is taken as it is; one of another document is copied.

    Args:
        value: A span, a person, a summary, or a tuple of them.
        doc: The document.
    """
    if isinstance(value, tuple):
        made = tuple([bound(v, doc) for v in value])
        same = all(a is b for a, b in zip(value, made, strict=True))
        return value if same else made  # type: ignore[return-value]  # a tuple again
    kind: Any = type(value)
    nested = _nested(kind)
    if not nested and not isinstance(value, InDocument):
        return value
    changed = {}
    for name in nested:
        old = getattr(value, name)
        new = bound(old, doc)
        if new is not old:
            changed[name] = new
    if isinstance(value, InDocument):
        owner = getattr(value, "_doc", None)
        if owner is doc and not changed:
            return value
        if owner is not None or changed:
            value = replace(value, **changed)  # type: ignore[type-var]  # all are dataclasses
        object.__setattr__(value, "_doc", doc)
        return value
    return replace(value, **changed) if changed else value  # type: ignore[type-var]


@cache
def _nested(kind: type) -> tuple[str, ...]:
    """Names of the fields that may hold spans; none for what is no dataclass."""
    if not is_dataclass(kind):
        return ()
    return tuple(f.name for f in fields(kind) if any(name in str(f.type) for name in _HOLDERS))


def inside(rows: Sequence[T], start: int, end: int) -> tuple[T, ...]:
    """The rows that lie in ``[start, end)``, of rows sorted by start."""
    out = []
    for i in range(bisect_left(rows, start, key=_START), len(rows)):
        row: Any = rows[i]
        if row.start >= end:
            break
        if row.end <= end:
            out.append(row)
    return tuple(out)


def at(rows: Sequence[T], place: int) -> T | None:
    """The row that a character lies in, of rows sorted by start that do not overlap."""
    i = bisect_right(rows, place, key=_START) - 1
    if i < 0:
        return None
    row: Any = rows[i]
    return row if place < row.end else None
