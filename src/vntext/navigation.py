"""From a span to its document: how ``sentence.words`` and ``entity.person`` find what they show.

A span of a document knows that document. It is no field of the span: it is neither compared nor
printed nor pickled, and a span that somebody makes has none until a document takes it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from vntext.errors import InvalidDocumentError
from vntext.kernel import kernel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["InDocument", "at", "bound", "inside", "made"]

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
        doc = getattr(self, "_doc", None)
        if doc is None:
            # no AttributeError: the name exists, and `getattr` with a default must not hide it
            raise InvalidDocumentError(
                f"{self!r} belongs to no document; spans of vntext.analyze do, and those that a "
                "Document is made of, as they stand in its layers"
            )
        return doc


_LISTS = (list, tuple)


def made(kind: type[T], size: int, *columns: Sequence[Any], doc: Any = None) -> list[T]:
    """Many spans at once, of columns: ``kind(*row)`` for each row, in a fraction of the time.

    Args:
        kind: A dataclass with slots that does nothing when it is made.
        size: Number of spans.
        *columns: For each field its values, in the order of the fields; the last ones may be left
            out where the fields have defaults.
        doc: The document that the spans belong to, if there is one yet.

    Example:
        >>> from vntext.annotations import Word
        >>> made(Word, 2, [0, 7], [6, 10], ["Hà Nội", "mưa"])
        [Word(0, 6, 'Hà Nội'), Word(7, 10, 'mưa')]
    """
    of: Any = kind
    names, defaults = _slots(of)
    rows = [x if isinstance(x, _LISTS) else tuple(x) for x in columns]
    rows += [(default,) * size for default in defaults[len(rows) :]]
    if doc is not None:
        rows[-1] = (doc,) * size
    native = kernel()
    if native is not None:
        found: list[T] = native.made_objects(kind, size, names, tuple(rows))
        return found
    if any(len(row) != size for row in rows):
        raise ValueError("columns must have one length")
    out = list(map(object.__new__, repeat(kind, size)))
    for name, row in zip(names, rows, strict=True):
        # a frozen dataclass sets its fields one by one through a function; its slots are faster
        deque(map(getattr(kind, name).__set__, out, row), maxlen=0)
    return out


@cache
def _slots(kind: type) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """Names of the fields of a dataclass, and their defaults; the document comes last."""
    of: Any = kind
    rows = [(f.name, f.default) for f in fields(of)]
    if issubclass(kind, InDocument):
        rows.append(("_doc", None))  # an empty slot would cost an exception to whoever looks
    names, defaults = zip(*rows, strict=True)
    return names, defaults


_put_document: Callable[[Any, Any], None] = vars(InDocument)["_doc"].__set__
"""Puts a span into a document."""


def _put_all(value: tuple[Any, ...], doc: Any) -> bool:
    """Puts spans of one kind, and the spans in them, into a document at once.

    Returns:
        Whether all are in it now; not where one of them belongs to another document.
    """
    kinds: set[Any] = set(map(type, value))
    kind: Any = kinds.pop() if len(kinds) == 1 else tuple
    inner = _nested(kind)
    if not issubclass(kind, InDocument):
        return False
    free: list[Any] = list(value)
    for name in inner:
        for held in map(attrgetter(name), value):
            if held is None:
                continue
            of: Any = type(held)
            if not _nested(of) and issubclass(of, InDocument):
                free.append(held)
            elif bound(held, doc) is not held:
                return False
    if set(map(getattr, free, repeat("_doc"), repeat(None))) != {None}:
        return False
    deque(map(_put_document, free, repeat(doc)), maxlen=0)
    return True


def bound(value: T, doc: Any) -> T:
    """The same value, with all spans in it belonging to a document.

    A span that belongs to none yet is taken as it is; one of another document is copied.

    Args:
        value: A span, a person, a summary, or a tuple of them.
        doc: The document.
    """
    native = kernel()
    if native is not None and native.put_objects(value, _PLAN, "_doc", doc):
        return value
    if isinstance(value, tuple):
        if native is None and _put_all(value, doc):
            return value
        owned = tuple([bound(v, doc) for v in value])
        same = all(a is b for a, b in zip(value, owned, strict=True))
        return value if same else owned  # type: ignore[return-value]  # a tuple again
    if getattr(value, "_doc", None) is doc:
        return value  # what is in it was taken with it
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


class _Plan(dict[Any, tuple[bool, tuple[str, ...]]]):
    """Of each type whether its objects can belong to a document, and their fields that may, too."""

    def __missing__(self, kind: Any) -> tuple[bool, tuple[str, ...]]:
        row = self[kind] = issubclass(kind, InDocument), _nested(kind)
        return row


_PLAN = _Plan()


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
